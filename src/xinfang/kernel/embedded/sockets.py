"""A folder for the server's socket, whose path may be 107 bytes long and no longer."""

import contextlib
import hashlib
import os
import socket
import stat
from pathlib import Path

from xinfang.kernel.embedded.identity import Identity
from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.refusal import EmbeddedRefused

PORT = "5432"
NAME = f".s.PGSQL.{PORT}"
LONGEST = 107 - len(f"/{NAME}")
# A comma separates folders both for the server and for its clients; a leading @ means an abstract socket.
UNFIT = frozenset(",\"'\\ \t\n")
SHORT_PLACE = Path("/tmp")  # noqa: S108 - the folder made there is checked to be ours


def socket_folder(layout: Layout, identity: Identity) -> Path:
    """Return a folder of mode 0700 that belongs to the server's user and whose path is short enough.

    Inside the home, or, when that is too long or its disk knows no sockets, `/tmp/xinfang-<uid>-<digest>`.
    Raises EmbeddedRefused when somebody else holds that folder.
    """
    near = layout.run / "sock"
    if len(os.fsencode(near)) <= LONGEST and not UNFIT & set(str(near)):
        _own(near, identity)
        if _holds_sockets(near):
            return near
    digest = hashlib.sha256(os.fsencode(layout.home)).hexdigest()[:16]
    far = SHORT_PLACE / f"xinfang-{os.geteuid()}-{digest}"
    _own(far, identity)
    return far


def clear(folder: Path) -> None:
    """Take away what a dead server left; its lock file would keep the next one from starting."""
    for name in (NAME, f"{NAME}.lock"):
        (folder / name).unlink(missing_ok=True)


def give_back(folder: Path) -> None:
    """Remove the folder from /tmp after the server is gone."""
    with contextlib.suppress(OSError):
        clear(folder)
        if folder.parent == SHORT_PLACE:
            folder.rmdir()


def answers(folder: Path) -> bool:
    """Whether a server takes connections there."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(folder / NAME))
        except OSError:
            return False
    return True


def _own(folder: Path, identity: Identity) -> None:
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise EmbeddedRefused(_foreign(folder)) from error
    try:
        found = os.fstat(handle)
        if identity.uid is not None and identity.gid is not None and found.st_uid == os.geteuid():
            os.fchown(handle, identity.uid, identity.gid)  # root made it a moment ago, here or before a crash
        elif found.st_uid != identity.owner:
            raise EmbeddedRefused(_foreign(folder))
        if stat.S_IMODE(found.st_mode) != 0o700:
            raise EmbeddedRefused(_foreign(folder))
    finally:
        os.close(handle)


def _foreign(folder: Path) -> str:
    return (
        f"The folder {folder}, meant for the database's socket, was made by somebody else or is open to "
        "others: remove it, or set XINFANG_HOME to a folder with a path under 70 characters."
    )


def _holds_sockets(folder: Path) -> bool:
    probe_path = folder / "probe"
    probe_path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.bind(str(probe_path))
        except OSError:
            return False
    probe_path.unlink(missing_ok=True)
    return True
