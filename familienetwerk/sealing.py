"""Texts that nobody can read in a dump of the database: keys of authenticator apps, forms that were not sent yet."""

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class CannotUnseal(ValueError):
    """Sealed with another SECRET_KEY, or changed."""


def seal(text: str, *, purpose: str) -> str:
    return fernet(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    try:
        return fernet(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal from error


@cache
def fernet(purpose: str, *secrets: str) -> MultiFernet:
    """A key of its own for each purpose, made from the secret of this installation; old secrets still open."""
    return MultiFernet([Fernet(urlsafe_b64encode(derived(secret, purpose))) for secret in secrets])


def derived(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"familienetwerk {purpose}".encode()).derive(
        secret.encode()
    )
