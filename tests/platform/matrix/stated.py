"""The one answer that the matrix states for a page, a method and somebody."""

from familienetwerk.accounts.roles import Role
from tests.platform.matrix import of_a_case, without_a_case
from tests.platform.matrix.answers import REFUSED, UNKNOWN, WRONG_METHOD, Answer
from tests.platform.matrix.other_methods import HEAD_AS_GET, OF_ALLAUTH, OTHER_METHODS

OF_COORDINATORS = 3  # the level of who coordinates
ROWS: dict[str, tuple[set[Role], Answer]] = {
    **{name: (set(Role), answer) for name, answer in (without_a_case.EVERYBODY | without_a_case.PUBLIC).items()},
    **{name: (roles, answer) for roles, pages in without_a_case.BY_ROLE for name, answer in pages.items()},
}


def of_a_case_at(level: int, name: str, method: str) -> str:
    """Of a page of the case, to who is on it at this level; 0 is a stranger, to whom it is not there."""
    asked, answer = next((number, pages[name]) for number, pages in enumerate(of_a_case.LEVELS, 1) if name in pages)
    if level >= OF_COORDINATORS:
        answer = of_a_case.TO_COORDINATORS.get(name, answer)
    said = WRONG_METHOD if method in OTHER_METHODS else by_method(answer, method)
    if said == WRONG_METHOD or level >= asked:
        return said
    return REFUSED if level else UNKNOWN


def to_role(role: Role, name: str, method: str) -> str:
    """Of a page without a case."""
    roles, answer = ROWS[name]
    said = by_method(without_a_case.TO_ROLE.get((name, role), answer), method)
    if method in OTHER_METHODS:
        as_get = said if method == "head" and name in HEAD_AS_GET else WRONG_METHOD
        said = OF_ALLAUTH.get(name, {}).get(method, as_get)
    return said if said == WRONG_METHOD or role in roles else REFUSED


def by_method(answer: Answer, method: str) -> str:
    return answer[1] if method == "post" else answer[0]
