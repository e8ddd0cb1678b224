"""The provider of encryption: keys in a file of mode 0600 outside the database."""

import hmac
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = [
    "FileKeyProvider",
    "KeyFileRefused",
    "Provider",
    "by_key_file",
    "digest",
    "provider",
    "read_key",
    "use_provider",
]


class KeyFileRefused(Exception):  # noqa: N818 - said to an administrator as a sentence
    """The key file cannot be used; the sentence says why and what to do."""


class Provider(Protocol):
    """What a certified product must offer to stand in for the built-in one (GB/T 39786)."""

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Encrypt and authenticate; `context` binds the result to its column."""

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """The plain bytes; raises when the text or its context was changed."""

    def digest(self, text: str, purpose: str) -> bytes:
        """A keyed digest of 16 bytes, the same for the same text and purpose."""


class FileKeyProvider:
    """AES-256-GCM with a random 96-bit nonce a value (NIST SP 800-38D); first byte: the key's version."""

    version = b"\x01"

    def __init__(self, master: bytes) -> None:
        self._seal = AESGCM(_derive(master, b"xinfang columns"))
        self._mac = _derive(master, b"xinfang digests")

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """See Provider."""
        nonce = os.urandom(12)
        return self.version + nonce + self._seal.encrypt(nonce, plain, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """See Provider; raises cryptography's InvalidTag for a changed value."""
        if sealed[:1] != self.version:
            raise KeyFileRefused("A personal column was sealed with another key version than the key file's.")
        return self._seal.decrypt(sealed[1:13], sealed[13:], context)

    def digest(self, text: str, purpose: str) -> bytes:
        """See Provider (HMAC-SHA256, cut to 16 bytes)."""
        return hmac.digest(self._mac, f"{purpose}\x00{text}".encode(), "sha256")[:16]


def _derive(master: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(master)


def read_key(path: Path) -> bytes:
    """The master key (32 bytes); made on first use with mode 0600. Refuses a file others can read."""
    try:
        return _read_or_make(path)
    except OSError as error:
        where, why = error.filename or path, error.strerror or error
        raise KeyFileRefused(
            f"The key file {path} cannot be read or made: {where}: {why}. Run as the user that owns the "
            "folder, or set XINFANG_HOME to a folder of your own in which this user may write."
        ) from error


def _read_or_make(path: Path) -> bytes:
    if not path.exists():
        _make_key(path)
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeyFileRefused(
            f"The key file {path} has mode {mode:04o}; others could read it. Type: chmod 600 {path}"
        )
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyFileRefused(
            f"The key file {path} does not hold 64 hexadecimal digits; restore it from a backup."
        )
    return key


def _make_key(path: Path) -> None:
    """Give the file its name only when it is whole: another process sees no key or the whole one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(32).hex())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its key holds
            os.link(made, path)
    finally:
        os.unlink(made)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@lru_cache(maxsize=1)
def _from_key_file() -> Provider:
    return FileKeyProvider(read_key(Path(settings.XINFANG_KEY_FILE)))


_swapped: list[Provider] = []


def provider() -> Provider:
    """The provider in force: XINFANG_KEYS_FILE's unless another was put in its place."""
    return _swapped[0] if _swapped else _from_key_file()


def by_key_file() -> bool:
    """Whether the key file's provider is in force, not one put in its place."""
    return not _swapped


def use_provider(other: Provider | None) -> None:
    """Swap the provider for this process (a certified product, tests); None: the key file's again."""
    _swapped[:] = [] if other is None else [other]


def digest(text: str, purpose: str) -> bytes:
    """Keyed digest of a normalised text for look-up: 16 bytes; '' gives b'' so that blanks never match."""
    return provider().digest(text, purpose) if text else b""
