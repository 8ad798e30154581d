"""Two people in the database too: who may ask and confirm, and that nobody's second factor goes without them.

A way to log in is taken away by its user, with the account itself, or by a recovery confirmed since the transaction began.
"""

from django.db import migrations

from familienetwerk.db import only_for_the_app

RECOVERY = """
CREATE FUNCTION holds_one_of(worker bigint, wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM accounts_user WHERE id = worker AND is_active AND roles && wanted::varchar[]) $$;

CREATE FUNCTION recovery_takes_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.confirmed_at IS NOT NULL OR NEW.refused_at IS NOT NULL OR NEW.asked_at > clock_timestamp()
            OR NOT holds_one_of(NEW.asked_by_id, '{FUNCTIONAL_ADMIN}') THEN
            RAISE EXCEPTION 'Alleen een functioneel beheerder vraagt herstel aan.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_takes_two';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.confirmed_at IS NOT NULL OR OLD.refused_at IS NOT NULL
        OR (NEW.user_id, NEW.asked_by_id, NEW.asked_at, NEW.how_known, NEW.expires_at)
        IS DISTINCT FROM (OLD.user_id, OLD.asked_by_id, OLD.asked_at, OLD.how_known, OLD.expires_at) THEN
        RAISE EXCEPTION 'Een verzoek om herstel staat vast.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_stands';
    END IF;
    IF NEW.confirmed_by_id IS NOT NULL THEN
        IF NOT holds_one_of(NEW.confirmed_by_id, '{FUNCTIONAL_ADMIN,PRIVACY_OFFICER}') THEN
            RAISE EXCEPTION 'Alleen een functioneel beheerder of privacy officer bevestigt herstel.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_takes_two';
        END IF;
        NEW.confirmed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER recovery_takes_two BEFORE INSERT OR UPDATE ON accounts_recovery
    FOR EACH ROW EXECUTE FUNCTION recovery_takes_two();
"""
NO_RECOVERY = """
DROP TRIGGER recovery_takes_two ON accounts_recovery;
DROP FUNCTION recovery_takes_two();
DROP FUNCTION holds_one_of(bigint, text[]);
"""

SECOND_FACTOR = """
CREATE FUNCTION second_factor_goes_with_its_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.user_id, NEW.type) IS NOT DISTINCT FROM (OLD.user_id, OLD.type) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE'
        OR (nullif(current_setting('app.user_id', true), '')::bigint IS DISTINCT FROM OLD.user_id
            AND EXISTS (SELECT 1 FROM accounts_user WHERE id = OLD.user_id AND is_active)
            AND NOT EXISTS (
                SELECT 1 FROM accounts_recovery WHERE user_id = OLD.user_id AND confirmed_at >= now()
            )) THEN
        RAISE EXCEPTION 'Een tweede stap haalt alleen de persoon zelf weg, of twee anderen samen.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'second_factor_goes_with_its_user';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER second_factor_goes_with_its_user BEFORE UPDATE OR DELETE ON mfa_authenticator
    FOR EACH ROW EXECUTE FUNCTION second_factor_goes_with_its_user();
"""
NO_SECOND_FACTOR = """
DROP TRIGGER second_factor_goes_with_its_user ON mfa_authenticator;
DROP FUNCTION second_factor_goes_with_its_user();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_recovery_and_devices"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunSQL(RECOVERY, NO_RECOVERY),
        migrations.RunSQL(SECOND_FACTOR, NO_SECOND_FACTOR),
        only_for_the_app("accounts_recovery", "SELECT", "INSERT", "UPDATE"),
    ]
