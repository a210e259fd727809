"""A step that was reached stays as it was written: the database refuses too."""

from django.db import migrations

from wardbridge.core.triggers import frozen_rows


class Migration(migrations.Migration):
    dependencies = [("research", "0001_initial")]

    operations = [frozen_rows("research_techniquestep")]
