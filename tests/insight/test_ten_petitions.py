"""Ten petitions counted by hand: every figure is a number that a reader can check against the list."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xinfang.casework.acts.actions import route
from xinfang.casework.intake import actions
from xinfang.casework.letters.actions import Answer, record_answers
from xinfang.insight.statistics import periods, queries
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号")

NOTHING = [
    "received_at_department",
    "received_at_street",
    "received_at_community",
    "matters_for_appeal",
    "matters_for_suggestion",
    "matters_for_enquiry",
    "matters_for_other",
    "matters_assigned",
    "hearings_held",
    "proposals_made",
    "proposals_answered",
    "proposals_adopted",
    "opinions_checked",
    "opinions_sound",
]
UNTOLD = [
    "visits_capital",
    "abnormal_visits_capital",
    "group_visits_capital",
    "visits_province",
    "abnormal_visits_province",
    "group_visits_province",
    "visits_city",
    "abnormal_visits_city",
    "group_visits_city",
    "abnormal_visits_city_or_province",
    "group_visits_city_or_province",
]
BY_HAND = {
    "received_letters_and_persons": 15,  # 5 letters, 10 visitors
    "received_items_and_persons": 17,  # 5 letters, 1 online, 1 call, 10 visitors
    "group_visits_of_5_to_29": 1,  # 5, of seven
    "group_visits_of_30_to_49": 0,
    "group_visits_of_50_to_99": 0,
    "group_visits_of_100_and_more": 0,
    "received_at_district": 10,
    "matters_for_request": 7,
    "matters_for_accusation": 1,
    "matters_with_complained_unit": 1,  # 2; 11 does not count
    "matters_forwarded": 4,  # 1, 2, 4, 7
    "median_days": None,  # nothing was accepted
    "ninety_percent_days": None,
    "matters_resolved_once": 3,  # 1, 2, 3: nobody came again
    "one_off_resolution_rate": 100,
    "proposals_adopted_rate": None,
    "opinion_quality": None,
    "received_letters_and_batches": 8,  # 5 letters, 3 batches
    "received": 10,
    "received_persons": 22,
    "letters": 5,  # 1, 2, 3, 9, 10
    "joint_letters": 1,  # 3
    "joint_letter_signatories": 6,
    "online": 1,  # 7
    "phone": 1,  # 8
    "visitors": 10,  # 2 + 7 + 1
    "visit_batches": 3,  # 4, 5, 6
    "group_visits": 1,  # 5
    "group_visitors": 7,
    "first_petitions": 8,
    "repeat_petitions": 1,  # 6 repeats 4
    "joined_petitions": 1,  # 9 joins 5
    "first_visits": 2,  # 4, 5
    "repeat_visits": 1,  # 6
    "first_visitors": 9,
    "repeat_visitors": 1,
    "anonymous_petitions": 1,  # 7
    "urgent_petitions": 1,  # 8
    "matters_opened": 8,  # all but 6 and 9
    "matters_to_route": 8,
    "matters_routed_in_time": 3,  # 1 on the last day, 4, 7; not 2, a day late; not 3, answered without
    "matters_answered": 3,  # 1, 2, 3
    "matters_answered_within_15_days": 2,  # 1 on the fifteenth, 3
    "matters_answered_within_60_days": 3,  # 2 on the sixtieth
    # nothing was accepted: the answers came in with their register
    "matters_accepted": 0,
    "matters_concluded_when_due": 0,
    "conclusion_rate": None,
    "matters_due": 0,
    "matters_due_concluded": 0,
    "on_time_rate": None,
    "matters_concluded": 3,
    "average_days": None,
    "matters_late": 0,
    "matters_settled": 0,
    "settlement_rate": None,
    "settled_in_period": 0,
    "timely_routing_rate": 38,  # 3 of 8
    "notices_due": 1,  # 4; the answers of 1 and 2 ended theirs, 7 is anonymous
    "notices_in_time": 0,
    "timely_notice_rate": 0,
    **dict.fromkeys(
        ("matters_ratable", "matters_ratable_unit", "matters_rated_office", "matters_satisfied_office"), 0
    ),
    **dict.fromkeys(("matters_rated_unit", "matters_satisfied_unit"), 0),
    **dict.fromkeys(
        ("rating_share_office", "rating_share_unit", "satisfaction_office", "satisfaction_unit"), None
    ),
    **dict.fromkeys(("reviews_requested", "reviews_answered", "reviews_mended"), 0),
    **dict.fromkeys(("rereviews_requested", "rereviews_answered", "rereviews_mended"), 0),
    **dict.fromkeys(("review_mended_rate", "rereview_mended_rate"), None),
    **dict.fromkeys(("reception_leaders", "reception_leader_days", "reception_batches"), 0),
    **dict.fromkeys(("reception_persons", "reception_instructed", "reception_settled_on_spot"), 0),
    **dict.fromkeys(("reception_explained", "reception_aided", "reception_supervised"), 0),
    **dict.fromkeys(("reception_supervised_answered", "reception_accepted"), 0),
    "reception_accepted_share_at_least": None,
    **dict.fromkeys(("warning_items_sent_up", "leader_meetings"), 0),
    **dict.fromkeys(("matters_supervised", "matters_supervised_answered"), 0),
    **dict.fromkeys(("backlog_matters", "backlog_concluded"), 0),
    **dict.fromkeys(("outreach_cases", "outreach_concluded", "outreach_settled"), 0),
    **dict.fromkeys(("backlog_conclusion_rate", "outreach_settlement_rate"), None),
    **dict.fromkeys(NOTHING, 0),
    **dict.fromkeys(UNTOLD),  # nobody told of visits to higher levels: not known
}


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def ten(district: Any, arrival: Any) -> Any:
    """The ten, one that does not count, and what became of them; clocks run as they do in the office."""
    ids: dict[int, int] = {}

    def enter(number: int, month: int, day: int, **fields: Any) -> None:
        told = actions.register(
            arrival(received_at=on(month, day), **fields),
            unit_id=district.root.pk,
            by=CLERK,
            at=on(month, day),
        )
        ids[number] = told.matter_id

    enter(1, 1, 5)
    enter(2, 3, 2, complained_unit_id=district.other.pk)
    enter(3, 3, 3, cell="joint_letter", head_count=6)
    enter(4, 4, 1, cell="visit", head_count=2)
    enter(5, 5, 6, cell="group_visit", head_count=7)
    enter(6, 6, 1, cell="visit", head_count=1, repeats_matter_id=ids[4], raising_kind="repeat")
    enter(7, 7, 1, cell="online", anonymous=True, people=())
    enter(8, 8, 3, cell="phone", urgent=True)
    enter(9, 5, 20, repeats_matter_id=ids[5], raising_kind="joined")
    enter(10, 8, 10, purpose="accusation", accused_unit_id=district.other.pk)
    enter(11, 8, 11, counted=False, complained_unit_id=district.other.pk)
    for number, month, day in ((1, 1, 20), (2, 3, 18), (4, 4, 1), (7, 7, 10)):
        route(matter_ids=[ids[number]], to_unit_id=district.street.pk, by=CLERK, at=on(month, day))
    for number, month, day in ((1, 1, 20), (2, 5, 1), (3, 3, 10)):
        told = Answer(ids[number], "已处理。", on(month, day), "规划建设局")
        record_answers([told], by=CLERK, at=on(month, day))
    return district


def test_every_figure_is_what_a_reader_counts(ten: Any, scope: Any) -> None:
    person = scope("statistician", ten.root)
    found = {figure.key: figure.value for figure in queries.figures(person, periods.year(2026))}
    assert found == BY_HAND


def test_parts_of_the_year_are_what_a_reader_counts(ten: Any, scope: Any) -> None:
    person = scope("statistician", ten.root)
    by_quarter = [queries.figures(person, periods.quarter(2026, part)) for part in (1, 2, 3, 4)]
    received = [next(each.value for each in found if each.key == "received") for found in by_quarter]
    assert received == [3, 4, 3, 0]
    parts = queries.parts(person, "received", periods.year(2026), "channel")
    assert {part.key: part.value for part in parts} == {"letter": 5, "visit": 3, "online": 1, "phone": 1}
    with_units = queries.parts(person, "received", periods.year(2026), "unit")
    assert {part.name: part.value for part in with_units} == {"未分送": 5, "中和街道": 5}


def test_the_street_counts_what_it_was_sent(ten: Any, scope: Any) -> None:
    found = {
        each.key: each.value for each in queries.figures(scope("unit_head", ten.street), periods.year(2026))
    }
    assert (found["received"], found["visitors"], found["matters_opened"]) == (5, 3, 4)


def test_what_came_in_with_an_old_register_is_in_no_rate_of_routing(
    district: Any, arrival: Any, scope: Any, at: datetime
) -> None:
    old, told = at.replace(year=2019), {"unit_id": district.root.pk, "by": CLERK, "at": at}
    actions.register_many([arrival(received_at=old)], import_batch=1, **told)
    person = scope("statistician", district.root)

    def routed(year: int) -> list[int | float | None]:
        found = {each.key: each for each in queries.figures(person, periods.year(year))}
        rate = found["timely_routing_rate"]
        return [found["matters_opened"].value, found["matters_to_route"].value, rate.base_value, rate.value]

    assert routed(2019) == [1, 0, 0, None]
    actions.register_many([arrival(received_at=old)], **told)
    assert routed(2019) == [2, 1, 1, 0]  # written down late by the office itself, it is late
    actions.register_many([arrival(received_at=at)], import_batch=2, **told)
    assert routed(at.year) == [1, 1, 1, 0]  # imported in time to be routed
