"""What cases rest on: everybody who works here reads it, and of what it was before nobody does."""

BESIDE_CASES = (
    *("accounts_mandate", "accounts_municipality", "accounts_organisation", "accounts_user"),
    *("cases_frameparticipant", "cases_legalframe"),
)
