"""The folders and files inside a home."""

import os
from dataclasses import dataclass
from pathlib import Path

from xinfang.kernel.embedded.place import make_folder, make_home


@dataclass(frozen=True)
class Layout:
    """Names inside one home; nothing is made by asking for a name."""

    home: Path

    @property
    def data(self) -> Path:
        """The cluster; belongs to the user that the server runs as."""
        return self.home / "pg"

    @property
    def password(self) -> Path:
        """The random password of the database user `xinfang`, mode 0600."""
        return self.home / "keys" / "database"

    @property
    def run(self) -> Path:
        """Locks and the socket."""
        return self.home / "run"

    @property
    def start_lock(self) -> Path:
        """Held alone by the process that is just starting the server."""
        return self.run / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Held together by all processes that use the server; alone by the warden while it stops it."""
        return self.run / "users.lock"

    @property
    def warden_lock(self) -> Path:
        """Held by the warden as long as it lives."""
        return self.run / "warden.lock"

    @property
    def state(self) -> Path:
        """Where the running server is found; written by the warden."""
        return self.run / "server.json"

    @property
    def server_log(self) -> Path:
        """What the server says; never statements or values, which may hold personal data."""
        return self.home / "log" / "postgres.log"

    @property
    def warden_log(self) -> Path:
        """What the warden says."""
        return self.home / "log" / "warden.log"

    def make(self) -> None:
        """Make the folders; only the way to the socket and the cluster is open to the system user."""
        make_home(self.home)
        make_folder(self.password.parent, 0o700)
        make_folder(self.server_log.parent, 0o700)
        make_folder(self.run, 0o711 if os.geteuid() == 0 else 0o700)
