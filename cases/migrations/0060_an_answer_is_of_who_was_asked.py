"""What a desk answered at an intake is changed and taken away by that desk alone; and who contributed first, stays."""

from django.db import migrations

from familienetwerk.db import only_for_the_app

ANSWER = "organisation_id, answer, answer_text, answered_by_id, answered_on"
OLD, NEW = (", ".join(f"{row}.{column}" for column in ANSWER.split(", ")) for row in ("OLD", "NEW"))
JUDGE = "EXECUTE FUNCTION words_are_of_who_says_them('cases_intakequestion', 'id', '');"
GUARD = f"""
CREATE TRIGGER words_are_of_who_says_them_at_once BEFORE INSERT ON cases_intakequestion
    FOR EACH ROW WHEN (NEW.answer <> '') {JUDGE}
CREATE TRIGGER words_are_of_who_says_them_again BEFORE UPDATE ON cases_intakequestion
    FOR EACH ROW WHEN (({OLD}) IS DISTINCT FROM ({NEW})) {JUDGE}
CREATE TRIGGER words_are_of_who_says_them BEFORE DELETE ON cases_intakequestion
    FOR EACH ROW WHEN (OLD.answer <> '') {JUDGE}
"""
GONE = "".join(
    f"DROP TRIGGER words_are_of_who_says_them{deed} ON cases_intakequestion;" for deed in ("_at_once", "_again", "")
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0059_where_a_member_works")]

    operations = [
        migrations.RunSQL(GUARD, GONE),
        only_for_the_app("cases_firstcontribution", "SELECT", "INSERT"),
    ]
