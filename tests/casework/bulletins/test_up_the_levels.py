"""A report goes up level by level; each level sees what became of it; what names a person goes nowhere."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.casework.bulletins.conftest import entry, item_entry

from xinfang.casework.bulletins import actions, queries, scheduled
from xinfang.casework.bulletins.models import Item, Reading, Report, ReportMove
from xinfang.casework.intake.actions import register
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice


def test_a_report_goes_to_the_street_and_then_to_the_office(filed, people, district, at):
    report = filed()
    assert (report.number, report.at_unit) == ("信息〔2026〕1号", district.street)
    actions.pass_up(report_id=report.pk, by=people.street, at=at, note="已核实")
    report.refresh_from_db()
    assert report.at_unit == district.root
    assert [move.note for move in queries.moves(report)] == ["", "已核实"]
    with pytest.raises(Refusal, match="已经到区里了"):
        actions.pass_up(report_id=report.pk, by=people.clerk, at=at)


def test_the_same_form_twice_is_one_report(district, people, at):
    key = uuid4()
    for _ in range(2):
        actions.file_report(
            entry=entry(), from_unit_id=district.community.pk, form_key=key, by=people.worker, at=at
        )
    assert Report.objects.count() == 1
    assert ReportMove.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"what": "太短"}, "what", "至少 10 个字"),
        ({"place": " "}, "place", "在哪里"),
        ({"heads": 0}, "heads", "多少人"),
        ({"since": date(2026, 10, 16)}, "since", "不能晚于 2026-10-15"),
        (
            {"what": "三栋楼瓷砖脱落，住户电话13912340217，请尽快鉴定。"},
            "what",
            "第 13 个字起有电话号码（139****0217）",
        ),
        ({"wish": "身份证110101199003078515的住户要求鉴定"}, "wish", "第 4 个字起有证件"),
        ({"place": "王小明等三户门前"}, "place", "第 1 个字起有人名（王**）"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands_and_nothing_is_written(filed, changes, field, words):
    with pytest.raises(Refusal) as refused:
        filed(**changes)
    assert words in refused.value.by_field()[field][0]
    assert not Report.objects.exists()


def test_the_district_files_with_nobody(district, people, at):
    with pytest.raises(Refusal, match="直接编写"):
        actions.file_report(
            entry=entry(), from_unit_id=district.root.pk, form_key=uuid4(), by=people.clerk, at=at
        )


def test_a_report_sent_back_is_mended_and_sent_again(filed, people, district, at, posted):
    worker = posted("informant", district.community)
    report = filed()
    with pytest.raises(Refusal, match="要补充什么"):
        actions.return_report(report_id=report.pk, reason=" ", by=people.street, at=at)
    actions.return_report(report_id=report.pk, reason="请写清楚是哪几栋。", by=people.street, at=at)
    assert Notice.objects.filter(kind="bulletin.returned", user_id=worker.pk).count() == 1
    with pytest.raises(Refusal, match="退回补充"):
        actions.pass_up(report_id=report.pk, by=people.street, at=at)
    mended = entry(what="五栋、六栋、七栋外墙瓷砖脱落，住户担心余震。")
    actions.resend_report(report_id=report.pk, entry=mended, by=people.worker, at=at)
    report.refresh_from_db()
    assert (report.state, report.at_unit, report.what[:2]) == ("waiting", district.street, "五栋")


def test_reports_are_merged_into_one_of_the_street(filed, people, at, district):
    one, two = filed(), filed(place="朝阳社区一组团")
    with pytest.raises(Refusal, match="至少选两条"):
        actions.merge_reports(
            report_ids=[one.pk, one.pk], entry=entry(), form_key=uuid4(), by=people.street, at=at
        )
    whole = actions.merge_reports(
        report_ids=[one.pk, two.pk], entry=entry(heads=240), form_key=uuid4(), by=people.street, at=at
    )
    one.refresh_from_db()
    assert (whole.from_unit, whole.at_unit, one.merged_into) == (district.street, district.root, whole)
    assert {each.pk for each in queries.merged_in(whole)} == {one.pk, two.pk}


def test_an_urgent_report_is_with_every_level_at_once_and_each_signs_for_it(
    filed, people, district, at, posted
):
    office, street = posted("office_head", district.root), posted("handler", district.street)
    report = filed(urgent=True)
    told = Notice.objects.filter(kind="bulletin.urgent").values_list("user_id", flat=True)
    assert set(told) == {office.pk, street.pk}
    due = {reading.unit: reading.due_at for reading in queries.readings(report)}
    assert due == dict.fromkeys((district.street, district.root), at + timedelta(minutes=30))
    for _ in range(2):
        later = at + timedelta(minutes=4)
        actions.confirm_read(report_id=report.pk, unit_id=district.root.pk, by=people.head, at=later)
    reading = Reading.objects.get(unit=district.root)
    assert (reading.reader, reading.read_at) == ("信访局局长", at + timedelta(minutes=4))
    assert ReportMove.objects.filter(verb="read").count() == 1
    with pytest.raises(Refusal, match="不用由这个单位签收"):
        actions.confirm_read(report_id=report.pk, unit_id=district.other.pk, by=people.head, at=at)


def test_who_lets_the_half_hour_pass_is_reminded_once_and_whoever_keeps_it_too(
    filed, people, district, at, posted
):
    office, street = posted("office_head", district.root), posted("handler", district.street)
    report, minute = filed(urgent=True), timedelta(minutes=1)

    def remind(after):
        moment = at + after * minute
        told = scheduled.remind_overdue(since=moment - minute, at=moment)
        found = Notice.objects.filter(kind="bulletin.overdue").order_by("pk")
        return told, [(each.user_id, "签收" in each.title) for each in found]

    assert remind(29)[1] == []
    actions.confirm_read(report_id=report.pk, unit_id=district.root.pk, by=people.head, at=at + 4 * minute)
    assert remind(31) == ("提醒了没有按时签收、上报的紧急信息 1 次。", [(street.pk, True)])
    assert remind(32)[1] == [(street.pk, True)]
    actions.confirm_read(
        report_id=report.pk, unit_id=district.street.pk, by=people.street, at=at + 33 * minute
    )
    assert remind(34)[1] == [(street.pk, True), (street.pk, False)]
    actions.pass_up(report_id=report.pk, by=people.street, at=at + 35 * minute)
    assert len(remind(36)[1]) == 2
    assert office.pk not in {user for user, _read in remind(37)[1]}


def test_the_same_form_merges_once(filed, people, at):
    key = uuid4()
    given = {"report_ids": [filed().pk, filed().pk], "entry": entry(), "form_key": key, "by": people.street}
    assert actions.merge_reports(at=at, **given).pk == actions.merge_reports(at=at, **given).pk


def test_nobody_signs_what_they_wrote_a_word_of_or_did_not_read(submitted, people, at):
    item = submitted()
    actions.send_back_item(item_id=item.pk, reason="请补充走势。", by=people.head, at=at)
    actions.save_item(item_id=item.pk, entry=item_entry(), by=people.head, at=at, revision=1)
    with pytest.raises(Refusal, match="又改过"):
        actions.save_item(item_id=item.pk, entry=item_entry(), by=people.clerk, at=at, revision=1)
    actions.save_item(item_id=item.pk, entry=item_entry(), by=people.clerk, at=at, revision=2)
    actions.submit_item(item_id=item.pk, by=people.clerk, at=at, revision=3)
    with pytest.raises(Refusal, match="别人签发"):
        actions.send_item(item_id=item.pk, by=people.head, at=at, on_paper=True)
    with pytest.raises(Refusal, match="又改过"):
        actions.send_item(item_id=item.pk, by=people.street, at=at, on_paper=True, revision=1)
    item.refresh_from_db()
    assert (item.state, item.writers) == ("submitted", [people.clerk.user_id, people.head.user_id])


def test_an_item_goes_up_numbered_and_what_comes_back_reaches_the_community(submitted, people, at):
    item = submitted()
    with pytest.raises(Refusal, match="别人签发"):
        actions.send_item(item_id=item.pk, by=people.clerk, at=at, on_paper=True)
    sent = actions.send_item(item_id=item.pk, by=people.head, at=at, on_paper=True)
    assert (sent.number, sent.state, sent.signer) == ("云溪区信访信息〔2026〕1号", "sent", "信访局局长")
    day, number, pk = at.date(), "收文12号", item.pk
    with pytest.raises(Refusal, match="先登记上级的签收"):
        actions.record_feedback(item_id=item.pk, answered_on=day, feedback="请跟踪。", by=people.clerk, at=at)
    actions.record_dispatch(item_id=pk, dispatched_on=day, way="机要交换", by=people.clerk, at=at)
    early = day - timedelta(days=1)
    with pytest.raises(Refusal, match="日期要在"):
        actions.record_receipt(item_id=pk, received_on=early, receipt=number, by=people.clerk, at=at)
    actions.record_receipt(item_id=pk, received_on=day, receipt=number, by=people.clerk, at=at)
    actions.record_feedback(
        item_id=item.pk, answered_on=day, feedback="已转住建部门研究。", by=people.clerk, at=at
    )
    report = Report.objects.get(item=item)
    assert [str(move.label) for move in queries.moves(report)][-3:] == [
        "信息已报送上级", "上级已收到信息", "上级对信息有反馈",
    ]  # fmt: skip
    assert queries.moves(report)[-1].note == "已转住建部门研究。"


def test_what_became_of_a_merged_report_is_told_to_the_community(filed, people, district, at, scope):
    one, two = filed(), filed()
    whole = actions.merge_reports(
        report_ids=[one.pk, two.pk], entry=entry(), form_key=uuid4(), by=people.street, at=at
    )
    item = actions.draft_item(
        entry=item_entry(), report_ids=[whole.pk], unit_id=district.root.pk, form_key=uuid4(),
        by=people.clerk, at=at,
    )  # fmt: skip
    actions.submit_item(item_id=item.pk, by=people.clerk, at=at)
    actions.send_item(item_id=item.pk, by=people.head, at=at, on_paper=True)
    one.refresh_from_db()
    told = [(str(move.label), move.note) for move in queries.moves(one)]
    assert told[-1] == ("信息已报送上级", "云溪区信访信息〔2026〕1号")
    worker = scope("informant", district.community)
    assert queries.report_in(worker, one.pk) == one
    assert queries.report_in(worker, whole.pk) is None
    assert queries.item_in(worker, item.pk) is None


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        (
            {"body": "业主欧阳小七多次来电要求先鉴定再修缮，并公布补助标准和时间表。"},
            "body",
            "第 3 个字起有人名（欧阳**）",
        ),
        ({"title": "关于王小明的情况"}, "title", "第 3 个字起有人名（王**）"),
        ({"title": "关于王 小·明的情况"}, "title", "第 3 个字起有人名（王**）"),
        ({"title": "关于王\u200b小\u200b明的情况"}, "title", "第 3 个字起有人名（王**）"),
        ({"advice": "请与13912340217联系"}, "advice", "第 3 个字起有电话号码（139****0217）"),
    ],
)
def test_an_item_that_names_a_petitioner_is_stopped_and_says_where(
    submitted, arrival, district, at, changes, field, words
):
    from xinfang.registers.petitioners.entries import PersonEntry

    for name in ("王小明", "欧阳小七"):
        one = arrival(people=(PersonEntry(name=name, phone="139 1234 0217"),))
        register(one, unit_id=district.root.pk, by=Actor(1, "登记员"), at=at)
    with pytest.raises(Refusal) as refused:
        submitted(**changes)
    assert list(refused.value.by_field()) == [field]
    assert words in refused.value.by_field()[field][0]
    assert Item.objects.get().state == "draft"


def test_an_item_that_is_given_up_lets_its_reports_go(filed, people, district, at):
    report = filed()
    actions.pass_up(report_id=report.pk, by=people.street, at=at)
    item = actions.draft_item(
        entry=item_entry(), report_ids=[report.pk], unit_id=district.root.pk, form_key=uuid4(),
        by=people.clerk, at=at,
    )  # fmt: skip
    actions.discard_item(item_id=item.pk, by=people.clerk, at=at)
    report.refresh_from_db()
    assert (report.state, report.item) == ("waiting", None)


def test_a_street_does_not_see_another_streets_reports(filed, district, scope):
    report = filed()
    assert queries.report_in(scope("handler", district.street), report.pk)
    assert queries.report_in(scope("handler", district.other), report.pk) is None
    assert queries.report_in(scope("statistician", district.root), report.pk) is None


def test_only_the_district_writes_to_the_higher_office_and_what_a_street_wrote_is_never_stuck(
    filed, people, district, at, scope
):
    report = filed()
    drafting = {"entry": item_entry(), "unit_id": district.street.pk, "by": people.street, "at": at}
    with pytest.raises(Refusal, match="归并"):
        actions.draft_item(report_ids=[report.pk], form_key=uuid4(), **drafting)
    old = Item.objects.create(
        unit=district.street, title="旧稿", body=item_entry().body, addressee="市信访局", form_key=uuid4(),
        drafted_at=at, drafter="街道承办人", state="submitted",
    )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(state="taken", item=old)
    with pytest.raises(Refusal, match="归并"):
        actions.send_item(item_id=old.pk, by=people.head, at=at, on_paper=True)
    office, street = scope("office_head", district.root), scope("clerk", district.street)
    assert queries.writing_unit(office) == district.root.pk
    assert queries.writing_unit(street) == 0
    assert not queries.may_sign(office, old)
    assert queries.to_sign(office) == 1
    assert queries.may_give_up(office, old)
    actions.send_back_item(item_id=old.pk, reason="请归并上报。", by=people.head, at=at)
    with pytest.raises(Refusal, match="归并"):
        actions.submit_item(item_id=old.pk, by=people.street, at=at)
    actions.discard_item(item_id=old.pk, by=people.head, at=at)
    report.refresh_from_db()
    assert (report.state, report.item, report.at_unit) == ("waiting", None, district.street)


def test_an_item_that_nobody_is_left_to_sign_is_given_up_by_who_writes(submitted, people, at):
    item = submitted()
    actions.discard_item(item_id=item.pk, by=people.clerk, at=at)
    assert set(Report.objects.values_list("state", flat=True)) == {"waiting"}
