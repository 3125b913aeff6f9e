"""A table that stays, because this migration is not one transaction ..."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    atomic = False
    operations = [
        migrations.RunSQL("CREATE TABLE later_broken (id integer PRIMARY KEY)"),
        migrations.RunSQL("DELETE FROM django_session"),
    ]
