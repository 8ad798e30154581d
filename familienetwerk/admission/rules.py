"""What may happen to an account, of plain values."""


def obstacles_to_changing_account(*, account_id: int, by_id: int) -> list[str]:
    """Nobody gives or takes rights of their own: another functional admin does that."""
    return ["Dit is uw eigen account. Vraag het een andere functioneel beheerder."] if account_id == by_id else []


def obstacles_to_asking_recovery(*, account_id: int, by_id: int, is_active: bool, is_running: bool) -> list[str]:
    """Nobody asks it for themselves; what runs is confirmed or refused first."""
    reasons = {
        "Dit is uw eigen account. Vraag het een andere functioneel beheerder.": account_id == by_id,
        "Dit account is beëindigd.": not is_active,
        "Er loopt al een verzoek voor deze persoon.": is_running,
    }
    return [reason for reason, holds in reasons.items() if holds]


def obstacles_to_confirming_recovery(
    *, account_id: int, asked_by_id: int, by_id: int, is_active: bool, is_waiting: bool, by_came_after: bool
) -> list[str]:
    """Two people who are not the person; and nobody invites a second person for the occasion."""
    reasons = {
        "Dit verzoek loopt niet meer.": not is_waiting,
        "Dit account is beëindigd.": not is_active,
        "Dit gaat over uw eigen account. Een ander moet het bevestigen.": account_id == by_id,
        "U vroeg dit zelf aan. Een ander moet het bevestigen.": asked_by_id == by_id,
        "Uw account is jonger dan dit verzoek. Een ander moet het bevestigen.": by_came_after,
    }
    return [reason for reason, holds in reasons.items() if holds]
