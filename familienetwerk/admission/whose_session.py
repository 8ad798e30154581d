"""Whose session it is, asked at each page."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import ask_prepared


class Accounts(AuthenticationBackend):
    """Logs in as allauth does."""

    def get_user(self, user_id: int) -> User | None:
        """In a statement that is kept prepared; nobody, when the account ended."""
        for values in ask_prepared(by_number, None, number=user_id):
            user = User.from_db(DEFAULT_DB_ALIAS, COLUMNS, values)
            return user if self.user_can_authenticate(user) else None
        return None


COLUMNS = [field.attname for field in User._meta.concrete_fields]


def by_number(_nobody: None) -> QuerySet[User, tuple[object, ...]]:
    return User.objects.filter(pk=Blanks("number")).values_list(*COLUMNS)
