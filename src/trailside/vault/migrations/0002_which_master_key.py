"""Each data key says which master key wraps it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="datakey",
            name="master",
            field=models.CharField(db_index=True, default="", max_length=12),
        ),
    ]
