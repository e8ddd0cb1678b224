"""Each kind looks as it did when somebody last looked at it and kept it.

A changed text is looked at first; then this file run with XINFANG_KEEP_PICTURES=1 keeps the new pictures.
"""

import json
import os
from pathlib import Path

import pytest
from tests.casework.letters.written import TEXTS
from tests.engines.letterpress.pages import Page, coarse
from tests.engines.letterpress.test_pages import MEAN, SHARE, difference

from xinfang.casework.letters.composing import compose
from xinfang.casework.letters.models import Document
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.casework.wording.printing import thaw
from xinfang.engines.letterpress import Sheet
from xinfang.engines.letterpress.press import pictures

KEPT = Path(__file__).with_name("pictures.json")
KEEPING = bool(os.environ.get("XINFANG_KEEP_PICTURES"))
SLIPS = {"forwarding_slip": "extend", "assignment_letter": "opine"}


def _kept() -> dict[str, list[Page]]:
    return json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}


def _compared(name: str, sheet: Sheet) -> None:
    now = _coarse(sheet)
    if KEEPING:
        KEPT.write_text(json.dumps(_kept() | {name: now}, indent=0, sort_keys=True) + "\n", "utf-8")
    assert _differs(now, _kept()[name]) == ""


def _differs(now: list[Page], kept: list[Page]) -> str:
    """Which page looks different, and how much; '' when none does."""
    if len(now) != len(kept):
        return f"{len(now)} pages, not {len(kept)}"
    for number, (one, other) in enumerate(zip(now, kept, strict=True), start=1):
        mean, share = difference(one, other)
        if mean > MEAN or share > SHARE:
            return f"page {number}: {mean:.2f} levels, {share:.1%} of the cells"
    return ""


def _coarse(sheet: Sheet) -> list[Page]:
    return [coarse(picture) for picture in pictures(sheet, ppi=24)]


@pytest.mark.parametrize("verb", sorted(BY_VERB))
def test_a_document_of_an_act_looks_as_it_did(verb, walk, draft, out):
    matter = walk(verb, **({"purpose": "accusation"} if verb == "take_up" else {}))
    _compared(verb, thaw(out(draft(matter, verb)).text))


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_looks_as_it_did(kind, walk, at):
    walk(SLIPS[kind])
    slip = Document.objects.select_related("matter", "unit", "to_unit").get(kind=kind)
    _compared(kind, compose(slip, at))


@pytest.mark.parametrize("kind", ["supervision_letter", "withdrawal_request"])
def test_a_document_without_an_act_looks_as_it_did(kind, walk, draft, out):
    document = out(draft(walk("supervise"), kind=kind))
    _compared(kind, thaw(document.text))


@pytest.mark.parametrize("changes", [{"found": TEXTS["found"] * 3}, {"claims": "鉴定房屋。\n限期修缮。"}])
def test_the_comparison_sees_what_moves_a_line(changes, walk, draft, out):
    """Single words are compared elsewhere (test_what_each_says)."""
    document = out(draft(walk("opine"), "opine", **changes))
    assert _differs(_coarse(thaw(document.text)), _kept()["opine"])
