"""The policies as statements: one for a table, or one for each deed where the table says otherwise."""

from familienetwerk.second_line.overseeing import overseen
from familienetwerk.second_line.policies import RULES
from familienetwerk.second_line.writing import ADDS, ASKS_AGAIN, CHANGES, ENDS, WRITES


def rule(table: str) -> str:
    """For whom a row of this table is there."""
    return f"(SELECT app_is_on_an_errand()) OR {RULES[table]}{overseen(table)}"


def check(written: str) -> str:
    return f"WITH CHECK ((SELECT app_is_on_an_errand()) OR ({written}))"


def guarded(table: str) -> str:
    """On, for the owner too; the owner keeps house (migrations), the app sees what the rule says."""
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
        f"CREATE POLICY owner_keeps_house ON {table} TO CURRENT_USER USING (true) WITH CHECK (true); "
        f"{policies(table)}"
    )


def policies(table: str) -> str:
    """Who sees a row may leave one behind, change it and take it away, unless the table says otherwise."""
    seen, written = rule(table), check(WRITES[table]) if table in WRITES else ""
    if not any(table in narrower for narrower in (ADDS, CHANGES, ENDS)):
        return f"CREATE POLICY need_to_know ON {table} USING ({seen}) {written};"
    written = written or f"WITH CHECK ({seen})"
    added = check(ADDS[table]) if table in ADDS else written
    may_change = CHANGES.get(table, "true")
    changed = f"(SELECT app_is_on_an_errand()) OR (({RULES[table]}{overseen(table)}) AND {may_change})"
    may_end = f"({may_change} OR {ASKS_AGAIN[table]})" if table in ASKS_AGAIN else may_change
    ended = f"(SELECT app_is_on_an_errand()) OR (({ENDS.get(table, RULES[table])}) AND {may_end})"
    return (
        f"CREATE POLICY need_to_know ON {table} FOR SELECT USING ({seen}); "
        f"CREATE POLICY need_to_know_adding ON {table} FOR INSERT {added}; "
        f"CREATE POLICY need_to_know_changing ON {table} FOR UPDATE USING ({changed}) {written}; "
        f"CREATE POLICY need_to_know_ending ON {table} FOR DELETE USING ({ended});"
    )
