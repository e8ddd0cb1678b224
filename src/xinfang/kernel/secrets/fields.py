"""A text column that is encrypted in the database and plain in Python."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from xinfang.kernel.secrets import provider as keys

__all__ = ["SealedTextField"]


class SealedTextField(models.BinaryField):
    """Sealed under the column's own context, so a value moved to another column does not open.

    It cannot be searched; look up by a digest column beside it.
    """

    _pyi_private_set_type: Any  # what django-stubs reads: text in Python, though bytes in the database
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    @property
    def context(self) -> bytes:
        """What binds a value to its column."""
        return f"{self.model._meta.label_lower}.{self.name}".encode()

    def _check_str_default_value(self) -> list[Any]:
        """A text default is right here, unlike in a plain BinaryField."""
        return []

    def get_default(self) -> Any:
        """BinaryField would turn '' into b''; a sealed column is text in Python."""
        return ""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Seal on the way in; '' stays empty so that 'nothing given' is visible without a key."""
        if isinstance(value, str):
            value = keys.provider().seal(value.encode(), self.context) if value else b""
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        """Open on the way out."""
        if value is None:
            return None
        raw = bytes(value)
        return keys.provider().open(raw, self.context).decode() if raw else ""

    def to_python(self, value: Any) -> Any:
        """Text stays text (BinaryField would decode base64)."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Serialised as text for dumpdata; backups are encrypted as files."""
        return str(self.value_from_object(obj))
