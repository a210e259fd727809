"""What was scored, ranked, answered and waived stays, whatever door is tried: the database refuses too."""

from django.db import migrations

from wardbridge.core.triggers import frozen_rows


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_fellowships")]

    operations = [
        frozen_rows("exchange_review"),
        frozen_rows("exchange_score"),
        frozen_rows("exchange_ranking"),
        frozen_rows("exchange_rankline"),
        frozen_rows("exchange_hostdecision"),
        frozen_rows("exchange_move"),
        frozen_rows("exchange_waiver"),
    ]
