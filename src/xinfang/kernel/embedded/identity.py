"""Who the server runs as: ourselves, or as root a system user, since PostgreSQL refuses to be root."""

import grp
import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xinfang.kernel.embedded.refusal import EmbeddedRefused

SYSTEM_USER = "xinfang"
# No secret of ours reaches the server, and its messages are English and in UTC whoever starts it.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Identity:
    """User and group numbers to change to; None means: stay who we are."""

    uid: int | None = None
    gid: int | None = None

    @property
    def owner(self) -> int:
        """User number that the server's own folders belong to."""
        return os.geteuid() if self.uid is None else self.uid

    def start(self, command: Sequence[str | Path], output: int) -> subprocess.Popen[bytes]:
        """Start a program as this user, its words going to the file descriptor `output`."""
        return subprocess.Popen(  # noqa: S603 - fixed programs of the wheel
            [str(word) for word in command],
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=ENVIRONMENT,
            umask=0o077,
        )

    def run(self, command: Sequence[str | Path]) -> tuple[int, str]:
        """Run a program as this user to its end; returns its exit code and all it said."""
        process = self.start(command, subprocess.PIPE)
        said = process.communicate()[0]
        return process.returncode, said.decode("utf-8", "replace")


def server_identity() -> Identity:
    """Return who the server runs as here; as root the system user is made if it is missing.

    Raises EmbeddedRefused when the system user cannot be made.
    """
    if os.geteuid() != 0:
        return Identity()
    entry = _look_up() or _create()
    return Identity(entry.pw_uid, entry.pw_gid)


def _look_up() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        grp.getgrnam(SYSTEM_USER)
        command[1:1] = ["--gid", SYSTEM_USER]
    except KeyError:
        pass
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        reason = done.stderr.strip()
    except FileNotFoundError:
        reason = "the program useradd is not installed"
    entry = _look_up()  # another process may have made it at the same moment
    if entry is None:
        raise EmbeddedRefused(
            f"As root the database server needs a system user '{SYSTEM_USER}', which could not be made "
            f"({reason}): make it by hand, run as an ordinary user, or set DATABASE_URL."
        )
    if not reason:
        sys.stderr.write(f"xinfang: made the system user '{SYSTEM_USER}' for the database server.\n")
    return entry
