"""Under which law information came about."""

from django.db import models


class Regime(models.TextChoices):
    """The law that travels with an item (FR-137). All but the AVG bind it to the frame for which its source gave it."""

    AVG = "AVG", "AVG"
    WPG = "WPG", "Wpg (politiegegevens)"
    WJSG = "WJSG", "Wjsg (justitiële gegevens)"
    WGBO = "WGBO", "WGBO (medisch)"
    JEUGDWET = "JEUGDWET", "Jeugdwet"
    WMO = "WMO", "Wmo 2015"
    PARTICIPATIEWET = "PARTICIPATIEWET", "Participatiewet"
    BIBOB = "BIBOB", "Wet Bibob"
    RIEC = "RIEC", "RIEC (WGS)"

    @property
    def is_source_bound(self) -> bool:
        """Secrecy of its own: nobody passes it on but the organisation it came from."""
        return self != Regime.AVG


def every_regime() -> list[str]:
    return [str(regime) for regime in Regime]
