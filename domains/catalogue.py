"""Brings domains/catalogue.yaml into the database: idempotent, and archiving instead of deleting."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from domains.models import Instrument, LifeDomain

FILE = Path(__file__).with_name("catalogue.yaml")


@transaction.atomic
def load_life_domains() -> int:
    """Make instruments and life domains as the file has them. Returns how many domains are in use."""
    kept: list[str] = []
    for written in yaml.safe_load(FILE.read_text(encoding="utf-8"))["instruments"]:
        domains = written.pop("life_domains")
        instrument, _ = Instrument.objects.update_or_create(code=written.pop("code"), defaults=written)
        kept += [kept_domain(instrument, fields, position=len(kept) + place) for place, fields in enumerate(domains, 1)]
    LifeDomain.objects.exclude(code__in=kept).update(is_archived=True)
    return len(kept)


def kept_domain(instrument: Instrument, fields: dict[str, Any], *, position: int) -> str:
    code: str = fields["code"]
    written = {"is_sensitive": False, "is_archived": False} | fields
    LifeDomain.objects.update_or_create(code=code, defaults=written | {"instrument": instrument, "position": position})
    return code
