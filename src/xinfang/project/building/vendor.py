"""Copies the browser's parts from node_modules into static/vendor: `python -m` this module.

Only what pages load is copied; the folder is built, never committed.
"""

import shutil
import sys
from pathlib import Path

from xinfang.project.building.icons import named_icons, sprite

__all__ = ["build"]

PACKAGE = Path(__file__).resolve().parents[2]
CHECKOUT = PACKAGE.parents[1]
FILES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "echarts.min.js": "echarts/dist/echarts.min.js",  # brings the zh locale with it
}


def build(modules: Path, target: Path, package: Path = PACKAGE) -> int:
    """Fill `target` from `modules`; returns how many icons the sprite has.

    Raises LookupError for an icon that does not exist, FileNotFoundError before `npm ci`.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        _put(target / name, _without_map(modules / source))
    names = named_icons(package)
    _put(target / "icons.svg", sprite(names, modules / "bootstrap-icons" / "icons").encode())
    licences = target / "licences"
    licences.mkdir(exist_ok=True)
    for part in ("bootstrap", "bootstrap-icons", "echarts"):
        shutil.copyfile(modules / part / "LICENSE", licences / f"{part}.txt")
    return len(names)


def _without_map(path: Path) -> bytes:
    # The hashed storage would look for the source map, which we do not ship.
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if b"sourceMappingURL=" not in line)


def _put(path: Path, content: bytes) -> None:
    """Write only what changed, so that nothing is collected again for no reason."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def main() -> int:
    """Build from the checkout's node_modules; 1 with a sentence when that fails."""
    try:
        count = build(CHECKOUT / "node_modules", PACKAGE / "static" / "vendor")
    except (FileNotFoundError, LookupError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"static/vendor: {len(FILES)} files, {count} icons.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
