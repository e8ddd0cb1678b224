"""A year of appraisal: targets of work, counted once, objected to, corrected, closed; opinions drawn."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.insight.appraisal import actions, queries
from xinfang.insight.appraisal.actions import Corrected, TargetEntry
from xinfang.insight.appraisal.models import CardLine, Objection, Scheme, Target
from xinfang.insight.appraisal.rules import earned, total
from xinfang.insight.statistics import periods
from xinfang.insight.statistics import queries as statistics
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
BY, HEAD = Actor(1, "信访局局长"), Actor(2, "中和街道主任")
DAY = timedelta(days=1)
TARGETS = (TargetEntry("timely_notice_rate", 90, 60), TargetEntry("opinion_quality", 80, 40))


@pytest.fixture
def matters(district: Any, arrival: Any, at: Any) -> list[int]:
    """Four with the street since long: three told in time, one never; two of them answered."""
    then = at - 60 * DAY
    found = [
        intake.register(arrival(received_at=then), unit_id=district.root.pk, by=BY, at=then).matter_id
        for _number in range(4)
    ]
    route(matter_ids=found, to_unit_id=district.street.pk, by=BY, at=then)
    perform(verb="accept", matter_ids=found[:3], by=BY, at=then + DAY)
    for verb in ("opine", "serve", "conclude"):
        perform(verb=verb, matter_ids=found[:2], by=BY, at=then + 9 * DAY)
    return found


@pytest.fixture
def after(at: Any) -> Any:
    """The January after."""
    return at.replace(year=2027, month=1, day=11)


@pytest.fixture
def issued(district: Any, at: Any) -> int:
    pk = actions.make_scheme(year=2026, unit_id=district.root.pk, targets=TARGETS, by=BY, at=at)
    actions.issue_scheme(scheme_id=pk, by=BY, at=at)
    return pk


@pytest.fixture
def worked_out(issued: int, matters: list[int], at: Any, after: Any) -> int:
    everything = dict.fromkeys(queries.CRITERIA, True)
    actions.check_opinion(matter_id=matters[0], has=everything, note="", by=BY, at=at)
    lacking = everything | {"remedy": False}
    actions.check_opinion(matter_id=matters[1], has=lacking, note="没有写复查的期限。", by=BY, at=at)
    actions.work_out(scheme_id=issued, object_until=date(2027, 1, 25), by=BY, at=after)
    return issued


def line(district: Any, measure: str = "timely_notice_rate") -> CardLine:
    return CardLine.objects.get(unit=district.street, target__measure=measure)


@pytest.mark.parametrize(
    ("counted", "base", "least", "points", "got"),
    [
        (9, 10, 90, 30, "30.0"),
        (10, 10, 90, 30, "30.0"),
        (3, 4, 90, 60, "50.0"),
        (1, 3, 95, 25, "8.8"),
        (0, 5, 90, 30, "0.0"),
        (0, 0, 90, 30, None),
    ],
)
def test_points_are_full_from_the_target_on_and_their_share_below(counted, base, least, points, got):
    assert earned(counted, base, least, points) == (Decimal(got) if got else None)


def test_the_total_leaves_out_what_had_nothing_to_count():
    told = total([(Decimal("50.0"), 60), (None, 40)])
    assert (told.earned, told.possible, told.percent) == (Decimal("50.0"), 60, Decimal("83.3"))
    assert total([(None, 100)]).percent is None


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ((TargetEntry("group_visits", 10, 100),), "不考核群众来不来"),
        ((TargetEntry("abnormal_visits_capital", 1, 100),), "不考核群众来不来"),
        ((TargetEntry("repeat_petitions", 1, 100),), "不考核群众来不来"),
        ((TargetEntry("average_days", 50, 100),), "不考核群众来不来"),
        ((TargetEntry("on_time_rate", 90, 60), TargetEntry("on_time_rate", 90, 40)), "只能设一次"),
        ((TargetEntry("on_time_rate", 101, 100),), "1 到 100"),
        ((TargetEntry("on_time_rate", 90, 99),), "合计应为 100"),
        ((), "至少设一个"),
    ],
)
def test_targets_that_may_not_be_are_refused(district, at, targets, words):
    with pytest.raises(Refusal, match=words):
        actions.make_scheme(year=2026, unit_id=district.root.pk, targets=targets, by=BY, at=at)
    assert not Scheme.objects.exists()


def test_the_table_takes_no_other_measure_either(issued):
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(scheme_id=issued, measure="visits_capital", least=1, points=1)


def test_a_draft_is_written_anew_and_what_is_issued_stands(district, at):
    make = {"year": 2026, "unit_id": district.root.pk, "by": BY, "at": at}
    first = actions.make_scheme(targets=TARGETS, **make)
    again = actions.make_scheme(targets=(TargetEntry("on_time_rate", 95, 100),), **make)
    assert first == again
    assert [each.measure for each in Target.objects.all()] == ["on_time_rate"]
    actions.issue_scheme(scheme_id=first, by=BY, at=at)
    with pytest.raises(Refusal, match="已经下达"):
        actions.make_scheme(targets=TARGETS, **make)
    with pytest.raises(Refusal, match="已经下达"):
        actions.issue_scheme(scheme_id=first, by=BY, at=at)
    with pytest.raises(Refusal, match="上年、今年和明年"):
        actions.make_scheme(targets=TARGETS, **make | {"year": 2024})


def test_it_is_counted_once_the_year_is_over(district, issued, matters, at, after):
    with pytest.raises(Refusal, match="还没有过完"):
        actions.work_out(scheme_id=issued, object_until=date(2026, 12, 1), by=BY, at=at)
    with pytest.raises(Refusal, match="至少要有 7 天"):
        actions.work_out(scheme_id=issued, object_until=after.date() + 3 * DAY, by=BY, at=after)
    actions.work_out(scheme_id=issued, object_until=date(2027, 1, 25), by=BY, at=after)
    assert set(CardLine.objects.values_list("unit__name", flat=True)) == {
        "规划建设局",
        "中和街道",
        "桂溪街道",
    }
    found = line(district)
    assert (found.counted, found.base) == (3, 4)
    with pytest.raises(Refusal, match="已经公布"):
        actions.work_out(scheme_id=issued, object_until=date(2027, 1, 25), by=BY, at=after)


def test_a_matter_that_a_unit_only_registered_does_not_judge_it(district, arrival, issued, at, after):
    then = at - 60 * DAY
    told = intake.register(arrival(received_at=then), unit_id=district.street.pk, by=BY, at=then)
    route(matter_ids=[told.matter_id], to_unit_id=district.department.pk, by=BY, at=then)
    actions.work_out(scheme_id=issued, object_until=date(2027, 1, 25), by=BY, at=after)
    assert line(district).base == 0
    assert CardLine.objects.get(unit=district.department, target__measure="timely_notice_rate").base == 1


def test_a_card_adds_up_and_is_seen_by_its_unit_alone(district, worked_out, scope):
    scheme = Scheme.objects.get(pk=worked_out)
    card = queries.cards(scope("unit_head", district.street), scheme)
    assert [each.unit.name for each in card] == ["中和街道"]
    assert [(each.counted, each.base, each.points) for each in card[0].lines] == [
        (3, 4, Decimal("50.0")),
        (1, 2, Decimal("25.0")),
    ]
    assert card[0].total.percent == Decimal("75.0")
    everybody = queries.cards(scope("office_head", district.root), scheme)
    assert [each.unit.name for each in everybody] == ["规划建设局", "中和街道", "桂溪街道"]
    assert everybody[0].total.percent is None
    assert queries.line_in(scope("unit_head", district.other), line(district).pk) is None


def test_what_fell_short_is_listed_and_what_came_late_is_a_difference(
    district, worked_out, matters, scope, after
):
    head, found = scope("unit_head", district.street), line(district)
    assert [each.pk for each in queries.short(head, found).rows] == [matters[3]]
    assert queries.lines_now(head, found) == (3, 4)
    Matter.objects.filter(pk=matters[3]).update(state="reverted")
    assert queries.lines_now(head, found) == (3, 3)
    assert queries.shown(found).base == 4
    assert [each.pk for each in queries.short(head, line(district, "opinion_quality")).rows] == [matters[1]]


def test_an_objection_is_upheld_with_a_correction_that_keeps_the_first_count(district, worked_out, after):
    pk = line(district).pk
    objection = actions.object_to(line_id=pk, reason="有一件事项当时已电话告知。", by=HEAD, at=after)
    with pytest.raises(Refusal, match="还在等待答复"):
        actions.object_to(line_id=pk, reason="有一件事项当时已电话告知。", by=HEAD, at=after)
    told: dict[str, Any] = {"objection_id": objection, "ruling": "告知有录音为证，应计入。", "at": after}
    with pytest.raises(Refusal, match="不能答复自己"):
        actions.rule_on(corrected=Corrected(4, 4), by=HEAD, **told)
    for wrong, words in ((Corrected(5, 4), "不能多于基数"), (Corrected(3, 4), "与原来一样")):
        with pytest.raises(Refusal, match=words):
            actions.rule_on(corrected=wrong, by=BY, **told)
    actions.rule_on(corrected=Corrected(4, 4), by=BY, **told)
    shown = queries.shown(line(district))
    assert (shown.line.counted, shown.counted, shown.points, shown.corrected) == (3, 4, Decimal("60.0"), True)
    with pytest.raises(Refusal, match="已经答复"):
        actions.rule_on(corrected=None, by=BY, **told)
    events = AuditEntry.objects.filter(event__startswith="appraisal.").order_by("pk")
    assert [each.event.partition(".")[2] for each in events] == [
        "made", "issued", "worked_out", "objected", "ruled",
    ]  # fmt: skip


def test_the_unit_itself_objects_and_no_unit_above_it_in_its_name(district, worked_out, scope):
    own = line(district)
    assert queries.may_object(scope("unit_head", district.street), own)
    assert not queries.may_object(scope("office_head", district.root), own)


def test_who_objected_is_known_by_the_account_and_not_by_a_title(district, worked_out, after):
    told = {"line_id": line(district).pk, "reason": "有一件事项当时已电话告知。"}
    objection = actions.object_to(**told, by=HEAD, at=after)
    ruled = {"objection_id": objection, "ruling": "没有告知的凭证。", "corrected": None, "at": after}
    with pytest.raises(Refusal, match="自己的异议"):
        actions.rule_on(**ruled, by=Actor(HEAD.user_id, "信访局副局长"))
    actions.rule_on(**ruled, by=Actor(9, HEAD.label))


def test_an_objection_is_turned_down_with_its_reason_and_names_nobody(district, worked_out, after):
    pk = line(district).pk
    for reason, words in (
        ("不对", "至少 6 个字"),
        ("王小明没有留电话13912340217，无法告知。", "不写人|请删去"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.object_to(line_id=pk, reason=reason, by=HEAD, at=after)
    objection = actions.object_to(line_id=pk, reason="有一件事项当时已电话告知。", by=HEAD, at=after)
    actions.rule_on(objection_id=objection, ruling="没有告知的凭证。", corrected=None, by=BY, at=after)
    assert Objection.objects.get(pk=objection).state == "turned_down"
    assert queries.shown(line(district)).counted == 3


def test_it_closes_when_nothing_is_open_any_more(district, worked_out, after, scope):
    objection = actions.object_to(
        line_id=line(district).pk, reason="有一件事项当时已电话告知。", by=HEAD, at=after
    )
    head = scope("office_head", district.root)
    assert queries.waiting(head) == 1
    with pytest.raises(Refusal, match="可以提到 2027-01-25"):
        actions.close_scheme(scheme_id=worked_out, by=BY, at=after)
    late = after.replace(day=26)
    with pytest.raises(Refusal, match="还有 1 项异议"):
        actions.close_scheme(scheme_id=worked_out, by=BY, at=late)
    actions.rule_on(objection_id=objection, ruling="没有告知的凭证。", corrected=None, by=BY, at=late)
    actions.close_scheme(scheme_id=worked_out, by=BY, at=late)
    assert queries.waiting(head) == 0
    with pytest.raises(Refusal, match="期限已过"):
        actions.object_to(line_id=line(district).pk, reason="有一件事项当时已电话告知。", by=HEAD, at=late)


def test_an_opinion_is_checked_once_and_what_it_lacks_is_said(district, arrival, matters, at, scope):
    everything = dict.fromkeys(queries.CRITERIA, True)
    head = scope("office_head", district.root)
    lot = [each.pk for each in queries.drawn(head, 2026)]
    assert sorted(lot) == sorted(matters[:2])
    assert [each.pk for each in queries.drawn(head, 2026)] == lot
    for matter, has, note, words in (
        (matters[3], everything, "", "没有可以评查"),
        (matters[0], everything | {"facts": False}, "", "缺什么"),
        (matters[0], everything, "经办张三同志写得好", "评查的是文书"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.check_opinion(matter_id=matter, has=has, note=note, by=BY, at=at)
    actions.check_opinion(matter_id=matters[0], has=everything, note="", by=BY, at=at)
    with pytest.raises(Refusal, match="已经评查过"):
        actions.check_opinion(matter_id=matters[0], has=everything, note="", by=BY, at=at)
    assert [each.pk for each in queries.drawn(head, 2026)] == [pk for pk in lot if pk != matters[0]]
    found = {each.key: each.value for each in statistics.figures(head, periods.year(2026))}
    keys = ("opinions_checked", "opinions_sound", "opinion_quality")
    assert [found[key] for key in keys] == [1, 1, 100]
    assert len(queries.checks(head).rows) == 1


def test_a_draft_is_seen_by_who_writes_it(district, at, scope):
    pk = actions.make_scheme(year=2026, unit_id=district.root.pk, targets=TARGETS, by=BY, at=at)
    street = scope("unit_head", district.street)
    assert queries.schemes(street) == []
    actions.issue_scheme(scheme_id=pk, by=BY, at=at)
    assert [each.pk for each in queries.schemes(street)] == [pk]
    assert queries.scheme_in(scope("admin", district.root), pk) is None
