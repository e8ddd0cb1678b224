"""`python -m xinfang.project.catalogue`: bring the English catalogue up to date; --check, --compile."""

import argparse
import sys
from pathlib import Path

from xinfang.project.catalogue.book import compile_all, missing, update

PACKAGE = Path(__file__).resolve().parents[2]


def main() -> int:
    """0 when all is well; 1 with the texts that lack English."""
    parser = argparse.ArgumentParser(prog="python -m xinfang.project.catalogue", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is missing or stale")
    parser.add_argument("--compile", action="store_true", help="only write the .mo file")
    chosen = parser.parse_args()
    if chosen.compile:
        compile_all(PACKAGE)
        return 0
    if not chosen.check:
        update(PACKAGE)
        compile_all(PACKAGE)
    gaps = missing(PACKAGE)
    for gap in gaps:
        sys.stderr.write(f"{gap}\n")
    sys.stderr.write(f"{len(gaps)} texts lack English or are out of date.\n")
    return 1 if gaps else 0


if __name__ == "__main__":
    raise SystemExit(main())
