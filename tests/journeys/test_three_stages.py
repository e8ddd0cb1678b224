"""One matter up the whole ladder: reviewed, handled again, upheld, re-reviewed with a hearing, final."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.axe import violations
from tests.casework.letters.written import TEXTS, written

from xinfang.casework.acts import actions as acts
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.actions import Proof, issuing
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
WHY = "答复没有说明依据，也没有到现场查看。"
FOUND = "经审查，原办理单位没有到现场查看，裂缝的成因没有查清。"


@pytest.fixture
def people(district: SimpleNamespace, posted: Callable[..., Any]) -> SimpleNamespace:
    """The community that decides; the browser's people stand in the street and the district."""

    def actor(role: str) -> Actor:
        user = posted(role, district.community)
        return Actor(user.pk, str(user), district.community.pk, district.community.name)

    return SimpleNamespace(handler=actor("handler"), head=actor("unit_head"))


@pytest.fixture
def opinion(people: SimpleNamespace) -> Callable[..., None]:
    """The community's opinion, signed, sealed and served: opinion(matter, found=…)."""

    def go(matter: Matter, **parts: str) -> None:
        by: dict[str, Any] = {"by": people.handler, "at": clock.now()}
        said = written("opinion") | {"result": "reject"} | parts
        made = letters.draft(
            matter_id=matter.pk, verb="opine", kind="opinion", unit_id=matter.unit_id, parts=said,
            form_key=uuid4(), **by,
        )  # fmt: skip
        letters.submit(document_id=made.pk, **by)
        letters.sign(document_id=made.pk, revision=made.revision, **(by | {"by": people.head}))
        letters.seal(document_id=made.pk, **by)
        proof = Proof(
            "direct", timezone.localdate(by["at"]), "承办人", receiver="王小明", relationship="self"
        )
        letters.record_service(document_id=made.pk, proof=proof, **by)

    return go


@pytest.fixture
def matter(
    district: Any, arrival: Any, people: Any, opinion: Any, settings: Any, tmp_path: Any, monkeypatch: Any
) -> Matter:
    """A matter that the community has answered."""
    settings.XINFANG_FILES = tmp_path / "files"
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: b"%PDF " + sheet.number.encode())
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK" + sheet.number.encode())
    by: dict[str, Any] = {"by": people.handler, "at": clock.now() - timedelta(hours=2)}
    told = intake.register(arrival(received_at=by["at"]), unit_id=district.root.pk, **by)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.community.pk, **by)
    acts.perform(verb="accept", matter_ids=[told.matter_id], **by)
    made = Matter.objects.get(pk=told.matter_id)
    opinion(made)
    return made


def _ask(page: Any, matter: Matter, level: str) -> int:
    """The clerk writes down that the petitioner does not accept it."""
    tab = page("clerk")
    tab.goto(f"/matters/{matter.number}/acts/request_{level}/")
    assert violations(tab) == []
    tab.get_by_label("怎么提出的").select_option("letter")
    tab.get_by_label("事实和理由").fill(WHY)
    tab.get_by_role("button", name="确认申请").click()
    tab.get_by_text("已登记").first.wait_for()
    return Review.objects.filter(matter=matter, level=level).latest("pk").pk


def _take(tab: Any, review: int) -> None:
    """The reviewer finds it in the list and takes it."""
    tab.goto("/reviews/?list=waiting")
    tab.locator(f"a[href='/reviews/{review}/']").click()
    assert WHY in tab.get_by_role("region", name="申请", exact=True).inner_text()
    tab.get_by_role("button", name="受理", exact=True).click()
    tab.get_by_text("已受理，开始审查").wait_for()


def _decide(tab: Any, outcome: str, **more: Any) -> None:
    """The outcome, and what it asks for: what it does not ask for is not in sight."""
    back = outcome == "责令重新办理"
    tab.get_by_label(outcome, exact=True).check()
    assert tab.get_by_label("重新办理的最后期限").is_visible() == back
    assert not tab.get_by_label("变更后的处理结果").is_visible()
    if back:
        tab.get_by_label("主要事实不清、证据不足").check()
        day = clock.today() + timedelta(days=30)
        tab.get_by_label("重新办理的最后期限").fill(day.isoformat())
    tab.get_by_label("审查认定的情况").fill(FOUND)
    tab.evaluate("scrollTo(0, 0)")  # where the bar above covers nothing
    assert violations(tab) == []
    tab.get_by_role("button", name="登记结论").click()
    tab.get_by_text("结论已登记").wait_for()


def _write_and_sign(page: Any, tab: Any, matter: Matter, kind: str, unit: Any) -> Document:
    """The letter that was begun is completed, signed by the head, sealed; then it waits to be served."""
    tab.get_by_role("link", name="打开这一稿").click()
    tab.get_by_role("button", name="送审").wait_for()
    for field in tab.locator("#letter .field :is(input, textarea)").all():
        if not field.input_value():
            field.fill(TEXTS[field.get_attribute("name")])
    tab.get_by_role("button", name="送审").click()
    tab.get_by_text("已送审").wait_for()
    head = page("unit_head", unit=unit)
    head.goto("/approvals/")
    head.get_by_role("link", name=kind).click()
    head.get_by_role("button", name="签发并用印").click()
    head.get_by_text("没有等您审签的文书").wait_for()
    return Document.objects.filter(matter=matter, issued_at__isnull=False).latest("issued_at")


def _serve(tab: Any, matter: Matter, letter: Document) -> None:
    tab.goto(f"/matters/{matter.number}/papers/{letter.pk}/service/")
    tab.get_by_label("直接送达").check()
    tab.get_by_label("收件人", exact=False).first.fill("王小明")
    tab.get_by_label("关系", exact=False).first.select_option("self")
    tab.get_by_role("button", name="确认送达").click()
    tab.get_by_text("送达已登记").wait_for()


def _state(matter: Matter) -> str:
    matter.refresh_from_db()
    return matter.state


def test_up_the_whole_ladder(page: Any, matter: Matter, district: Any, opinion: Any) -> None:
    street = page("reviewer", unit=district.street)
    first = _ask(page, matter, "review")
    _take(street, first)
    _decide(street, "责令重新办理")
    letter = _write_and_sign(page, street, matter, "信访事项复查意见书", district.street)
    _serve(street, matter, letter)
    assert _state(matter) == "accepted"
    redo = Clock.objects.get(matter=matter, family="redo")
    assert (redo.state, redo.due_on) == ("open", clock.today() + timedelta(days=30))
    handler = page("handler", unit=district.community)
    handler.goto(f"/matters/{matter.number}/")
    assert "不得以同一事实和理由作出与原意见相同的意见" in handler.locator("main").inner_text()

    opinion(
        matter,
        found="经到现场查看并委托鉴定，裂缝系温度变化所致，与施工无关。",
        basis="云溪区房屋安全鉴定报告；《信访工作条例》第三十一条。",
    )
    assert _state(matter) == "concluded"
    second = _ask(page, matter, "review")
    _take(street, second)
    _decide(street, "维持")
    _serve(street, matter, _write_and_sign(page, street, matter, "信访事项复查意见书", district.street))
    assert _state(matter) == "review_concluded"

    third = _ask(page, matter, "rereview")
    above = page("reviewer", unit=district.root)
    _take(above, third)
    _hear(above, matter, third)
    above.goto(f"/reviews/{third}/")
    _decide(above, "维持")
    _serve(above, matter, _write_and_sign(page, above, matter, "信访事项复核意见书", district.root))
    assert _state(matter) == "final"
    assert not Clock.objects.filter(matter=matter, state__in=["open", "stopped"], duty=True).exists()
    above.goto("/reviews/?list=done")
    done = above.locator("table.requests tbody tr")
    assert [done.filter(has_text=word).count() for word in ("复查", "复核")] == [2, 1]


def _hear(tab: Any, matter: Matter, review: int) -> None:
    """A hearing of one day: announced, begun, ended; the day does not count."""
    due = Clock.objects.get(matter=matter, family="rereview").due_on
    tab.get_by_role("link", name="复核听证开始…").click()
    tab.get_by_label("主持人").fill("复核办主任")
    tab.get_by_role("button", name="确认复核听证开始").click()
    tab.get_by_text("请先制发听证通知书").first.wait_for()
    tab.goto(f"/reviews/{review}/")
    tab.get_by_role("link", name="听证通知书…").click()
    tab.locator("summary", has_text="制发…").wait_for()
    for field in tab.locator("#letter .field :is(input, textarea)").all():
        if not field.input_value():
            field.fill(TEXTS[field.get_attribute("name")])
    tab.locator("summary", has_text="制发…").click()
    tab.get_by_role("button", name="确认制发").click()
    tab.get_by_text("已制发。").wait_for(timeout=20_000)  # sealing prints
    tab.goto(f"/matters/{matter.number}/acts/open_hearing/")
    tab.get_by_label("主持人").fill("复核办主任")
    assert violations(tab) == []
    tab.get_by_role("button", name="确认复核听证开始").click()
    tab.get_by_text("复核期限暂停").first.wait_for()
    assert Clock.objects.get(matter=matter, family="rereview").state == "stopped"
    tab.goto("/reviews/?list=hearing")
    assert "暂停" in tab.locator("table.requests").inner_text()
    tab.goto(f"/matters/{matter.number}/acts/close_hearing/")
    tab.get_by_label("参加人数").fill("12")
    tab.get_by_label("听证结果").fill("多数意见认为原意见适当。")
    tab.get_by_role("button", name="确认复核听证结束").click()
    tab.get_by_text("复核期限继续").first.wait_for()
    after = Clock.objects.get(matter=matter, family="rereview")
    assert (after.state, after.stopped_days) == ("open", 1)
    assert after.due_on >= due  # a term that ends on a day of rest had moved already
