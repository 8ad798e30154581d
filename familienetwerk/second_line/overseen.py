"""What a privacy officer sees beside what somebody on a case sees: of the own municipality, and never what it says."""

OVERSEEN = {"cases_case": "cases_case.municipality_id = (SELECT app_overseen())"} | {
    table: f"app_oversees({table}.case_id)"
    for table in ("cases_emergencyaccess", "cases_involvement", "cases_member", "cases_sharing", "cases_shield")
}


def overseen(table: str) -> str:
    """Asked first whether anybody oversees now, which costs nothing when nobody does."""
    return f" OR ((SELECT app_overseen()) IS NOT NULL AND {OVERSEEN[table]})" if table in OVERSEEN else ""


def officer_of(municipality: str) -> str:
    """Is privacy officer there."""
    return f"EXISTS (SELECT 1 FROM app_officer officer WHERE officer.municipality_id = {municipality} OFFSET 0)"


def judges_suspicion() -> str:
    """Where nobody knows whose it is, any officer looks."""
    return officer_of("coalesce(breaches_suspicion.municipality_id, officer.municipality_id)")
