"""Keys of authenticator apps and seeds of recovery codes, sealed with the secret of the installation."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from familienetwerk.audit.models import EventType, record

SEALED = ("secret", "seed")


def seal_second_factors_anew() -> int:
    """With the newest `SECRET_KEY`, one by one, so that nobody waits to log in; how many that were."""
    ids = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True)
    return sum(seal_anew(pk) for pk in list(ids))


@transaction.atomic
def seal_anew(pk: int) -> bool:
    """False: it was taken away in the meantime."""
    authenticator = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if authenticator is None:
        return False
    sealed = {name: text for name, text in authenticator.data.items() if name in SEALED}
    authenticator.data |= {name: encrypt(decrypt(text)) for name, text in sealed.items()}
    authenticator.save(update_fields=["data"])
    record(EventType.CHANGED, by=None, subject="second_factor", subject_ids=[pk])
    return True
