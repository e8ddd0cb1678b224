"""The samples look as they did when somebody last looked at them and kept them (pages.py)."""

import json
from dataclasses import replace

import pytest
from tests.engines.letterpress.pages import KEPT, LEVELS, Page, coarse, taken
from tests.engines.letterpress.samples import LETTER

from xinfang.engines.letterpress import Form
from xinfang.engines.letterpress.press import pictures

MEAN, SHARE = 0.15, 0.005  # levels of sixteen; share of the cells that may differ by more than two


def difference(one: Page, other: Page) -> tuple[float, float]:
    """Mean difference of the cells in levels, and the share of those that differ clearly."""
    assert [len(row) for row in one] == [len(row) for row in other]
    apart = [
        abs(LEVELS.index(a) - LEVELS.index(b))
        for x, y in zip(one, other, strict=True)
        for a, b in zip(x, y, strict=True)
    ]
    return sum(apart) / len(apart), sum(each > 2 for each in apart) / len(apart)


def test_every_page_says_and_shows_what_it_did() -> None:
    kept, now = json.loads(KEPT.read_text("utf-8")), taken()
    assert kept.keys() == now.keys()
    for name in kept:
        assert now[name]["texts"] == kept[name]["texts"]
        for one, other in zip(now[name]["pictures"], kept[name]["pictures"], strict=True):
            mean, share = difference(one, other)  # type: ignore[arg-type]
            assert mean <= MEAN, (name, mean)
            assert share <= SHARE, (name, share)


@pytest.mark.parametrize(
    "changes",
    [
        {"form": Form.STANDARD},
        {"issuer": "云溪区信访局办公室"},
        {"title": "受理告知书"},
        {"urgency": "", "number": ""},
    ],
)
def test_the_comparison_sees_a_change(changes: dict[str, object]) -> None:
    changed = coarse(pictures(replace(LETTER, **changes), ppi=24)[0])  # type: ignore[arg-type]
    mean, share = difference(changed, json.loads(KEPT.read_text("utf-8"))["letter"]["pictures"][0])
    assert mean > MEAN or share > SHARE
