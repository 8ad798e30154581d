"""Of a large organisation nearly all open work has a name on it: the index of its desk leaves that out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0063_a_discussion_that_came_to_something_stands")]

    operations = [
        migrations.RemoveIndex(model_name="deadline", name="deadline_open_by_desk"),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                fields=["organisation", "due_on", "id"],
                condition=models.Q(settled_on=None, user=None),
                name="deadline_open_by_desk",
            ),
        ),
    ]
