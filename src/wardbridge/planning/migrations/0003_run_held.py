from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("planning", "0002_explanations"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="held",
            field=models.JSONField(null=True),
        ),
    ]
