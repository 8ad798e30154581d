"""Columns that hold what is locked: rotating the keys finds them by their class."""

from typing import Any

from django.db import models


class LockedField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes from `values.lock`, for this column of this row."""


class MarkField(models.BinaryField):  # type: ignore[type-arg]
    """A mark from `values.marks_of` of what the locked column beside it holds, as text."""

    def __init__(self, *args: Any, of: str, **options: Any) -> None:
        self.of = of
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"of": self.of}
