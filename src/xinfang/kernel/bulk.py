"""Many rows at once: keys reserved, rows by COPY, columns changed by one UPDATE, ids asked as one array."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cache
from operator import itemgetter
from types import NoneType
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.base import ModelState
from psycopg.types.json import Jsonb

from xinfang.kernel.behind import put, send

__all__ = ["Among", "change_many", "copy_in", "reserve_keys", "take_stock", "unsaved"]

_as_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make an encoder for each value
Row = TypeVar("Row", bound=models.Model)
# Fields whose Python value is what the driver takes: their own conversions cost more than the COPY.
_PLAIN = {
    models.AutoField,
    models.BigAutoField,
    models.BigIntegerField,
    models.BinaryField,
    models.BooleanField,
    models.DateField,
    models.DateTimeField,
    models.ForeignKey,
    models.IntegerField,
    models.PositiveBigIntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.UUIDField,
}
# How values stand within '{…}'.
_IN_ARRAYS: dict[type, Callable[[Any], str]] = {
    int: str,
    bytes: lambda value: rf"\\x{value.hex()}",
    datetime: datetime.isoformat,
    str: lambda value: '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"',
    UUID: str,
}


@models.Field.register_lookup
@models.ForeignKey.register_lookup
class Among(models.Lookup):
    """`field__among=values`: as `__in`, but the values go as one array. A thousand of them are one parameter,
    not a thousand expressions to resolve."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """column = ANY(array); without any value nothing is asked at all."""
        if not self.rhs:
            raise EmptyResultSet
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::{_kind(self.lhs.output_field)}[])", (*params, _array(self.rhs))


@cache
def unsaved(model: type[Row]) -> Callable[..., Row]:
    """A maker of unsaved rows for `copy_in`: unsaved(Matter)(number=..., unit_id=...).

    Values go by column attribute (`unit_id`, not `unit`; `id`, not `pk`); the rest gets its default. Several
    times as quick as the model's own constructor, which resolves relations and sends signals for each row.
    """
    template: dict[str, Any] = {}
    made: dict[str, Callable[[], Any]] = {}
    for field in model._meta.concrete_fields:
        if field.has_default() and callable(field.default):
            made[field.attname] = field.default
            template[field.attname] = None
        else:
            template[field.attname] = field.get_default()
    size = len(template)

    def make(**values: Any) -> Row:
        content = template | values
        if len(content) != size:
            unknown = sorted(values.keys() - template.keys())
            raise TypeError(f"{model.__name__} has no column attribute {unknown}.")
        for name, default in made.items():
            if name not in values:
                content[name] = default()
        row = model.__new__(model)
        row.__dict__ = content
        row._state = ModelState()
        return row

    return make


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """`count` primary keys from the model's identity sequence, ascending; gaps stay gaps."""
    if count == 0:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(nextval(%s::regclass)) FROM generate_series(1, %s)", [_sequence(model), count]
        )
        row = cursor.fetchone()
    assert row
    return sorted(row[0])


@cache
def _sequence(model: type[models.Model]) -> str:
    """The name of the key's sequence; asked once, since the server would look it up for each row."""
    key = model._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, key.column])
        row = cursor.fetchone()
    assert row
    return str(row[0])


def copy_in(model: type[models.Model], rows: Sequence[models.Model], *, keys: bool = True) -> None:
    """Insert unsaved rows by COPY, in the running transaction; rows without a key get one.

    Constraints and triggers hold as for INSERT. `save()` and signals are not called. With `keys` False the
    database gives all keys and nobody is told them: for rows that are not named afterwards.
    """
    if not rows:
        return
    key = model._meta.pk
    if keys:
        missing = [row for row in rows if row.pk is None]
        for row, number in zip(missing, reserve_keys(model, len(missing)), strict=True):
            row.pk = number
    fields = [field for field in model._meta.concrete_fields if keys or field is not key]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)"  # no text to escape here and parse there
    columns = [_values(field, rows) for field in fields]
    kinds = [_kind(field).partition("(")[0] for field in fields]
    connection.ensure_connection()
    driver = connection.connection

    def write() -> None:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(kinds)
            for values in zip(*columns, strict=True):
                copy.write_row(values)

    put(write)
    for row in rows:
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS


def change_many(model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the named fields of saved rows by one UPDATE, where `bulk_update` sends a CASE for each value.

    Fields that hold arrays go row by row: unnest would take them apart.
    """
    arrays = [name for name in names if isinstance(model._meta.get_field(name), ArrayField)]
    for row in rows if arrays else ():
        row.save(update_fields=arrays)
    names = [name for name in names if name not in arrays]
    if not rows or not names:
        return
    wrapper = connections[DEFAULT_DB_ALIAS]
    fields: list[Any] = [model._meta.pk, *(model._meta.get_field(name) for name in names)]
    columns = [wrapper.ops.quote_name(field.column) for field in fields]
    given = [_array(_values(field, rows)) for field in fields]
    table = wrapper.ops.quote_name(model._meta.db_table)
    sets = ", ".join(f"{column} = given.{column}" for column in columns[1:])
    lists = ", ".join(f"%s::{_kind(field)}[]" for field in fields)
    send(
        f"UPDATE {table} SET {sets} FROM unnest({lists}) AS given ({', '.join(columns)}) "  # noqa: S608
        f"WHERE {table}.{columns[0]} = given.{columns[0]}",
        given,
    )


def take_stock() -> None:
    """Tell the planner how much there is now, within the transaction that brought it: without it the server
    goes by empty tables until that ends, and asks row by row."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _array(values: Collection[Any]) -> str | list[Any]:
    """Values as one parameter: as one text where they are of one plain kind, since the driver takes several
    microseconds for each element of a list."""
    kinds = set(map(type, values))
    written = _IN_ARRAYS.get(kinds.pop()) if len(kinds) == 1 else None
    return f"{{{','.join(map(written, values))}}}" if written else list(values)


def _kind(field: Any) -> str:
    """The type of a field's column, without what makes a key count up."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    return str(field.rel_db_type(wrapper) if field.primary_key else field.db_type(wrapper))


def _values(field: Any, rows: Sequence[models.Model]) -> list[Any]:
    """A field's values in all rows, as the driver takes them: one kind of value at a time is quick."""
    clocked = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    column = list(map(itemgetter(field.attname), map(vars, rows)))
    if type(field) in _PLAIN and not clocked:
        return column
    if type(field) in {models.CharField, models.TextField}:
        told = set(map(type, column)) <= {str, NoneType}
        return column if told else [value if value is None else str(value) for value in column]
    if type(field) is models.JSONField and field.encoder is None:
        return [Jsonb(value, _as_json) for value in column]
    wrapper = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(field.pre_save(row, add=True), wrapper) for row in rows]
