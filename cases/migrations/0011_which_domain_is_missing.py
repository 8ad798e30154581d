"""Of each case whether safety and social sit at the table: kept by the database, since lists look at all cases for it."""

from django.db import migrations, models
from django.db.models import F, Q

KEPT = """
CREATE FUNCTION case_lacks(wanted bigint, domain text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM cases_involvement seat JOIN accounts_organisation partner ON partner.id = seat.organisation_id
        WHERE seat.case_id = wanted AND upper_inf(seat.period) AND partner.policy_domain = domain)
$$;

CREATE FUNCTION count_who_is_missing(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM 1 FROM cases_case WHERE id = wanted FOR UPDATE;  -- two who join or leave at once count one after the other
    UPDATE cases_case SET lacks_safety = case_lacks(id, 'SAFETY'), lacks_social = case_lacks(id, 'SOCIAL')
    WHERE id = wanted
        AND (lacks_safety, lacks_social) IS DISTINCT FROM (case_lacks(id, 'SAFETY'), case_lacks(id, 'SOCIAL'));
END $$;

CREATE FUNCTION seats_are_counted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM count_who_is_missing(OLD.case_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM count_who_is_missing(NEW.case_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER seats_are_counted AFTER INSERT OR DELETE OR UPDATE OF case_id, organisation_id, period
    ON cases_involvement FOR EACH ROW EXECUTE FUNCTION seats_are_counted();

CREATE FUNCTION seats_change_domain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM count_who_is_missing(case_id) FROM cases_involvement WHERE organisation_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER seats_change_domain AFTER UPDATE OF policy_domain ON accounts_organisation
    FOR EACH ROW EXECUTE FUNCTION seats_change_domain();

SELECT count_who_is_missing(id) FROM cases_case;
"""
GONE = """
DROP TRIGGER seats_change_domain ON accounts_organisation; DROP FUNCTION seats_change_domain();
DROP TRIGGER seats_are_counted ON cases_involvement; DROP FUNCTION seats_are_counted();
DROP FUNCTION count_who_is_missing(bigint); DROP FUNCTION case_lacks(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_an_exception_stands")]

    operations = [
        *(
            migrations.AddField("case", name, models.BooleanField(words, default=True, db_default=True, editable=False))
            for name, words in (("lacks_safety", "veiligheid ontbreekt"), ("lacks_social", "sociaal ontbreekt"))
        ),
        migrations.RunSQL(KEPT, GONE),
        migrations.AddIndex(
            "deadline",
            models.Index(fields=["due_on", "id"], condition=Q(settled_on=None), name="deadline_open_by_day"),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                F("first_signal_on"),
                F("id"),
                name="case_one_sided",
                condition=Q(opened_on__isnull=False, closed_on=None) & (Q(lacks_safety=True) | Q(lacks_social=True)),
            ),
        ),
    ]
