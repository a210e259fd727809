"""A placement has a shift and a part, as the blocks that it is published from."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_ground_of_waivers")]

    operations = [
        migrations.AddField("placement", "shift", models.CharField(default="day", max_length=10)),
        migrations.AddField("placement", "part", models.PositiveSmallIntegerField(default=0)),
        migrations.RemoveConstraint("placement", "placement_once_per_requirement"),
        migrations.AddConstraint(
            "placement",
            models.UniqueConstraint(
                fields=["version", "enrolment", "requirement", "discipline", "part"], name="placement_once_per_part"
            ),
        ),
    ]
