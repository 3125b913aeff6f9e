"""Renewals of everybody's key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_which_master_key")]

    operations = [
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("dropped", models.BooleanField(default=False)),
            ],
        ),
    ]
