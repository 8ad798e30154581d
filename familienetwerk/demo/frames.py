"""On which ground the partners of Rivierstede work together: two cooperation frames, each with its DPIA."""

from collections.abc import Mapping
from datetime import date, timedelta

from cases.actions import add_frame, add_participants
from cases.models import LegalFrame, LegalFrameKind
from familienetwerk.accounts.models import Municipality, Organisation, User

LOCAL_ONLY = {"school", "community"}  # did not sign for the region


def agree_frames(
    municipality: Municipality, organisations: Mapping[str, Organisation], *, by: User, today: date
) -> dict[str, LegalFrame]:
    """Each under its key; in force long before the oldest case."""
    dpia_on, valid_from = today - timedelta(days=830), today - timedelta(days=800)
    local = add_frame(
        by=by,
        municipality=municipality,
        kind=LegalFrameKind.LOCAL_PGA,
        name="Familieaanpak Rivierstede",
        purpose="Criminaliteit in families stoppen en kinderen veilig laten opgroeien.",
        legal_basis="AVG 6 lid 1 onder e; Gemeentewet 172; Wmo 2015; Jeugdwet",
        bsn_ground="Wabb 10; Jeugdwet 7.2.1; Wmo 2015 5.2.9",
        controller="College van burgemeester en wethouders van Rivierstede",
        contact_point="privacy@rivierstede.example",
        agreement=f"Convenant Familieaanpak {dpia_on.year}",
        dpia_reference=f"DPIA-{dpia_on.year}-07",
        dpia_on=dpia_on,
        valid_from=valid_from,
    )
    regional = agree_with_region(municipality, by=by, dpia_on=dpia_on, valid_from=valid_from)
    for frame in (local, regional):
        signed = [one for key, one in organisations.items() if key not in LOCAL_ONLY or frame == local]
        add_participants(frame, signed, by=by, valid_from=valid_from, today=today)
    return {"local": local, "regional": regional}


def agree_with_region(municipality: Municipality, *, by: User, dpia_on: date, valid_from: date) -> LegalFrame:
    return add_frame(
        by=by,
        municipality=municipality,
        kind=LegalFrameKind.ZVH_WGS,
        name="Zorg- en Veiligheidshuis Rivierland",
        purpose="Complexe problemen van straf, zorg en bestuur samen aanpakken.",
        legal_basis="Wet gegevensverwerking door samenwerkingsverbanden, hoofdstuk 2",
        controller="De deelnemers aan het Zorg- en Veiligheidshuis Rivierland samen",
        contact_point="privacy@zvh-rivierland.example",
        agreement=f"Samenwerkingsconvenant {dpia_on.year}",
        agreement_valid_until=dpia_on + timedelta(days=4 * 365),
        dpia_reference=f"DPIA-{dpia_on.year}-11",
        dpia_on=dpia_on,
        valid_from=valid_from,
    )
