"""How fast letters are compared with one another, beside the standard library's own quick likeness.

    python benchmarks/similarity.py [--letters 2000]

One letter of 300 signs is compared with as many others, as a search for repeats does after the database has
chosen whom to compare. The ratio is our time over that of `difflib`'s `quick_ratio` on the same pairs.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SIGNS, CHOICE = 300, 600


def spent(compare: Callable[[str, str], object], letters: list[str]) -> float:
    """Processor seconds for comparing the first letter with all others, the least of three."""
    told = []
    for _ in range(3):
        begun = time.process_time()
        for letter in letters[1:]:
            compare(letters[0], letter)
        told.append(time.process_time() - begun)
    return min(told)


def main() -> None:
    """Print one line of JSON."""
    from xinfang.engines.similarity import similarity

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=2_000)
    many = parser.parse_args().letters
    source = random.Random(7)
    signs = [chr(0x4E00 + source.randrange(3000)) for _ in range(CHOICE)]
    letters = ["".join(source.choices(signs, k=SIGNS)) for _ in range(many + 1)]
    ours = spent(similarity, letters)
    theirs = spent(lambda a, b: SequenceMatcher(None, a, b, autojunk=False).quick_ratio(), letters)
    print(json.dumps({"letters": many, "seconds": round(ours, 3), "of_difflib": round(ours / theirs, 3)}))


if __name__ == "__main__":
    main()
