"""`python -m xinfang.engines.letterpress`: which fonts letters are printed with, and what is missing."""

import sys

from xinfang.engines.letterpress.fonts import FAMILIES, FOLDERS, missing_families, search


def main() -> int:
    """0 when nothing is missing; 1 with the packages that are, one a line, on the standard output."""
    fonts = search(FOLDERS)
    for family in FAMILIES:
        where = fonts.path(family.files[0]) if fonts.has(family) else "-"
        sys.stderr.write(f"{family.name}\t{where}\n")
    missing = dict.fromkeys(family.package for family in missing_families(fonts))
    sys.stdout.write("".join(f"{package}\n" for package in missing))
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
