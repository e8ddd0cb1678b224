"""The data folder: made once, with settings that keep every commit and log no values."""

import os
import secrets
import shutil
from pathlib import Path

from xinfang.kernel.embedded.binaries import MAJOR
from xinfang.kernel.embedded.identity import Identity
from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.refusal import EmbeddedRefused, disk_full

USER = "xinfang"
SMALL_MACHINE = 2 * 1024**3  # bytes of memory below which half the buffers are taken

SETTINGS = {
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "logging_collector": "off",
    # A failed statement and the values in its error text may be personal data: the log keeps the server's
    # own life (LOG, FATAL, PANIC stand above ERROR here) and leaves statements to the application.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


def ensure_cluster(layout: Layout, programs: Path, identity: Identity, *, durable: bool) -> None:
    """Make the cluster in `layout.data` if there is none. The caller holds the start lock.

    Raises EmbeddedRefused for a data folder of another version, a lost password, or a failed initdb.
    """
    if layout.data.exists():
        _check(layout)
        return
    if not layout.password.exists():
        _keep(layout.password, secrets.token_urlsafe(32))
    for left_over in layout.home.glob("pg.new-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    growing = layout.home / f"pg.new-{secrets.token_hex(4)}"
    growing.mkdir(mode=0o700)
    if identity.uid is not None and identity.gid is not None:
        os.chown(growing, identity.uid, identity.gid)
    try:
        _initialise(layout, programs, identity, growing, durable=durable)
        growing.rename(layout.data)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    _sync(layout.home)


def password(layout: Layout) -> str:
    """Return the password of the database user."""
    return layout.password.read_text("ascii").strip()


def _check(layout: Layout) -> None:
    try:
        found = (layout.data / "PG_VERSION").read_text("ascii").strip()
    except FileNotFoundError:
        raise EmbeddedRefused(
            f"{layout.data} is not a data folder of PostgreSQL: move it away, or restore it from the backup."
        ) from None
    if found != MAJOR:
        raise EmbeddedRefused(
            f"{layout.data} was made by PostgreSQL {found}, this program brings {MAJOR}: move the folder "
            "away and restore the last backup into a new one."
        )
    if not layout.password.exists():
        raise EmbeddedRefused(
            f"The password file {layout.password} is missing: restore it from the backup of the keys."
        )


def _initialise(layout: Layout, programs: Path, identity: Identity, target: Path, *, durable: bool) -> None:
    handover = layout.run / f"password-{secrets.token_hex(4)}"
    _keep(handover, password(layout))
    if identity.uid is not None and identity.gid is not None:
        os.chown(handover, identity.uid, identity.gid)
    command: list[str | Path] = [programs / "initdb", "-D", target, "--username", USER, "--pwfile", handover]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    command += ["--builtin-locale=C.UTF-8", "--text-search-config=simple", "--no-instructions"]
    for name, value in {**SETTINGS, "shared_buffers": _buffers()}.items():
        command += ["-c", f"{name}={value}"]
    if not durable:
        command.append("--no-sync")
    try:
        code, said = identity.run(command)
    finally:
        handover.unlink(missing_ok=True)
    if code == 0:
        return
    if "No space left" in said:
        raise EmbeddedRefused(disk_full(layout.home))
    last = " / ".join(said.strip().splitlines()[-3:])
    raise EmbeddedRefused(f"The data folder {layout.data} could not be made; initdb said: {last}")


def _buffers() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return "128MB" if memory < SMALL_MACHINE else "256MB"


def _keep(path: Path, secret: str) -> None:
    growing = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(handle)
    growing.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
