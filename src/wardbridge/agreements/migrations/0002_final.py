"""What is signed stays, whatever door is tried: the database refuses too."""

from django.db import migrations

from wardbridge.core.triggers import frozen_columns, frozen_rows

SIGNED = "OLD.state IN ('in_force', 'suspended', 'renewed', 'expired', 'terminated')"
AGREED = ("owner_id", "kind", "subject", "parent_id", "first", "last", "renewal", "renewal_months", "notice_days")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        frozen_rows("agreements_document"),
        frozen_rows("agreements_textversion"),
        frozen_rows("agreements_signature"),
        frozen_rows("agreements_change"),
        frozen_columns("agreements_agreement", AGREED, SIGNED),
    ]
