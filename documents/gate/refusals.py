"""Why a file stays outside."""

from django.core.exceptions import ValidationError


class NotAllowed(ValidationError):
    """Said at the field of the file."""

    def __init__(self, sentence: str) -> None:
        super().__init__({"file": [sentence]})
        self.sentence = sentence
