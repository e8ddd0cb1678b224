"""C11: the width of a column is drawn, and remembered."""

import pytest

from xinfang.casework.intake import actions
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser


def test_a_width_is_drawn_by_key_and_remembered(page, district, arrival, at):
    actions.register(arrival(), unit_id=district.root.pk, by=Actor(1, "登记员"), at=at)
    tab = page("clerk")
    tab.goto("/worklist/")
    head = 'th[data-column="unit"]'
    before = tab.locator(head).bounding_box()["width"]
    tab.locator(f"{head} .grip").focus()
    for _ in range(5):
        tab.keyboard.press("ArrowRight")
    after = tab.locator(head).bounding_box()["width"]
    assert after >= before + 60
    tab.reload()
    assert abs(tab.locator(head).bounding_box()["width"] - after) < 3
