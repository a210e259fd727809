import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_exchanged_kinds"), ("core", "0001_initial")]

    operations = [
        migrations.RenameModel("ContractTemplate", "WordTemplate"),
        migrations.AddField(
            model_name="wordtemplate",
            name="kind",
            field=models.CharField(
                choices=[("contract", "contract"), ("decision", "admission decision")],
                default="contract",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="wordtemplate",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="word_templates", to="core.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordtemplate",
            constraint=models.UniqueConstraint(fields=("organisation", "kind"), name="word_template_once"),
        ),
    ]
