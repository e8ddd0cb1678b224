"""Does the key fit the database? A lost key file must not be replaced by a new one in silence: everything
sealed before would stay closed, and no one known before would be found again."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from xinfang.kernel.secrets.fields import SealedTextField
from xinfang.kernel.secrets.models import KeyCheck
from xinfang.kernel.secrets.provider import KeyFileRefused, by_key_file, digest, provider

__all__ = ["refuse_other_key"]

VERSION = 1
WORD, PURPOSE = "xinfang", "key check"


def refuse_other_key(*, at: datetime) -> None:
    """Compare the key with the database, and keep the check value where there is none yet.

    A database of an older version has sealed values but no check value: one of them is opened instead.
    Raises KeyFileRefused, with a sentence that names the file, when the key is lost or another one; then
    nothing was written, and no new key file was made. Needs the tables of this version.
    """
    kept = KeyCheck.objects.filter(version=VERSION).first()
    sealed = next(_sealed(), None)
    if by_key_file() and (kept or sealed) and not Path(settings.XINFANG_KEY_FILE).exists():
        raise KeyFileRefused(_told("is missing"))
    value = digest(WORD, PURPOSE)
    if bytes(kept.value) != value if kept else not _opens(sealed):
        raise KeyFileRefused(_told("does not fit this database: its personal columns have another key"))
    if not kept:
        # Two starts at the same moment: the second finds what the first has kept.
        KeyCheck.objects.get_or_create(version=VERSION, defaults={"value": value, "made_at": at})


def _told(what: str) -> str:
    return (
        f"The key file {settings.XINFANG_KEY_FILE} {what}. "
        "Restore it from the backup made with this database, then start again."
    )


def _sealed() -> Iterator[tuple[SealedTextField, bytes]]:
    """One sealed value of each table that has any."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedTextField):
                raw = _first(str(model._meta.db_table), str(field.column))
                if raw:
                    yield field, raw


def _first(table: str, column: str) -> bytes:
    name, place = connection.ops.quote_name(column), connection.ops.quote_name(table)
    with connection.cursor() as cursor:  # past the field itself, which would open the value
        cursor.execute(f"SELECT {name} FROM {place} WHERE length({name}) > 0 LIMIT 1")  # noqa: S608
        row = cursor.fetchone()
    return bytes(row[0]) if row else b""


def _opens(sealed: tuple[SealedTextField, bytes] | None) -> bool:
    if sealed is None:
        return True
    field, raw = sealed
    try:
        provider().open(raw, field.context)
    except Exception:  # noqa: BLE001 - each provider refuses in its own way
        return False
    return True
