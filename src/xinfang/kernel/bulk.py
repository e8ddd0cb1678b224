"""Many rows at once: keys reserved from the sequence, rows sent by COPY through the model's own fields."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

__all__ = ["copy_in", "reserve_keys"]


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """`count` primary keys from the model's identity sequence, ascending; gaps stay gaps."""
    if count == 0:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return sorted(row[0] for row in cursor.fetchall())


def copy_in(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows by COPY, in the running transaction; rows without a key get one.

    Constraints and triggers hold as for INSERT. `save()` and signals are not called.
    """
    if not rows:
        return
    missing = [row for row in rows if row.pk is None]
    for row, key in zip(missing, reserve_keys(model, len(missing)), strict=True):
        row.pk = key
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


def _value(field: models.Field, row: models.Model) -> Any:
    value = field.pre_save(row, add=True)
    return field.get_db_prep_save(value, connection)
