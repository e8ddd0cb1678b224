"""The bytes on disk: sealed under their digest, written whole or not at all."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings

from xinfang.kernel.secrets import provider

__all__ = ["Unreadable", "keep", "remove", "take"]


class Unreadable(Exception):  # noqa: N818 - told as a sentence by whoever asked
    """The bytes are gone or were changed on disk."""


def keep(digest: str, data: bytes) -> None:
    """Seal the bytes under their SHA-256 (hexadecimal), mode 0600; the same bytes are kept once."""
    path = _path(digest)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(provider().seal(data, _context(digest)))
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def take(digest: str) -> bytes:
    """The plain bytes; raises Unreadable when they are gone, changed, or sealed under another key."""
    try:
        sealed = _path(digest).read_bytes()
        return provider().open(sealed, _context(digest))
    except (FileNotFoundError, InvalidTag) as fault:
        raise Unreadable(digest) from fault


def remove(digest: str) -> None:
    """Take the bytes off the disk; nothing happens when they are gone already."""
    path = _path(digest)
    if path.exists():
        path.unlink()
        _sync(path.parent)


def _path(digest: str) -> Path:
    return Path(settings.XINFANG_FILES) / digest[:2] / digest


def _context(digest: str) -> bytes:
    return f"file:{digest}".encode()


def _sync(folder: Path) -> None:
    """The new name itself must survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
