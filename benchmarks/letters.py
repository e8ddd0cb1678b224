"""How many letters a minute are made, as PDF and as Word file, one after the other in one process.

    python benchmarks/letters.py [--letters 200]

Each letter is another one: two pages with headings, points, a seal, copies and a QR code. The first of each
kind, which reads the fonts or builds the template, is told apart. PDF and Word take turns, so that both meet
the same load, and their ratio is that of one run.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.engines.letterpress.samples import AT, LETTER

from xinfang.engines.letterpress import Paragraph, Sheet
from xinfang.engines.letterpress.press import pdf
from xinfang.engines.letterpress.word import docx

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静喆堃玥珺赟强磊军洋勇艳杰娟涛明"


def letter(number: int, kind: str) -> Sheet:
    """A notice to somebody made up, with about 600 characters and a QR code of its own."""
    name = SURNAMES[number % 20] + GIVEN[number // 20 % 20] + GIVEN[number // 400 % 20]
    facts = Paragraph(f"{name}反映第{number}号楼墙体开裂，要求鉴定和维修，并答复办理的单位和期限。" * 12)
    return replace(
        LETTER,
        title=f"关于{name}反映住房墙体开裂问题信访事项的受理告知书",
        number=f"云溪信告〔2026〕{number + 1}号",
        addressee=name,
        body=(facts, *LETTER.body),
        qr=f"https://xf.example.test/progress/{kind}/{number}",
    )


def timed(make: Callable[[Sheet], bytes], sheet: Sheet) -> float:
    begun = time.perf_counter()
    assert len(make(sheet)) > 10_000
    return time.perf_counter() - begun


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    count = parser.parse_args().letters
    kinds: dict[str, Callable[[Sheet], bytes]] = {
        "pdf": lambda sheet: pdf(sheet, at=AT),
        "docx": lambda sheet: docx(sheet, at=AT),
    }
    first = {kind: timed(make, letter(0, kind)) for kind, make in kinds.items()}
    seconds = dict.fromkeys(kinds, 0.0)
    for number in range(1, count + 1):
        for kind, make in kinds.items():
            seconds[kind] += timed(make, letter(number, kind))
    result = {
        "letters": count,
        "pdf_per_minute": round(60 * count / seconds["pdf"]),
        "docx_per_minute": round(60 * count / seconds["docx"]),
        "pdf_is_faster_by": round(seconds["docx"] / seconds["pdf"], 2),
        "first_pdf_ms": round(first["pdf"] * 1000),
        "first_docx_ms": round(first["docx"] * 1000),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
