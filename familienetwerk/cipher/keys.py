"""The keys of this installation, newest first: the first locks, all open, so a key is replaced by one before it."""

from dataclasses import dataclass, field
from functools import cache

from django.conf import settings

from familienetwerk.sealing import derived


@dataclass(frozen=True)
class Key:
    id: str
    secret: bytes = field(repr=False)


def data_keys() -> dict[str, Key]:
    """For what must be read again."""
    return of_installation(settings.DATA_KEYS, "data")


def look_up_keys() -> dict[str, Key]:
    """For what must only be recognised; keys of their own, so that one does not give the other away."""
    return of_installation(settings.LOOKUP_KEYS, "look-up")


def newest(keys: dict[str, Key]) -> Key:
    return next(iter(keys.values()))


def of_installation(given: list[tuple[str, bytes]], purpose: str) -> dict[str, Key]:
    """As the settings give them; a demo and a test that give none have one that is made from SECRET_KEY."""
    made = (from_secret(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    keys = [Key(name, secret) for name, secret in given] or list(made)
    return {key.id: key for key in keys}


@cache
def from_secret(secret: str, purpose: str) -> Key:
    return Key(derived(secret, f"{purpose} key id").hex()[:12], derived(secret, f"{purpose} key"))
