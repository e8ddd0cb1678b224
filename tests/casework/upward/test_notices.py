"""Notices from above: counted once, about nobody, withdrawn rather than edited, answered by a look at us."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.upward import actions, queries
from xinfang.casework.upward.actions import Checked, Count, NoticeEntry
from xinfang.casework.upward.models import HandlingCheck, UpwardCount, UpwardNotice
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db

ENTRY = NoticeEntry(
    number="蓉信通〔2026〕9号",
    sender="市信访局",
    dated_on=date(2026, 10, 9),
    received_on=date(2026, 10, 12),
    from_day=date(2026, 9, 1),
    to_day=date(2026, 9, 30),
    counts=(Count("capital", "abnormal", 0, 0), Count("city", "group", 2, 13)),
)


def entered(district, at, **changes):
    return actions.enter_notice(entry=replace(ENTRY, **changes), unit_id=district.root.pk, by=BY, at=at)


def refused(district, at, **changes) -> dict[str, str]:
    with pytest.raises(Refusal) as told:
        entered(district, at, **changes)
    return {field: " ".join(map(str, said)) for field, said in told.value.by_field().items()}


def test_it_is_kept_with_its_counts_and_nought_is_a_count(district, at):
    notice = UpwardNotice.objects.get(pk=entered(district, at))
    kept = [(each.level, each.kind, each.batches, each.head_count) for each in queries.counts_of(notice)]
    assert kept == [("capital", "abnormal", 0, 0), ("city", "group", 2, 13)]
    assert AuditEntry.objects.get(event="upward.entered").subject == "蓉信通〔2026〕9号"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"number": " "}, "number", "文号"),
        ({"sender": ""}, "sender", "哪个机关"),
        ({"from_day": date(2026, 10, 1)}, "to_day", "早于开始"),
        ({"dated_on": date(2026, 9, 29)}, "dated_on", "早于它所说的时段"),
        ({"received_on": date(2026, 10, 16)}, "received_on", "今天或以前"),
        ({"received_on": date(2026, 10, 8)}, "received_on", "今天或以前"),
        ({"counts": ()}, "counts", "填 0"),
        ({"counts": (Count("city", "group", 3, 2),)}, "counts", "每批至少一人"),
        ({"counts": (Count("city", "group", 0, 2),)}, "counts", "到市集体访"),
        ({"counts": (Count("city", "group", 4, 19),)}, "counts", "到市集体访：集体访每批至少 5 人"),
        ({"counts": (Count("city", "group", 1, 5), Count("city", "group", 1, 6))}, "counts", "只填一次"),
        ({"counts": (Count("moon", "group", 1, 5),)}, "counts", "只填一次"),
        ({"number": "关于13912340217的通报"}, "number", "不登记人"),
        ({"sender": "张三同志"}, "sender", "不登记人"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(district, at, changes, field, words):
    assert words in refused(district, at, **changes)[field]


def test_the_same_days_are_not_counted_twice(district, at):
    first = entered(district, at)
    assert "已经登记过" in refused(district, at)["number"]
    summary = {"number": "三季度通报", "from_day": date(2026, 7, 1)}
    told = refused(district, at, **summary)["counts"]
    assert "进京非正常访" in told
    assert "蓉信通〔2026〕9号" in told
    entered(district, at, **summary, counts=(Count("province", "group", 1, 6),))  # of another level
    actions.withdraw_notice(notice_id=first, reason="市局更正了数字", by=BY, at=at)
    entered(district, at, number="蓉信通〔2026〕11号")
    with pytest.raises(Refusal, match="已经撤销"):
        actions.withdraw_notice(notice_id=first, reason="市局更正了数字", by=BY, at=at)


def test_an_area_of_another_is_its_own(district, at):
    entered(district, at)
    actions.enter_notice(entry=ENTRY, unit_id=district.street.pk, by=BY, at=at)
    assert UpwardNotice.objects.count() == 2


def test_the_answer_leads_to_a_matter_and_the_matter_to_nothing(district, registered, at, scope):
    pk, matter = entered(district, at), registered().matter_id
    lines = TimelineEntry.objects.filter(matter_id=matter).count()
    before = AuditEntry.objects.count()
    checked = Checked(at.date(), "wanting", "受理告知晚了六天，已补告知。", matter)
    actions.check_handling(notice_id=pk, checked=checked, by=BY, at=at)
    assert TimelineEntry.objects.filter(matter_id=matter).count() == lines
    row = AuditEntry.objects.order_by("pk").last()
    assert AuditEntry.objects.count() == before + 1
    assert (row.event, row.subject) == ("upward.checked", "蓉信通〔2026〕9号")
    assert str(matter) not in str(row.after)
    head, street = scope("office_head", district.root), scope("handler", district.street)
    notice = queries.notice_in(head, pk)
    assert queries.checks_of(head, notice)[0].matter.pk == matter
    assert queries.notice_in(street, pk) is None


def test_what_the_answer_may_not_be(district, arrival, at):
    pk = entered(district, at)
    accused = arrival(purpose="accusation", accused_unit_id=district.other.pk)
    accusation = intake.register(accused, unit_id=district.root.pk, by=BY, at=at).matter_id
    good = Checked(at.date(), "right", "受理、告知、答复都按期。")
    for changes, words in (
        ({"on": date(2026, 10, 11)}, "收到通报以后"),
        ({"on": at.date() + timedelta(days=1)}, "今天或以前"),
        ({"verdict": "his fault"}, "查看的结果"),
        ({"found": "没有"}, "至少 6 个字"),
        ({"found": "王小明多次去北京，电话13912340217。"}, "不登记人"),
        ({"matter_id": accusation}, "没有这件事项"),
        ({"matter_id": 10**9}, "没有这件事项"),
        ({"verdict": "untold", "matter_id": accusation}, "请查看它办得怎样"),
    ):
        with pytest.raises(Refusal) as told:
            actions.check_handling(notice_id=pk, checked=replace(good, **changes), by=BY, at=at)
        assert words in str(told.value.by_field())


def test_a_notice_of_none_and_a_withdrawn_one_ask_nothing(district, at, scope):
    head = scope("office_head", district.root)
    none = entered(district, at, counts=(Count("capital", "abnormal", 0, 0),))
    some = entered(district, at, number="蓉信通〔2026〕10号", counts=(Count("province", "ordinary", 1, 1),))
    assert queries.waiting(head) == 1
    assert [row.asks for row in queries.notices(head).lines] == [True, False]
    checked = Checked(at.date(), "untold", "通报没有写明是哪件事项。")
    with pytest.raises(Refusal, match="没有走访"):
        actions.check_handling(notice_id=none, checked=checked, by=BY, at=at)
    actions.check_handling(notice_id=some, checked=checked, by=BY, at=at)
    assert queries.waiting(head) == 0
    actions.withdraw_notice(notice_id=some, reason="市局更正了数字", by=BY, at=at)
    with pytest.raises(Refusal, match="已经撤销"):
        actions.check_handling(notice_id=some, checked=checked, by=BY, at=at)


def test_the_tables_hold_their_own_rules(district, at):
    pk = entered(district, at)
    for wrong in (
        lambda: UpwardCount.objects.create(
            notice_id=pk, level="city", kind="abnormal", batches=2, head_count=1
        ),
        lambda: UpwardCount.objects.create(notice_id=pk, level="city", kind="group", batches=1, head_count=5),
        lambda: UpwardNotice.objects.filter(pk=pk).update(to_day=date(2026, 8, 1)),
        lambda: UpwardNotice.objects.filter(pk=pk).update(state="withdrawn"),
        lambda: HandlingCheck.objects.create(
            notice_id=pk, checked_on=at.date(), verdict="right", found="", checked_at=at, checked_by="x"
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_who_keeps_them(district, at, scope):
    notice = UpwardNotice.objects.get(pk=entered(district, at))
    may = {
        role
        for role in ("clerk", "handler", "unit_head", "office_head", "leader", "statistician", "admin")
        if queries.may_keep(scope(role, district.root), notice)
    }
    assert may == {"office_head", "statistician"}


def test_one_that_asks_stands_first_however_old_and_the_rest_is_paged(district, at, scope, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN", 2)
    head, none = scope("office_head", district.root), (Count("capital", "abnormal", 0, 0),)
    old = {"from_day": date(2025, 1, 1), "to_day": date(2025, 1, 31), "number": "蓉信通〔2025〕1号"}
    asking = entered(district, at, **old)
    quiet = [
        entered(
            district,
            at,
            counts=none,
            number=f"蓉信通〔2026〕{month}号",
            from_day=date(2026, month, 1),
            to_day=date(2026, month, 28),
        )
        for month in range(1, 6)
    ]
    first = queries.notices(head)
    assert [each.notice.pk for each in first.lines] == [asking, quiet[4], quiet[3]]
    second = queries.notices(head, older=first.older)
    assert [each.notice.pk for each in second.lines] == [quiet[2], quiet[1]]
    last = queries.notices(head, older=second.older)
    assert [each.notice.pk for each in last.lines] == [quiet[0]]
    again = queries.notices(head, newer=second.newer)
    assert [each.notice.pk for each in again.lines] == [asking, quiet[4], quiet[3]]
