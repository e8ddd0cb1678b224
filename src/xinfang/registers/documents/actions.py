"""The only writer of stored files."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import IO, Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from xinfang.engines.wholeness import whole
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents import vault
from xinfang.registers.documents.kinds import ALLOWED, real_type
from xinfang.registers.documents.models import StoredFile

__all__ = ["LIMIT", "Aside", "claim", "forget", "give_up", "keep", "lay_aside", "store"]

LIMIT = 50 * 1024 * 1024  # bytes
NAME_LIMIT = 120


@dataclass(frozen=True)
class Aside:
    """A file laid aside: the key of its bytes in the vault, its plain name, its size in bytes."""

    key: str
    name: str
    size: int


@transaction.atomic
def store(*, name: str, file: IO[Any] | bytes, by: Actor, at: datetime) -> StoredFile:
    """Keep an uploaded file, given as bytes or opened for reading bytes.

    Raises Refusal (field `file`) when it is empty, over 50 MB, of a kind that is not taken, or not what its
    extension says, or breaks off.
    """
    plain, media_type, data = _taken(name, file)
    digest = keep(data)
    return StoredFile.objects.create(
        digest=digest,
        name=plain,
        media_type=media_type,
        size=len(data),
        uploaded_at=at,
        uploaded_by=by.user_id,
    )


def lay_aside(*, name: str, file: IO[Any] | bytes, whose: UUID, by: Actor, at: datetime) -> Aside:
    """Seal an uploaded file that may yet be given up; the same is refused as by `store`.

    Its key is of these bytes and of whom they are laid aside for, so that nothing else that is kept has the
    same: `give_up` takes away only what was laid aside here.
    """
    plain, _media_type, data = _taken(name, file)
    key = hashlib.sha256(whose.bytes + data).hexdigest()
    vault.keep(key, data)
    return Aside(key, plain, len(data))


def give_up(*, key: str, by: Actor, at: datetime) -> None:
    """Delete what was laid aside, when this transaction is committed: one that fails has lost nothing."""
    transaction.on_commit(lambda: vault.remove(key))


def claim(digest: str) -> None:
    """Others who keep or forget these bytes wait for this transaction: none go that somebody takes up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])


@transaction.atomic
def keep(data: bytes) -> str:
    """Seal bytes that are no file of a petition; returns their SHA-256 (hexadecimal) for `vault.take`.

    To be called in the transaction that writes who needs them.
    """
    digest = hashlib.sha256(data).hexdigest()
    claim(digest)
    vault.keep(digest, data)
    return digest


@transaction.atomic
def forget(digest: str) -> None:
    """Delete bytes from `keep`. Those that are also a stored file's stay."""
    claim(digest)
    if not StoredFile.objects.filter(digest=digest).exists():
        vault.remove(digest)


def _taken(name: str, file: IO[Any] | bytes) -> tuple[str, str, bytes]:
    """The plain name, the media type and the bytes of an upload. Raises Refusal (field `file`)."""
    data = file if isinstance(file, bytes) else file.read(LIMIT + 1)
    plain = _plain_name(name)
    return plain, _checked(PurePath(plain).suffix.lstrip(".").lower(), data), data


def _checked(extension: str, data: bytes) -> str:
    if not data:
        raise _refusal(_("文件是空的，请重新选择。"))
    if len(data) > LIMIT:
        raise _refusal(_("文件超过 50 MB，请压缩或拆开后再上传。"))
    if extension not in ALLOWED:
        kinds = "、".join(sorted(ALLOWED))
        raise _refusal(_("不收这种文件。可以上传：%(kinds)s。") % {"kinds": kinds})
    media_type = real_type(extension, data)
    if not media_type:
        told = _("文件内容和扩展名 .%(extension)s 不符，请用原来的软件另存后再上传。")
        raise _refusal(told % {"extension": extension})
    if not whole(media_type, data):
        told = _("文件不完整或者已经损坏，打不开。请重新拍照、扫描，或者用原来的软件另存后再上传。")
        raise _refusal(told)
    return media_type


def _plain_name(name: str) -> str:
    """The last part of a path, without characters that a header or a file system would trip over."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(ch for ch in last if ch.isprintable() and ch not in '"<>|:*?')
    stem, dot, extension = kept.rpartition(".")
    return f"{(stem or 'file')[:NAME_LIMIT]}{dot}{extension}" if dot else kept[:NAME_LIMIT]


def _refusal(sentence: str) -> Refusal:
    return Refusal(problems=[Problem("file", sentence)])
