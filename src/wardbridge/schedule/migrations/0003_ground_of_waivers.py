from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_waiver")]

    operations = [
        migrations.RemoveConstraint(model_name="waiver", name="waived_once"),
        migrations.AddField(
            model_name="waiver",
            name="ground",
            field=models.CharField(
                choices=[("agreement", "agreement"), ("gate", "papers")], default="agreement", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.UniqueConstraint(
                fields=("version", "school", "hospital", "ground"), name="waived_once"
            ),
        ),
    ]
