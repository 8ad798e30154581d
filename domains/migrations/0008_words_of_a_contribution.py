"""What a contribution says stands apart from that it exists: row-level security hides rows, and no columns.

It says something when it is released, and then it stands: both over two tables now, so in triggers.
"""

import django.db.models.deletion
from django.db import migrations, models

MOVED = """
INSERT INTO domains_contributionwords (contribution_id, concern, explanation, strengths, tried, possibilities)
SELECT id, concern, explanation, strengths, tried, possibilities FROM domains_contribution;
"""

STANDS = """
CREATE OR REPLACE FUNCTION contribution_stands_once_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.released_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR
        (OLD.case_id, OLD.organisation_id, OLD.author_id, OLD.regime, OLD.audience, OLD.released_at)
        IS DISTINCT FROM
        (NEW.case_id, NEW.organisation_id, NEW.author_id, NEW.regime, NEW.audience, NEW.released_at)
    THEN
        PERFORM refuse_change_of_words(
            'Een vrijgegeven bijdrage blijft zoals zij is.', 'contribution_stands_once_released');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION contribution_says_something_when_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM domains_contributionwords words WHERE words.contribution_id = NEW.id
        AND (words.concern, words.explanation, words.strengths, words.tried, words.possibilities)
            IS DISTINCT FROM (''::text, ''::text, ''::text, ''::text, ''::text))
    THEN
        PERFORM refuse_change_of_words(
            'Schrijf minstens één onderdeel voordat u vrijgeeft.', 'contribution_says_something_when_released');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contribution_says_something_when_released BEFORE INSERT OR UPDATE OF released_at ON domains_contribution
    FOR EACH ROW WHEN (NEW.released_at IS NOT NULL) EXECUTE FUNCTION contribution_says_something_when_released();

CREATE FUNCTION contribution_words_stand_once_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM domains_contribution contribution
        WHERE contribution.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.contribution_id] WHEN 'DELETE' THEN ARRAY[OLD.contribution_id]
            ELSE ARRAY[OLD.contribution_id, NEW.contribution_id] END)
        AND contribution.released_at IS NOT NULL
    ) THEN
        PERFORM refuse_change_of_words(
            'Een vrijgegeven bijdrage blijft zoals zij is.', 'contribution_words_stand_once_released');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER contribution_words_stand_once_released BEFORE INSERT OR UPDATE OR DELETE ON domains_contributionwords
    FOR EACH ROW EXECUTE FUNCTION contribution_words_stand_once_released();
"""


class Migration(migrations.Migration):
    dependencies = [("domains", "0007_for_whom_and_under_which_frame")]

    operations = [
        migrations.CreateModel(
            "ContributionWords",
            [
                (
                    "contribution",
                    models.OneToOneField(
                        "domains.contribution",
                        django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        related_name="words",
                        verbose_name="bijdrage",
                    ),
                ),
                ("concern", models.TextField("waar maakt u zich zorgen over", blank=True)),
                ("explanation", models.TextField("hoe verklaart u dit", blank=True)),
                ("strengths", models.TextField("wat gaat er goed", blank=True)),
                ("tried", models.TextField("wat is al geprobeerd", blank=True)),
                ("possibilities", models.TextField("wat kan uw organisatie doen", blank=True)),
            ],
            {"verbose_name": "woorden van een bijdrage"},
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.RemoveConstraint("contribution", "contribution_says_something_when_released"),
        migrations.RunSQL(STANDS, migrations.RunSQL.noop),
        *(
            migrations.RemoveField("contribution", name)
            for name in ("concern", "explanation", "strengths", "tried", "possibilities")
        ),
    ]
