"""A block has a shift and a part: a requirement may take several rows, as a split or where a block went on."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_run_held")]

    operations = [
        migrations.AddField("draft", "since", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("block", "shift", models.CharField(default="day", max_length=10)),
        migrations.AddField("block", "part", models.PositiveSmallIntegerField(default=0)),
        migrations.RemoveConstraint("block", "block_once_per_requirement"),
        migrations.AddConstraint(
            "block",
            models.UniqueConstraint(
                fields=["draft", "participant", "requirement", "discipline", "part"], name="block_once_per_part"
            ),
        ),
    ]
