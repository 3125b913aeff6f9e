"""A table more, and the ledger's table made anew: SQLite drops its triggers here."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE TABLE later_good (id integer PRIMARY KEY)", "DROP TABLE later_good"),
    ]
