"""What was offered, done and said stays, whatever door is tried: the database refuses too."""

from django.db import migrations

from wardbridge.core.triggers import frozen_rows


class Migration(migrations.Migration):
    dependencies = [("demand", "0001_initial")]

    operations = [
        frozen_rows("demand_terms"),
        frozen_rows("demand_step"),
        frozen_rows("demand_message"),
        frozen_rows("demand_attachment"),
    ]
