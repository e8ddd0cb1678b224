"""Reports that are kept: the same bytes again, differences since, four eyes, refusals."""

import io
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from xinfang.casework.intake.actions import register_many
from xinfang.insight.composition.facts import thaw
from xinfang.insight.yearbook import actions, differing, queries
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope, whole

pytestmark = pytest.mark.django_db
CLERK = Actor(1, "登记员1号")
DAY = timedelta(days=1)
RUNNING = "（2026年还没有过完，各数截至2026年10月15日。）\n"


@pytest.fixture
def register(district: Any, arrival: Any, at: Any) -> Any:
    """Three letters with the district, one with the street, a visit of four."""
    letters = [arrival(received_at=at - n * DAY) for n in range(1, 4)]
    visit = arrival(cell="visit", head_count=4, received_at=at - DAY)
    register_many([*letters, visit], unit_id=district.root.pk, by=CLERK, at=at)
    register_many([arrival(received_at=at - DAY)], unit_id=district.street.pk, by=CLERK, at=at)
    return district


@pytest.fixture
def writer(register: Any, scope: Any) -> Scope:
    """The statistician of the district."""
    return scope("statistician", register.root)


@pytest.fixture
def make(register: Any, writer: Scope, at: Any) -> Any:
    """Compose a report of 2026."""

    def made(kind: str = "chapter", by: Scope = writer, moment: Any = at, **wanted: Any) -> FiguresReport:
        asked = Wanted(kind, **{"year": 2026, "unit_id": register.root.pk, **wanted})
        return actions.compose_report(wanted=asked, scope=by, form_key=uuid.uuid4(), by=by.actor, at=moment)

    return made


def figure(report: FiguresReport, key: str) -> Any:
    return thaw(report.facts).figures[key].value


def edited(report: FiguresReport, text: str, by: Scope, at: Any) -> FiguresReport:
    said = {"text": text, "contributor": "", "seen": seen(report)}
    return actions.edit_report(report_id=report.pk, **said, by=by.actor, at=at)


def seen(report: FiguresReport) -> str:
    """The checksum of the report as it stands."""
    return FiguresReport.objects.get(pk=report.pk).checksum


def test_a_report_keeps_period_moment_definitions_scope_and_checksum(make, register, at):
    report = make(contributor="石某")
    assert (report.first.isoformat(), report.last.isoformat()) == ("2026-01-01", "2026-12-31")
    assert report.cut_off == at
    assert report.definitions["letters"] == 1
    assert register.root.pk in report.scope["units"]
    assert len(report.checksum) == 64
    text = queries.file_of(report, "txt").decode()
    assert "2026年，云溪区处理接待群众来信、来访8件（次），其中来信4件，来访4人次" in text
    assert "（本分目供稿人：石某）" in text
    assert report.counted["letters"]["rows"] == 4


@pytest.mark.parametrize("ending", ["docx", "pdf", "md", "txt", "json", "xlsx"])
def test_the_same_report_gives_the_same_bytes_whatever_came_since(make, register, arrival, at, ending):
    report = make()
    first = queries.file_of(report, ending)
    register_many([arrival(received_at=at - DAY)], unit_id=register.root.pk, by=CLERK, at=at + DAY)
    again = FiguresReport.objects.get(pk=report.pk)
    assert queries.file_of(again, ending) == first


def test_asked_again_with_nothing_changed_it_is_the_report_that_is_there(make, register, arrival, at):
    report = make()
    assert make(moment=at + timedelta(hours=1)).pk == report.pk
    register_many([arrival(received_at=at - DAY)], unit_id=register.root.pk, by=CLERK, at=at)
    assert make(moment=at + timedelta(hours=1)).pk != report.pk


def test_what_was_entered_late_is_told_as_a_difference(make, writer, register, arrival, at):
    report = make()
    assert differing.differences(writer, report) == []
    register_many([arrival(received_at=at - 5 * DAY)], unit_id=register.root.pk, by=CLERK, at=at + DAY)
    found = {each.fact.key: each for each in differing.differences(writer, report)}
    letters = found["letters"]
    assert (letters.fact.value, letters.now, letters.came, letters.went) == (4, 5, 1, 0)
    assert "visitors" not in found


def test_a_changed_register_is_counted_anew_only_when_asked(make, writer, register, arrival, at):
    report = make()
    register_many([arrival(received_at=at - DAY)], unit_id=register.root.pk, by=CLERK, at=at + DAY)
    fresh = actions.recount_report(report_id=report.pk, scope=writer, by=writer.actor, at=at + DAY)
    assert figure(fresh, "letters") == 5
    assert fresh.checksum != report.checksum
    assert differing.differences(writer, fresh) == []


def test_one_writes_another_checks_and_issues_and_then_it_stays(make, writer, register, scope, at):
    head = scope("office_head", register.root)
    report = edited(make(), "# 来信\n收到来信{{letters}}。", writer, at)
    with pytest.raises(Refusal, match="由别人核对"):
        actions.check_report(report_id=report.pk, seen=seen(report), by=writer.actor, at=at)
    with pytest.raises(Refusal, match="核对过的才能签发"):
        actions.issue_report(report_id=report.pk, seen=seen(report), by=head.actor, at=at)
    actions.check_report(report_id=report.pk, seen=seen(report), by=head.actor, at=at)
    with pytest.raises(Refusal, match="不能再改"):
        edited(report, "改", writer, at)
    with pytest.raises(Refusal, match="由别人签发"):
        actions.issue_report(report_id=report.pk, seen=seen(report), by=writer.actor, at=at)
    actions.issue_report(report_id=report.pk, seen=seen(report), by=head.actor, at=at)
    report.refresh_from_db()
    assert (report.state, report.lint, report.issuer) == ("issued", [], head.actor.label)
    with pytest.raises(Refusal, match="不能退回"):
        actions.send_back_report(report_id=report.pk, remark="再改一改", by=head.actor, at=at)
    report.text = "别的"
    with pytest.raises(DatabaseError), transaction.atomic():
        report.save()
    verbs = (
        AuditEntry.objects.filter(event="figures_report.moved").order_by("pk").values_list("after", flat=True)
    )
    assert [after["verb"] for after in verbs] == ["compose", "edit", "check", "issue"]


@pytest.mark.parametrize("touch", ["edit", "recount"])
def test_who_wrote_or_counted_any_of_it_neither_checks_nor_issues_it(
    make, writer, register, scope, at, touch
):
    head, other, third = scope("office_head", register.root), writer, scope("clerk", register.root)
    report = edited(make(by=head), "来信{{letters}}。", head, at)
    if touch == "edit":
        edited(report, "来信，{{letters}}。", other, at)
    else:
        actions.recount_report(report_id=report.pk, scope=other, by=other.actor, at=at + DAY)
    for each in (head, other):
        with pytest.raises(Refusal, match="由别人核对"):
            actions.check_report(report_id=report.pk, seen=seen(report), by=each.actor, at=at)
    actions.check_report(report_id=report.pk, seen=seen(report), by=third.actor, at=at)
    for each in (head, other):
        with pytest.raises(Refusal, match="由别人签发"):
            actions.issue_report(report_id=report.pk, seen=seen(report), by=each.actor, at=at)
    report.refresh_from_db()
    assert (report.drafter, report.written_by) == (head.actor.label, [head.actor.label, other.actor.label])
    with pytest.raises(IntegrityError), transaction.atomic():
        FiguresReport.objects.filter(pk=report.pk).update(checked_by=other.actor.user_id)


@pytest.mark.parametrize("touch", ["edit", "recount"])
def test_nobody_signs_or_overwrites_what_they_did_not_see(make, writer, register, arrival, scope, at, touch):
    head = scope("office_head", register.root)
    report = edited(make(), "来信{{letters}}。", writer, at)
    read = report.checksum
    if touch == "edit":
        edited(report, "来信，{{letters}}。", writer, at)
    else:
        actions.recount_report(report_id=report.pk, scope=writer, by=writer.actor, at=at + DAY)
    held = {"report_id": report.pk, "seen": read, "by": head.actor, "at": at}
    with pytest.raises(Refusal, match="又改过"):
        actions.check_report(**held)
    with pytest.raises(Refusal, match="又改过"):
        actions.edit_report(**held, text="来信。", contributor="")
    with pytest.raises(Refusal, match="又改过"):
        actions.discard_report(**held)
    actions.check_report(**{**held, "seen": seen(report)})
    with pytest.raises(Refusal, match="又改过"):
        actions.issue_report(**held)


def test_a_marked_sentence_and_an_impossible_figure_are_not_checked_off(make, writer, register, scope, at):
    head = scope("office_head", register.root)
    report = edited(make(), "没有发生进京非正常访{{abnormal_visits_capital}}。", writer, at)
    with pytest.raises(Refusal, match="1 句缺数"):
        actions.check_report(report_id=report.pk, seen=seen(report), by=head.actor, at=at)
    edited(report, "共下访督导17起案件，息诉息访率达到54%。", writer, at)
    with pytest.raises(Refusal, match="1 处数字对不上"):
        actions.check_report(report_id=report.pk, seen=seen(report), by=head.actor, at=at)
    actions.check_report(
        report_id=report.pk, seen=seen(report), remark="照来文原样引用", by=head.actor, at=at
    )
    report.refresh_from_db()
    assert [found["quote"] for found in report.lint] == ["54%"]


def test_sent_back_it_can_be_written_on_again(make, writer, register, scope, at):
    head = scope("office_head", register.root)
    report = edited(make(), "来信{{letters}}。", writer, at)
    actions.check_report(report_id=report.pk, seen=seen(report), by=head.actor, at=at)
    with pytest.raises(Refusal, match="怎样改"):
        actions.send_back_report(report_id=report.pk, remark="", by=head.actor, at=at)
    actions.send_back_report(report_id=report.pk, remark="来访也写上", by=head.actor, at=at)
    assert edited(report, "来信{{letters}}，来访{{visitors}}。", writer, at).lint is None


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"year": 2027}, "还没有到"),
        ({"year": 2001}, "登记从 2026 年开始"),
        ({"year": 99999}, "没有 99999 年的统计"),
        ({"kind": "month"}, "要写明哪个季度或者哪个月"),
        ({"kind": "month", "part": 13}, "1 到 12 之间"),
        ({"kind": "chapter", "part": 2}, "按年出"),
        ({"kind": "week"}, "没有“week”这种报告"),
        ({"kind": "topic"}, "要选一个专题"),
    ],
)
def test_a_period_or_kind_that_is_not_there_is_refused_in_words(make, wanted, told):
    with pytest.raises(Refusal, match=told):
        make(**wanted)
    assert not FiguresReport.objects.exists()


def test_nobody_reports_on_units_outside_their_reach_or_reads_such_a_report(make, register, scope):
    street = scope("statistician", register.street)
    with pytest.raises(Refusal, match="不在您的统计范围内"):
        make(by=street)
    report = make()
    assert queries.report_in(street, report.pk) is None
    own = make(by=street, unit_id=register.street.pk)
    assert figure(own, "letters") == 1
    assert queries.reports(street).rows == [own]


def test_a_text_is_kept_in_versions_and_nobody_writes_over_another(make, writer, at):
    old = make()
    text = "# 来信\n收到来信{{letters}}。"
    actions.save_text(kind="chapter", text=text, after=0, by=writer.actor, at=at)
    with pytest.raises(Refusal, match="第 1 版"):
        actions.save_text(kind="chapter", text="别的", after=0, by=writer.actor, at=at)
    with pytest.raises(Refusal, match="是不是 letters"):
        actions.save_text(kind="chapter", text="{{lettres}}", after=1, by=writer.actor, at=at)
    fresh = make()
    assert (fresh.text_number, queries.file_of(fresh, "txt").decode()) == (
        1,
        RUNNING + "【来信】收到来信4件。\n",
    )
    old.refresh_from_db()
    assert "处理接待群众" in queries.file_of(old, "txt").decode()


def test_totals_of_the_workbook_are_formulas_and_notes_tell_the_rules(make):
    data = queries.file_of(make(), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        pages = {name: parts.read(name).decode() for name in parts.namelist() if "sheet" in name}
        strings = parts.read("xl/sharedStrings.xml").decode()
    assert any("SUM(B2:B" in page for page in pages.values())
    assert "五人以上署名的来信，一封算一件。" in strings
    assert "各部分相加等于“收到信访件”" in strings


def test_the_command_line_sees_everything(make, register):
    report = make(by=whole(Actor(None, "命令行")))
    assert report.scope == {"units": None, "house": [register.root.pk]}
