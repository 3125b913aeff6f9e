"""... and one that fails."""

from django.db import migrations


def fail(apps: object, schema_editor: object) -> None:
    raise RuntimeError("this migration does not go well")


class Migration(migrations.Migration):
    dependencies = [("broken", "0001_half_way")]
    operations = [migrations.RunPython(fail)]
