"""Whoever would conclude a matter that is held reads so before, with the way to what holds it."""

from datetime import timedelta
from typing import Any

from tests.faces.case.conftest import BY, page

from xinfang.casework.supervision import actions as supervision


def test_the_page_that_concludes_says_the_hold_first(matter: Any, as_: Any, district: Any, at: Any) -> None:
    case = matter("served")
    client = as_("handler", "street")
    free = client.get(page(case, "conclude")).content.decode()
    assert "该办的已经办完" in free
    assert "确认办结" in free
    told = supervision.Ordered(
        unit_id=district.street.pk, cause="late", means="phone", found="四十天没有调查记录。",
        demand="十日内书面回复。", due_on=at.date() + timedelta(days=10),
    )  # fmt: skip
    order = supervision.order(matter_id=case.pk, ordered=told, by=BY, at=at)
    held = client.get(page(case, "conclude")).content.decode()
    assert "该办的已经办完" not in held
    assert "暂时不能办结：正在督办" in held
    assert f'href="/supervision/orders/{order}/"' in held
    assert "确认办结" not in held
