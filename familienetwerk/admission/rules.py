"""What may happen to an account, of plain values."""


def obstacles_to_changing_account(*, account_id: int, by_id: int) -> list[str]:
    """Nobody gives or takes rights of their own: another functional admin does that."""
    return ["Dit is uw eigen account. Vraag het een andere functioneel beheerder."] if account_id == by_id else []
