"""How the lint of figures takes to long texts: eight times the text ought to cost about eight times the time.

    python benchmarks/figurelint.py [--length 4000]

Texts from elsewhere may be of any shape, so pieces are repeated that invite looking back: digits, numerals,
commas, units. Much more than 8 says that a pattern looks back over all that went before it.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

PIECES = (
    "1", "1,", "一", "其中1件、", "1%，", "万", "分之", "17起，率5%", "中", "由1件", "来信占3%，",
    "共9件，其中市级包案1件，办结2件，办结率3%。", "三类占3%，分别占1%、2%、3%，三类合计占", "其中\t1\t2%\n",
)  # fmt: skip
TIMES = 8


def spent(text: str) -> float:
    """Processor seconds for one text, the least of three."""
    from xinfang.engines.figurelint import lint

    told = []
    for _ in range(3):
        begun = time.process_time()
        lint(text)
        told.append(time.process_time() - begun)
    return min(told)


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=4_000)
    length = parser.parse_args().length
    spent("来信45件。" * 100)
    found = {}
    for piece in PIECES:
        short = spent(piece * length)
        found[piece] = {"seconds": round(short, 3), "ratio": round(spent(piece * length * TIMES) / short, 1)}
    worst = max(each["ratio"] for each in found.values())
    print(json.dumps({"pieces": length, "times": TIMES, "worst": worst, "each": found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
