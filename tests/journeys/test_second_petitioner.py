"""Two petitioners of one matter, each with an own code: the second asks for review, both learn what came."""

from types import SimpleNamespace
from typing import Any

import pytest
from tests.axe import violations
from tests.casework.letters.written import TEXTS
from tests.journeys.conftest import PHONE
from tests.journeys.test_follow_page import enter
from tests.journeys.test_three_stages import (  # noqa: F401
    WHY,
    _decide,
    _serve,
    _state,
    _take,
    _write_and_sign,
    matter,
    opinion,
    people,
)

from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Registered
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.codes import query_code
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry

pytestmark = pytest.mark.browser
TOLD = "经审查，原处理意见认定事实清楚，予以维持。"


@pytest.fixture
def second(matter: Matter, arrival: Any, district: Any, people: Any) -> Registered:  # noqa: F811
    """Somebody else's letter about the same, joined after the answer."""
    person = PersonEntry(name="李建国", phone="139 1234 0218", address="中和街道朝阳路 3 号")
    told = arrival(
        people=(person,), received_at=clock.now(), repeats_matter_id=matter.pk, raising_kind="joined"
    )
    return intake.register(told, unit_id=district.root.pk, by=people.handler, at=clock.now())


def _tell(page: Any, unit: Any, matter: Matter, number: str, stage: str, receiver: str) -> Document:  # noqa: F811
    """The handler writes the notice to one of them, seals it and hands it over."""
    tab = page("handler", unit=unit)
    tab.goto(f"/matters/{matter.number}/")
    tab.locator("summary", has_text="其他办理").click()
    tab.get_by_role("link", name="一并办理事项答复告知书…").click()
    tab.get_by_label("收件人的信访件编号").fill(number)
    tab.get_by_label("告知哪一次答复").select_option(stage)
    tab.get_by_label("答复的内容").fill(TOLD)
    for field in tab.locator("#letter .field :is(input, textarea)").all():
        if not field.input_value():
            field.fill(TEXTS[field.get_attribute("name")])
    assert violations(tab) == []
    tab.locator("summary", has_text="制发…").click()
    tab.get_by_role("button", name="确认制发").click()
    tab.get_by_text("已制发。").wait_for(timeout=20_000)
    letter = Document.objects.filter(matter=matter, kind="together_notice").latest("pk")
    tab.goto(f"/matters/{matter.number}/papers/{letter.pk}/service/")
    tab.get_by_label("直接送达").check()
    tab.get_by_label("收件人", exact=False).first.fill(receiver)
    tab.get_by_label("关系", exact=False).first.select_option("self")
    tab.get_by_role("button", name="确认送达").click()
    tab.get_by_text("送达已登记").wait_for()
    return letter


def _papers(tab: Any, tail: str) -> str:
    """What stands in the list of documents, once it is known who asks."""
    tab.get_by_role("link", name="给您的文书").click()
    tab.get_by_role("textbox").fill(tail)
    tab.get_by_role("button", name="打开文书").click()
    tab.get_by_role("link", name="下载").first.wait_for()
    return str(tab.locator("main").inner_text())


def test_the_second_asks_and_both_learn_what_came_of_it(page, matter, second, district):  # noqa: F811
    first = matter.raisings.get(kind="first").petition
    mine = SimpleNamespace(number=first.number, query_code=query_code(first.uid, first.query_version))
    _tell(page, district.community, matter, second.number, "first", "李建国")

    other = page("", size=PHONE)
    enter(other, second)
    assert "王小明" not in other.locator("main").inner_text()
    other.get_by_role("link", name="申请复查").click()
    other.get_by_label("您对答复的哪些地方不服").fill(WHY)
    assert violations(other) == []
    other.get_by_role("button", name="提出申请").click()
    other.get_by_text("您的申请已经收到").wait_for()
    review = Review.objects.get(matter=matter)
    assert (review.petition_id, _state(matter)) == (second.petition_id, "reviewing")

    one = page("", size=PHONE)
    enter(one, mine)
    assert "正在复查" in one.locator("main").inner_text()
    assert one.get_by_role("link", name="申请复查").count() == 0
    assert "李建国" not in one.locator("main").inner_text()

    street = page("reviewer", unit=district.street)
    _take(street, review.pk)
    _decide(street, "维持")
    letter = _write_and_sign(page, street, matter, "信访事项复查意见书", district.street)
    assert "李建国" in letter.addressee
    _serve(street, matter, letter)
    assert _state(matter) == "review_concluded"
    _tell(page, district.community, matter, first.number, "review", "王小明")

    for tab, tail, sees, not_sees in (
        (other, "0218", ("复查意见书", "一并办理事项答复告知书"), ("王小明",)),
        (one, "0217", ("处理意见书", "一并办理事项答复告知书"), ("李建国", "复查意见书")),
    ):
        tab.goto(tab.url.split("/review")[0] if "/review" in tab.url else tab.url)
        assert "已经复查答复" in tab.locator("main").inner_text()
        assert tab.get_by_role("link", name="申请复核").count() == 1
        shown = _papers(tab, tail)
        assert [word for word in sees if word not in shown] == []
        assert [word for word in not_sees if word in shown] == []


def test_a_repeat_is_not_handled_in_the_simplified_way_and_the_page_says_why(page, arrival, district):
    by: dict[str, Any] = {"by": Actor(None, "登记员1号"), "at": clock.now()}
    told = intake.register(arrival(received_at=by["at"]), unit_id=district.root.pk, **by)
    again = arrival(received_at=by["at"], repeats_matter_id=told.matter_id, raising_kind="repeat")
    intake.register(again, unit_id=district.root.pk, **by)
    tab = page("clerk", size=PHONE)
    tab.goto(f"/matters/{told.number}/acts/forward/")
    tab.get_by_label("送往").select_option(str(district.street.pk))
    tab.get_by_label("简易办理").check()
    tab.get_by_role("button", name="确认转送").click()
    told_why = tab.locator(".error", has_text="已经重复反映，不是初次信访事项，不适用简易办理")
    told_why.wait_for()
    assert violations(tab) == []
    assert tab.get_by_label("简易办理").is_checked()
    tab.get_by_label("简易办理").uncheck()
    tab.get_by_role("button", name="确认转送").click()
    tab.wait_for_url(f"**/matters/{told.number}/")
    assert Matter.objects.get(pk=told.matter_id).procedure == "ordinary"
