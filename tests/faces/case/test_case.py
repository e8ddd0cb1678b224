"""The case page: what it shows, to whom; the next step; people in full; files."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from xinfang.casework.intake import actions
from xinfang.casework.letters.actions import Answer, record_answers
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.models import Attachment, Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.petitioners.entries import PersonEntry

CLERK = Actor(1, "登记员1号")
PDF = b"%PDF-1.7\n%%EOF\n"


def url(number: str, part: str = "", *more: object) -> str:
    return reverse(f"workbench:matter{part}", args=[number, *more])


@pytest.fixture(autouse=True)
def _today(monkeypatch, at, settings, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def number(district, arrival, at) -> str:
    """One letter, waiting to be routed."""
    return actions.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at).number


@pytest.fixture
def clerk(client, posted, district):
    """A clerk of the district, signed in."""
    client.force_login(posted("clerk", district.root))
    return client


def test_it_shows_the_step_its_article_its_last_day_and_where_the_date_comes_from(clerk, number):
    page = clerk.get(url(number)).content.decode()
    for words in (
        "登记并分送", "《信访工作条例》（2022）第二十二条", "最迟 10月30日", "剩 15 天",
        "10月15日收到，次日起算 15 日。", "期满日 10月30日是工作日，不顺延。", "登记：来信",
    ):  # fmt: skip
        assert words in page


def test_people_are_masked(clerk, number):
    page = clerk.get(url(number)).content.decode()
    assert "王**" in page
    assert "139****0217" in page
    assert "王小明" not in page
    assert "139 1234" not in page


def test_with_a_reason_they_are_shown_once_and_on_record(clerk, number):
    asked = clerk.get(url(number, "_people")).content.decode()
    assert "查看理由" in asked
    assert "王小明" not in asked
    shown = clerk.post(url(number, "_people"), {"reason": "电话核实情况"}).content.decode()
    assert "王小明" in shown
    assert "139 1234 0217" in shown
    assert AuditEntry.objects.filter(event="people.revealed").count() == 1
    assert "王小明" not in clerk.get(url(number)).content.decode()


def test_a_reason_that_holds_somebodys_number_is_refused(clerk, number):
    for reason in ("给13912340217回电话核实", "核对 11010119900307803X 是否本人"):
        page = clerk.post(url(number, "_people"), {"reason": reason}).content.decode()
        assert "理由里不要写证件号或电话号码" in page
        assert "王小明" not in page
    assert not AuditEntry.objects.filter(event="people.revealed").exists()


def test_without_a_reason_they_stay_masked(clerk, number):
    page = clerk.post(url(number, "_people"), {"reason": "看看"}).content.decode()
    assert "至少 4 个字" in page
    assert "王小明" not in page
    assert not AuditEntry.objects.filter(event="people.revealed").exists()


def test_a_leader_reads_but_may_not_reveal_route_or_attach(client, posted, district, number):
    client.force_login(posted("leader", district.root))
    page = client.get(url(number)).content.decode()
    assert "查看全部信息" not in page
    assert "添加附件" not in page
    assert url(number, "_act", "forward") not in page
    for part in ("_people", "_attach"):
        assert client.post(url(number, part), {"reason": "电话核实情况"}).status_code == 403


def test_it_is_routed_after_one_question(clerk, number, district):
    asked = clerk.get(url(number, "_act", "forward")).content.decode()
    assert "确认转送" in asked
    wrong = clerk.post(url(number, "_act", "forward"), {"to_unit": ""}).content.decode()
    assert "请选择有权处理的单位" in wrong
    done = clerk.post(
        url(number, "_act", "forward"), {"to_unit": district.street.pk, "reason": "属地办理"}, follow=True
    )
    page = done.content.decode()
    assert "分送中和街道" in page
    assert "属地办理" in page
    assert Matter.objects.get(number=number).unit == district.street


def test_the_accused_unit_is_not_offered_and_refused_on_the_form(client, posted, district, arrival, at):
    accusation = arrival(purpose="accusation", accused_unit_id=district.street.pk)
    told = actions.register(accusation, unit_id=district.root.pk, by=CLERK, at=at)
    client.force_login(posted("office_head", district.root))
    assert "保密" in client.get(url(told.number)).content.decode()
    forward = url(told.number, "_act", "forward")
    accused = client.post(forward, {"to_unit": district.street.pk}).content.decode()
    assert "没有这个单位" in accused  # it is not even offered
    page = client.post(forward, {"to_unit": district.department.pk}).content.decode()
    assert "还没有可以查看并办理检举控告的人" in page
    assert AuditEntry.objects.filter(event="accusation.read", subject=told.number).count() == 3


def test_an_answer_stands_with_its_date_and_text(clerk, number, at):
    matter = Matter.objects.get(number=number)
    record_answers([Answer(matter.pk, "经查，已列入修缮计划。", at, "规划建设局")], by=CLERK, at=at)
    page = clerk.get(url(number)).content.decode()
    for words in ("处理意见", "2026-10-15", "经查，已列入修缮计划。", "请求复查", "10月15日完成"):
        assert words in page


def test_repeats_and_joined_petitions_are_counted_and_listed(clerk, district, arrival, at, number):
    matter = Matter.objects.get(number=number)
    again = arrival(repeats_matter_id=matter.pk, raising_kind="repeat")
    neighbour = (PersonEntry(name="李四妹"),)
    other = arrival(
        repeats_matter_id=matter.pk, raising_kind="joined", people=neighbour, cell="visit", head_count=3
    )
    actions.register_many([again, other], unit_id=district.root.pk, by=CLERK, at=at)
    page = clerk.get(url(number)).content.decode()
    for words in ("重复 1 次", "2026-0002", "2026-0003", "他人反映同一事项，并入：来访 1 批 3 人，2026-0003"):
        assert words in page


def test_a_file_is_added_listed_and_handed_out_as_a_download_on_record(clerk, number):
    upload = SimpleUploadedFile("来信.pdf", PDF)
    page = clerk.post(url(number, "_attach"), {"file": upload}, follow=True).content.decode()
    assert "附件已添加" in page
    assert "未扫描病毒" in page
    pk = Attachment.objects.get().file_id
    got = clerk.get(url(number, "_file", pk))
    assert b"".join(got.streaming_content) == PDF
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.filter(event="file.downloaded").count() == 1


def test_a_file_that_is_not_what_it_says_is_refused_in_a_sentence(clerk, number):
    upload = SimpleUploadedFile("来信.pdf", b"MZ" + bytes(50))
    page = clerk.post(url(number, "_attach"), {"file": upload}, follow=True).content.decode()
    assert "和扩展名 .pdf 不符" in page


def test_a_file_of_another_case_is_not_found(clerk, number, district, arrival, at):
    clerk.post(url(number, "_attach"), {"file": SimpleUploadedFile("来信.pdf", PDF)})
    other = actions.register(arrival(title="另一件"), unit_id=district.root.pk, by=CLERK, at=at)
    assert clerk.get(url(other.number, "_file", Attachment.objects.get().file_id)).status_code == 404


def test_outside_the_scope_every_part_of_a_case_is_not_found(client, posted, district, number, clerk):
    clerk.post(url(number, "_attach"), {"file": SimpleUploadedFile("来信.pdf", PDF)})
    pk = Attachment.objects.get().file_id
    client.force_login(posted("clerk", district.other))
    assert client.get(url(number)).status_code == 404
    assert client.get(url(number, "_act", "forward")).status_code == 404
    assert client.get(url(number, "_people")).status_code == 404
    assert client.post(url(number, "_attach")).status_code == 404
    assert client.get(url(number, "_file", pk)).status_code == 404


def test_its_neighbours_are_those_of_the_list_it_came_from(clerk, district, arrival, at, number):
    told = [
        actions.register(arrival(title=f"第{n}件"), unit_id=district.root.pk, by=CLERK, at=at)
        for n in range(2)
    ]
    page = clerk.get(url(told[0].number) + "?state=registered").content.decode()
    assert f'data-before href="{url(told[1].number)}?state=registered"' in page
    assert f'data-after href="{url(number)}?state=registered"' in page
    assert "data-before" not in clerk.get(url(told[0].number) + "?state=routed").content.decode()


def test_an_act_is_offered_to_whoever_has_its_right_under_the_workflow(client, posted, district, number):
    for role, offered in (("clerk", True), ("office_head", True), ("handler", False), ("leader", False)):
        client.force_login(posted(role, district.root, f"{role}-here"))
        assert (url(number, "_act", "forward") in client.get(url(number)).content.decode()) is offered
        assert client.get(url(number, "_act", "forward")).status_code == (200 if offered else 404)


def test_a_matter_of_before_1970_has_its_page(clerk, district, arrival, at):
    old = arrival(received_at=at.replace(year=1965))
    told = actions.register(old, unit_id=district.root.pk, by=CLERK, at=at)
    assert clerk.get(url(told.number) + "?list=1").status_code == 200


def test_opened_from_no_list_it_asks_for_no_neighbours(clerk, number, monkeypatch):
    monkeypatch.setattr(queries, "neighbours", None)
    page = clerk.get(url(number))
    assert page.status_code == 200
    assert "data-before" not in page.content.decode()


def test_opened_from_the_whole_list_it_has_neighbours(clerk, district, arrival, at, number):
    told = actions.register(arrival(title="又一件"), unit_id=district.root.pk, by=CLERK, at=at)
    page = clerk.get(url(told.number) + "?list=1").content.decode()
    assert f'data-after href="{url(number)}?list=1"' in page
    assert f'href="{url(told.number)}?list=1"' in clerk.get(reverse("workbench:worklist")).content.decode()


@pytest.mark.parametrize(
    ("received", "article"),
    [
        (date(2008, 10, 1), "《信访条例》（2005）第三十四条"),
        (date(2026, 10, 1), "《信访工作条例》（2022）第三十五条"),
    ],
)
def test_an_answered_matter_names_the_review_under_the_law_of_its_day(
    clerk, district, arrival, at, received, article
):
    letter = arrival(received_at=at.replace(year=received.year, month=received.month, day=received.day))
    told = actions.register(letter, unit_id=district.root.pk, by=CLERK, at=at)
    record_answers([Answer(told.matter_id, "答复。", at, "规划建设局")], by=CLERK, at=at)
    assert article in clerk.get(url(told.number)).content.decode()


@pytest.mark.parametrize("odd", ["\x00", "x", "2026-9999", "0000-0001", "2026-99999999999", "二〇二六"])
def test_what_is_no_number_is_not_found(clerk, number, odd):
    assert clerk.get(url(odd)).status_code == 404
