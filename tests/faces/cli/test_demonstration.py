"""The demonstration year: the chapter's figures come out, nothing is doubled, nobody in it is real."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from rich.progress import Progress

from xinfang.casework.bulletins.actions.editing import refuse_people
from xinfang.casework.bulletins.models import CircularDuty, Item, Reading, Report
from xinfang.casework.campaigns import queries as campaigns
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.models import Document
from xinfang.casework.meetings.models import Decision, Meeting
from xinfang.casework.petitions.models import Matter, Participant, Petition, Raising, TimelineEntry
from xinfang.casework.receptions.models import Arrival, NoticePlace
from xinfang.casework.themes.models import TopicTie
from xinfang.casework.wording.kinds import PREPARED
from xinfang.faces.cli.demonstration import ACCOUNTS, handling, lives, load_if_empty, recent, year_2008
from xinfang.faces.cli.demonstration.topics import TOPICS
from xinfang.insight.appraisal import queries as appraisal
from xinfang.insight.sayable import queries as claims
from xinfang.insight.statistics import changes, periods, queries
from xinfang.insight.statistics.outside import outside
from xinfang.insight.yearbook import queries as reports
from xinfang.insight.yearbook.actions import Wanted, compose_report
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.models import IdDocument, Person
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of, whole
from xinfang.registers.topics.queries import class_tree

EXPECTED = tomllib.loads((Path(__file__).parent / "demonstration_year.toml").read_text())
EVERYBODY = whole(Actor(None, "命令行"))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The year, built once for the module and rolled back after it; each test runs in a savepoint within."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield year_2008.build()
        transaction.set_rollback(True)


@pytest.fixture
def year(built: Any, db: None) -> Any:
    """The built year."""
    return built


def test_the_chapters_figures_come_out(year: Any) -> None:
    found = {figure.key: figure.value for figure in queries.figures(EVERYBODY, periods.year(2008))}
    assert {key: found[key] for key in EXPECTED["figures"]} == EXPECTED["figures"]
    change = changes.eleven_months(EVERYBODY, periods.year(2008))
    assert change
    assert (change.now, change.before, change.percent) == tuple(EXPECTED["eleven_months"].values())


def test_what_others_told_comes_out_and_the_chapters_claims_hold(year: Any) -> None:
    period = periods.year(2008)
    found = {each.key: (each.value, each.unit) for each in outside(period)}
    assert found == {"gdp_change_jan_nov": (26.3, "%")}
    for key in ("abnormal_visits_capital", "group_visits_capital", "group_visits_city_or_province"):
        assert claims.none(EVERYBODY, key, period).holds is True
    assert claims.fell(EVERYBODY, "abnormal_visits_city_or_province", period, least=50).holds is True
    olympics = periods.span(date(2008, 8, 8), date(2008, 8, 24))
    assert claims.none(EVERYBODY, "visits_capital", olympics).holds is True
    assert claims.none(EVERYBODY, "visits_capital", periods.month(2008, 12)).holds is None


def test_the_chapter_says_every_figure_and_the_lint_is_silent(year: Any) -> None:
    by = Actor(None, "命令行")
    wanted = Wanted("chapter", 2008, year.root_id, contributor="供稿人甲")
    report = compose_report(wanted=wanted, scope=whole(by), form_key=uuid4(), by=by, at=clock.now())
    text = reports.file_of(report, "txt").decode()
    for said in EXPECTED["chapter"]["says"]:
        assert said in text
    assert reports.findings(reports.document_of(report)) == []


def test_the_year_is_appraised_objected_to_and_closed(year: Any) -> None:
    scheme = appraisal.schemes(EVERYBODY)[0]
    assert (scheme.year, scheme.stage) == (2008, "closed")
    cards = appraisal.cards(EVERYBODY, scheme)
    assert len(cards) == 13
    assert sum(line.corrected for card in cards for line in card.lines) == 1
    assert all(card.total.percent is None or 50 < card.total.percent <= 100 for card in cards)
    assert len(appraisal.checks(EVERYBODY).rows) >= 15


def test_each_leader_received_as_printed_and_no_visit_was_counted_twice(year: Any) -> None:
    rows = {row.post: row for row in queries.receptions_by_leader(EVERYBODY, periods.year(2008))}
    told = {post: (row.times, row.batches, row.persons) for post, row in rows.items()}
    assert told["党工委书记"] == (5, 44, 78)
    assert told["管委会主任"] == (5, 44, 81)
    others = [row for post, row in told.items() if post not in ("党工委书记", "管委会主任")]
    assert len(others) == 10
    assert tuple(map(sum, zip(*others, strict=True))) == (87, 100, 179)
    arrivals = Arrival.objects.select_related("petition", "reception")
    assert arrivals.filter(petition=None).count() == 0
    for each in arrivals:
        assert each.petition
        assert each.head_count == each.petition.head_count
        assert timezone.localdate(each.petition.received_at) < each.reception.day
    assert not Instruction.objects.filter(state="asked").exists()
    assert Instruction.objects.filter(state="open").count() == 6


def test_the_campaign_prints_what_the_year_prints(year: Any) -> None:
    campaign = campaigns.campaigns(EVERYBODY).rows[0]
    *rows, total = campaigns.figures(campaign)
    found = total.totals
    assert (len(rows), total.days, found.batches, found.persons) == (12, 97, 188, 338)
    assert (found.settled, found.supervised, found.answered) == (78, 110, 104)
    assert found.accepted * 2 >= found.answered
    first, second = rows[:2]
    assert (first.days, first.totals.batches, first.totals.persons) == (5, 44, 78)
    assert (second.days, second.totals.batches, second.totals.persons) == (5, 44, 81)


def test_every_place_had_each_notice_before_the_month_began(year: Any) -> None:
    places = NoticePlace.objects.select_related("notice")
    assert places.count() == 9 * 19
    assert all(place.posted_on and place.posted_on <= place.notice.due_on for place in places)


def test_the_network_reported_level_by_level_and_no_item_names_anybody(year: Any) -> None:
    items = Item.objects.order_by("serial")
    assert [item.number for item in items] == [f"云溪区信访信息〔2008〕{n}号" for n in range(1, 17)]
    for item in items:
        refuse_people(item)
    assert not Report.objects.filter(state="waiting").exists()
    assert not Reading.objects.filter(read_at=None).exists()
    assert CircularDuty.objects.filter(answered_at=None).count() == 1
    problems = dict(TopicTie.objects.values_list("problem__name").annotate(n=Count("pk")))
    assert {"住房维修", "投亲靠友子女教育", "企业灾后重建"} <= problems.keys()
    assert TopicTie.objects.filter(state="proposed").count() == 6
    assert Meeting.objects.filter(state="held").count() == 11
    assert Decision.objects.exclude(state="done").count() == 2


def test_a_second_run_adds_nothing_and_the_seed_gives_the_same_texts(year: Any) -> None:
    tables = (Petition, Matter, Raising, Participant, Person, TimelineEntry, User)
    before = [table.objects.count() for table in tables]
    texts = list(Matter.objects.order_by("number").values_list("number", "title", "facts", "received_at"))
    year_2008.build()
    assert [table.objects.count() for table in tables] == before
    assert (
        list(Matter.objects.order_by("number").values_list("number", "title", "facts", "received_at"))
        == texts
    )
    assert len(set(texts)) > 500


def test_about_one_in_eight_is_a_repeat_of_the_same_people(year: Any) -> None:
    repeats = Raising.objects.filter(kind="repeat")
    assert 0.08 < repeats.count() / Petition.objects.count() < 0.16
    for raising in repeats[:20]:
        first = Raising.objects.get(matter=raising.matter, kind="first").petition
        assert first.received_at < raising.petition.received_at
        mine = set(raising.petition.participants.values_list("person_id", flat=True))
        assert mine & set(first.participants.values_list("person_id", flat=True))


def test_matters_are_routed_and_answered_nearly_always_in_time(year: Any) -> None:
    duties = Clock.objects.filter(duty=True)
    late = sum(clock.met_at.astimezone().date() > clock.due_on for clock in duties.filter(state="met"))
    assert not duties.filter(state=ClockState.OPEN).exists()
    assert 0 < late < 0.1 * duties.count()
    assert 0.9 < Matter.objects.filter(state="concluded").count() / Matter.objects.count() < 1


def test_what_was_not_accepted_was_told_where_to_go_or_why(year: Any) -> None:
    states = set(Matter.objects.values_list("state", flat=True))
    assert states == {"concluded", "directed", "declined"}
    assert not Matter.objects.filter(state="concluded", accepted_at=None, purpose="request").exists()


def test_each_act_left_its_letter_and_its_clock(year: Any) -> None:
    accepted = Matter.objects.filter(accepted_at__isnull=False)
    for kind in ("acceptance_notice", "opinion"):
        assert accepted.exclude(documents__kind=kind).count() == 0
    assert accepted.exclude(clocks__family="handle").count() == 0
    assert Matter.objects.filter(extended=True).count() == handling.EXTENDED
    assert not Document.objects.filter(state="prepared").exists()


def test_nobody_in_it_is_real(year: Any) -> None:
    assert all(document.number.startswith("999999") for document in IdDocument.objects.all())
    names = {person.name for person in Person.objects.all()}
    assert all(2 <= len(name) <= 3 for name in names)
    titles = " ".join([title for _user, _password, title, _unit in ACCOUNTS])
    source = "".join(file.read_text() for file in Path(year_2008.__file__).parent.glob("*.py"))
    for real in ("敬刚", "韩春林", "石茂林", "成都", "四川"):
        assert real not in titles + source
    assert re.search("[\u4e00-\u9fff]书记", titles)


def test_every_topic_has_a_class_of_the_shipped_list(db: None) -> None:
    known = {node.code for node in class_tree()}
    assert {topic.class_code for topic in TOPICS} <= known


def test_the_accounts_open_with_their_roles(year: Any) -> None:
    for username, password, _title, unit in ACCOUNTS:
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert len(password) >= 12
        assert str(scope_of(user, timezone.localdate()).actor.unit) == unit


def test_recent_arrivals_leave_some_late_some_due_and_some_soon(year: Any, at: Any) -> None:
    recent.build(year, at, lambda count: None)
    today = timezone.localdate(at)
    fresh = Petition.objects.filter(year=today.year)
    assert fresh.count() == recent.COUNT
    assert {"online", "phone", "visit", "letter"} <= set(fresh.values_list("channel", flat=True))
    assert not fresh.filter(received_at__gt=at).exists()
    due = list(Clock.objects.filter(state="open").values_list("due_on", flat=True))
    assert min(due) < today
    assert today in due
    assert any(today < day <= today + timedelta(days=9) for day in due)


def test_it_tells_of_every_arrival_it_handled(year: Any) -> None:
    told: list[int] = []
    year_2008.build(told.append)
    assert sum(told) == year_2008.steps() == Petition.objects.exclude(year=2026).count()


def test_no_text_of_the_year_keeps_a_placeholder(year):
    texts = Matter.objects.values_list("title", "facts", "demand")
    assert texts
    assert not [text for row in texts for text in row if "{" in text or "}" in text]


def test_a_register_that_holds_anything_is_left_alone(year: Any) -> None:
    before = Petition.objects.count()
    assert load_if_empty(Progress(disable=True)) is False
    assert Petition.objects.count() == before


def test_there_is_a_matter_in_each_stage_of_its_life(year: Any, at: Any) -> None:
    before = set(Matter.objects.values_list("pk", flat=True))
    lives.build(year, at)
    states = Matter.objects.exclude(pk__in=before).values_list("state", flat=True)
    assert set(states) == {
        "routed", "accepted", "objected", "disputed", "served", "concluded", "reviewing", "withdrawn",
    }  # fmt: skip
    assert (
        Document.objects.filter(matter__in=Matter.objects.exclude(pk__in=before), state="submitted").count()
        == 1
    )


def test_no_document_is_dated_before_its_act_or_after_what_followed(year: Any, at: Any) -> None:
    recent.build(year, at, lambda count: None)
    lives.build(year, at)
    letters.issue_prepared(by=year.clerk, at=at + timedelta(days=30))
    acts = dict(TimelineEntry.objects.values_list("pk", "at"))
    out = list(Document.objects.filter(issued_at__isnull=False).select_related("matter"))
    slips = [each for each in out if each.kind in ("forwarding_slip", "assignment_letter")]
    assert len(slips) >= lives.COUNT
    assert [each.number for each in slips if each.issued_at != acts[each.act]] == []
    assert [each.pk for each in out if each.issued_at < each.matter.received_at] == []
    order = list(PREPARED) + [
        "accept",
        "take_up",
        "direct",
        "decline",
        "extend",
        "opine",
        "reply",
        "feed_back",
    ]
    rank = {verb: place for place, verb in enumerate(order)}
    by_matter: dict[int, list[tuple[Any, int]]] = {}
    for each in out:
        verb = each.verb or each.parts["verb"]
        by_matter.setdefault(each.matter_id, []).append((each.issued_at, rank[verb]))
    wrong = [pk for pk, dated in by_matter.items() if sorted(dated) != sorted(dated, key=lambda row: row[1])]
    assert wrong == []


def test_an_empty_register_gets_the_years_and_recent_arrivals(year: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "register_is_empty", lambda: True)
    before = Petition.objects.count()
    assert load_if_empty(Progress(disable=True)) is True
    assert Petition.objects.count() == before + recent.COUNT + lives.COUNT
