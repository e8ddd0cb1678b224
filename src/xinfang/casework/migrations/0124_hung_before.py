from django.db import migrations, models


def write_first(apps, schema_editor):
    """What hung before a renewal: the notice that was posted. That it was the first version is the least that
    is known, and enough: it is not the one that holds."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE casework_noticeplace SET hung_before = jsonb_build_array(jsonb_build_object(
                'on', posted_on, 'by', posted_by, 'version', 1, 'photo', photo_id, 'changed', ''))
            WHERE renewed_on IS NOT NULL AND posted_on IS NOT NULL
            """
        )


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0123_corrected_ticks"),
    ]

    operations = [
        migrations.AddField(
            model_name="noticeplace",
            name="hung_before",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(write_first, migrations.RunPython.noop),
    ]
