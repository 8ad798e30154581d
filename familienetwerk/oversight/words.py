"""Promised work as a functional admin reads it: what it is, and why it did not work. Never whose it is."""

from django.db import models

from familienetwerk.outbox.models import Job, JobState

KINDS = {
    "plan_pdf": "Plan van aanpak op papier",
    "digest": "Ochtendmail",
    "permission_differences": "Bericht over rechten die verschillen",
    "breach_suspected": "Bericht over een mogelijk datalek",
    "emergency_notice": "Bericht over een noodprocedure",
    "scan_document": "Scan van een document op virussen",
    "infected_file": "Bericht over een virus",
    "question_reminder": "Herinnering aan een vraag",
    "invitation": "Uitnodiging voor een account",
    "password_forgotten": "Link voor een nieuw wachtwoord",
    "account_changed": "Bericht over een account",
    "new_device": "Bericht over een nieuw apparaat",
    "recovery_asked": "Bericht over herstel van toegang",
    "recovery_waits": "Bericht over herstel van toegang",
    "recovery_done": "Bericht over herstel van toegang",
    "recovered": "Link om opnieuw te beginnen",
}
REASONS = {  # by the name of the error, which is all that is kept of it
    "SMTPRecipientsRefused": "De mailserver weigert dit adres.",
    "SMTPSenderRefused": "De mailserver weigert onze afzender.",
    "SMTPAuthenticationError": "De mailserver laat de app niet toe.",
    "SMTPServerDisconnected": "De mailserver verbrak de verbinding.",
    "ConnectionRefusedError": "De mailserver is niet bereikbaar.",
    "gaierror": "De mailserver is niet bereikbaar.",
    "ScannerIsAway": "De virusscanner antwoordt niet. Het document wacht.",
    "TimeoutError": "De mailserver antwoordde niet op tijd.",
    "WorkerLost": "De app stopte terwijl dit werk bezig was.",
    "NobodyDelivers": "Deze versie van de app kent dit werk niet.",
    "DoesNotExist": "Waar dit over ging, bestaat niet meer.",
}


class SettledBecause(models.TextChoices):
    """Why work is left as it is. To choose from, so that no name of a family ends up in the log."""

    ARRIVED = "ARRIVED", "Het is toch gelukt: de mail of pdf is er"
    OTHERWISE = "OTHERWISE", "Het is op een andere manier gedaan"
    NOT_NEEDED = "NOT_NEEDED", "Het is niet meer nodig"


def kind_of(job: Job) -> str:
    return KINDS.get(job.kind, "Ander werk")


def why(job: Job) -> str:
    """In words what went wrong; the name of the error stands beside it for who must mend it."""
    if is_doubtful(job):
        return "De verbinding viel weg tijdens het versturen. Misschien is de mail aangekomen."
    return REASONS.get(job.last_error, "Er ging iets mis in de app.")


def is_doubtful(job: Job) -> bool:
    """Perhaps it was sent; sending again may do it twice."""
    return job.state == JobState.DOUBTFUL
