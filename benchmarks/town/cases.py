"""The cases themselves, spread over stages and years."""

from datetime import date, timedelta
from random import Random

from benchmarks.town.common import BATCH, TODAY
from cases.models import Case, CaseStage, FrameParticipant, LegalFrame, LegalFrameKind
from familienetwerk.accounts.models import Municipality, Organisation, User

STAGES = [
    CaseStage.INTAKE,
    CaseStage.JOINT_ANALYSIS,
    CaseStage.PROBLEM_DEFINED,
    CaseStage.PLAN_DRAFT,
    CaseStage.IN_EXECUTION,
]


def cases_of(number: int, organisations: list[Organisation], starter: User, chance: Random) -> list[Case]:
    municipality = organisations[0].municipality
    assert municipality
    frame = a_frame_of(municipality)
    FrameParticipant.objects.bulk_create(
        FrameParticipant(frame=frame, organisation=organisation, valid_from=frame.valid_from)
        for organisation in Organisation.objects.all()
    )
    rows = []
    for index in range(number):
        stage = chance.choice(STAGES)  # not by its place in the town: that says who is on it
        first = TODAY - timedelta(days=40 + index % 400)
        rows.append(
            Case(
                number=f"{2000 + index // 10_000}-{index % 10_000:05}",
                name=f"Boom {index}",
                municipality=municipality,
                legal_frame=frame,
                bringing_organisation=organisations[index % len(organisations)],
                stage=stage,
                first_signal_on=first,
                started_on=first + timedelta(days=3),
                started_by=starter,
                opened_on=None if stage == CaseStage.INTAKE else first + timedelta(days=10),
                definition_fixed_on=first + timedelta(days=30) if STAGES.index(stage) >= 2 else None,
                first_plan_on=first + timedelta(days=38) if stage == CaseStage.IN_EXECUTION else None,
            )
        )
    return Case.objects.bulk_create(rows, batch_size=BATCH)


def a_frame_of(municipality: Municipality) -> LegalFrame:
    return LegalFrame.objects.create(
        municipality=municipality,
        kind=LegalFrameKind.LOCAL_PGA,
        name="Lokale persoonsgerichte aanpak",
        purpose="Meten",
        legal_basis="Gemeentewet 172",
        controller="College",
        contact_point="privacy@example.org",
        agreement="Convenant",
        dpia_reference="DPIA-1",
        dpia_on=TODAY,
        valid_from=date(2025, 1, 1),
    )
