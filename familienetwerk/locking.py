"""Two people who change the same row: nobody's text disappears unseen."""

from django.db.models import Model


class Conflict(Exception):
    """Somebody else changed this row after the user had opened the form. `current` is the row as it is now."""

    def __init__(self, current: Model) -> None:
        super().__init__(f"{current._meta.label} {current.pk} was changed meanwhile")
        self.current = current


def lock_unchanged[Row: Model](row: Row, lock_version: int) -> Row:
    """Inside a transaction: the row, locked, if it is still as the user saw it; otherwise Conflict.

    The model has `lock_version = models.PositiveIntegerField(default=1)`; the action adds one when it saves.
    """
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if current.lock_version != lock_version:  # type: ignore[attr-defined]
        raise Conflict(current)
    return current
