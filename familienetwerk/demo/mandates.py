"""Who in Rivierstede may do something on behalf of another: an organisation, and somebody whose access rests on it."""

from collections.abc import Mapping
from datetime import date, timedelta

from familienetwerk.accounts.models import Municipality, Organisation, User
from familienetwerk.admission.actions import record_mandate


def give_mandates(
    organisations: Mapping[str, Organisation], people: Mapping[str, User], municipality: Municipality, *, today: date
) -> None:
    mandate_enforcement(organisations["enforcement"], municipality, by=people["fatima"], today=today)
    record_mandate(
        by=people["fatima"],
        user=people["ruben"],
        on_behalf_of=f"het college van {municipality}",
        task="De procesregie voeren over casussen van de familieaanpak.",
        ground="Awb 10:3; Jeugdwet 2.3; Wmo 2015 2.1.1",
        reference=f"Mandaatbesluit {today.year - 1}-09",
        valid_from=today - timedelta(days=500),
        valid_until=today + timedelta(days=230),
        is_ground_for_access=True,
    )


def mandate_enforcement(enforcement: Organisation, municipality: Municipality, *, by: User, today: date) -> None:
    """Of which the end comes near: the functional admin sees it on the work list."""
    record_mandate(
        by=by,
        organisation=enforcement,
        on_behalf_of=f"de burgemeester van {municipality}",
        task="Een waarschuwing geven en een gesprek voeren over overlast.",
        ground="Awb 10:3; Gemeentewet 172",
        reference=f"Mandaatbesluit {today.year - 1}-14",
        valid_from=today - timedelta(days=300),
        valid_until=today + timedelta(days=65),
    )
