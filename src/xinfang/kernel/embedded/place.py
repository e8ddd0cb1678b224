"""Where the data lives, and whether the server's system user can get there."""

import functools
import os
import stat
import sys
import tomllib
from pathlib import Path

from xinfang.kernel.embedded.refusal import EmbeddedRefused

SYSTEM_HOME = Path("/var/lib/xinfang")
CHECKOUT = Path(__file__).resolve().parents[4]
OWN_FOLDERS = frozenset({"pg", "run", "keys", "log", "throwaway"})


def home() -> Path:
    """Return the folder of all data, without making it.

    XINFANG_HOME; else `var/` of the checkout; else `~/.local/share/xinfang`, or /var/lib/xinfang for root.
    Raises EmbeddedRefused when XINFANG_HOME lies behind a folder that root's server user cannot pass.
    """
    given = _given()
    if given is None:
        return _default()
    barred = barrier(given)
    if barred is not None:
        raise EmbeddedRefused(
            f"XINFANG_HOME={given} cannot be used by root: the database server runs as the system user "
            f"'xinfang', which may not pass through {barred}; choose a home outside it, "
            f"for example XINFANG_HOME={SYSTEM_HOME}, or run as an ordinary user."
        )
    return given


def barrier(path: Path) -> Path | None:
    """Return the first parent folder that keeps the server's system user out (as root), else None."""
    if os.geteuid() != 0:
        return None
    for folder in reversed(path.parents):
        if folder.exists() and not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None


def make_home(path: Path) -> None:
    """Make the home if it is missing; nothing outside it but missing parents of a default home.

    Mode 0700, as root 0711, so that the system user gets to its own folders inside.
    Raises EmbeddedRefused when the home is somebody else's, no folder, or cannot be made.
    """
    if not path.parent.is_dir():
        if _given() is not None:
            raise EmbeddedRefused(
                f"The folder {path.parent} does not exist: make it first, "
                "or set XINFANG_HOME to another place."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    was_there = path.exists()
    make_folder(path, 0o711 if os.geteuid() == 0 else 0o700, keep=True)
    if was_there and os.geteuid() == 0:
        _open_to_system_user(path)


def make_folder(path: Path, mode: int, *, keep: bool = False) -> None:
    """Make a folder of this mode (whatever the umask); one that is there must be ours.

    With `keep` its mode is then left as it is.
    """
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise EmbeddedRefused(f"{path} is not a folder: move it away, then start again.") from None
        if found.st_uid != os.geteuid():
            raise EmbeddedRefused(
                f"{path} belongs to user number {found.st_uid}: run as that user, "
                "or set XINFANG_HOME to a folder of your own."
            ) from None
        if keep or stat.S_IMODE(found.st_mode) == mode:
            return
    path.chmod(mode)


def _open_to_system_user(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & stat.S_IXOTH:
        return
    inside = {entry.name for entry in path.iterdir()}
    if inside and not inside & OWN_FOLDERS:
        # Somebody's folder given by mistake (/root, say): its mode is not ours to change.
        raise EmbeddedRefused(
            f"{path} holds other things and the system user 'xinfang' may not enter it: "
            f"set XINFANG_HOME to a folder of its own, for example {SYSTEM_HOME}."
        )
    path.chmod(mode | stat.S_IXGRP | stat.S_IXOTH)


def _given() -> Path | None:
    given = os.environ.get("XINFANG_HOME", "").strip()
    return Path(os.path.realpath(Path(given).expanduser())) if given else None


def _default() -> Path:
    beside = CHECKOUT / "var" if _is_checkout(CHECKOUT) else None
    if os.geteuid() != 0:
        return beside or Path.home() / ".local/share/xinfang"
    if beside is None:
        return SYSTEM_HOME
    barred = barrier(beside)
    if barred is None:
        return beside
    _say_where(barred)
    return SYSTEM_HOME


@functools.cache
def _say_where(barred: Path) -> None:
    sys.stderr.write(
        f"xinfang: the data is kept in {SYSTEM_HOME}, because the database server's system user "
        f"may not pass through {barred}.\n"
    )


def _is_checkout(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    name = project.get("project", {}).get("name")
    return bool(name == "xinfang")
