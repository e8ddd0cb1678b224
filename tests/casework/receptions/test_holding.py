"""The day itself: booked, arrived, called by number, instructed, with a result; closed when all have one."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Petition
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Arrival, Booking, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.kernel.errors import Refusal


@pytest.fixture
def visit(published: Any, arrival: Any) -> Any:
    """A visit registered on the day."""
    return intake.register(
        arrival(cell="visit", head_count=2, received_at=moment(9)),
        unit_id=published.district.root.pk,
        by=CLERK,
        at=moment(9, 5),
    )


def came(**more: Any) -> Came:
    return Came(**{"head_count": 2, "arrived_at": moment(9), "subject": "墙体开裂要求鉴定", **more})


def arrive(published: Any, **more: Any) -> int:
    return actions.arrive(day_id=published.day, came=came(**more), by=CLERK, at=moment(9, 30))


def result(kind: str = "settled", **more: Any) -> Result:
    return Result(**{"result": kind, "note": "当场答复解决。", "result_at": moment(10), **more})


def test_bookings_and_arrivals_share_the_numbers_of_a_day(published: Any) -> None:
    wish = Wish("portal", "物业收费不公示", 3, "王先生 13912340217")
    key = uuid4()
    told = {"day_id": published.day, "wish": wish, "by": CLERK, "at": published.at, "form_key": key}
    first = actions.book(**told)
    assert actions.book(**told).pk == first.pk
    walk_in = arrive(published)
    booked = arrive(published, booking_id=first.pk)
    assert [Arrival.objects.get(pk=pk).number for pk in (walk_in, booked)] == [2, 1]
    assert Arrival.objects.get(pk=booked).subject == "墙体开裂要求鉴定"
    with pytest.raises(Refusal, match="已经登记到达"):
        arrive(published, booking_id=first.pk)


def test_a_telephone_number_is_sealed_and_gone_when_the_day_is_closed(published: Any) -> None:
    wish = Wish("phone", "物业收费不公示", 1, "王先生 13912340217")
    pk = actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk
    assert Booking.objects.get(pk=pk).contact == "王先生 13912340217"
    assert "contact" not in str(Booking.objects.filter(pk=pk).values("subject"))
    actions.close_day(day_id=published.day, by=CLERK, at=moment(17), knowing=True)
    assert Booking.objects.get(pk=pk).contact == ""


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"head_count": 0}, "head_count"),
        ({"arrived_at": moment(9, day=HELD - timedelta(days=1))}, "arrived_at"),
        ({"arrived_at": moment(11)}, "arrived_at"),
        ({"subject": ""}, "subject"),
        ({"visit": "2026-9999"}, "visit"),
        ({"matter": "2026-9999"}, "matter"),
        ({"booking_id": 999}, "booking"),
    ],
)
def test_an_arrival_that_cannot_be_is_refused(published: Any, more: Any, field: str) -> None:
    with pytest.raises(Refusal) as told:
        arrive(published, **more)
    assert field in told.value.by_field()
    assert Arrival.objects.count() == 0


def test_an_arrival_is_a_visit_of_the_register_and_counted_there_once(published: Any, visit: Any) -> None:
    before = Petition.objects.count()
    pk = arrive(published, visit=visit.number, subject="")
    assert Petition.objects.count() == before
    assert Arrival.objects.get(pk=pk).matter_id == visit.matter_id
    with pytest.raises(Refusal, match="只算一批"):
        arrive(published, visit=visit.number)
    again = arrive(published)
    with pytest.raises(Refusal, match="只算一批"):
        actions.link_visit(arrival_id=again, visit=visit.number, by=CLERK, at=moment(10))


def test_the_same_form_sent_twice_is_kept_once(published: Any) -> None:
    key = uuid4()
    told = {"day_id": published.day, "came": came(), "by": CLERK, "at": moment(9, 30), "form_key": key}
    assert actions.arrive(**told) == actions.arrive(**told)
    assert Arrival.objects.count() == 1


def test_the_screen_shows_numbers_and_rooms_and_nothing_else(published: Any) -> None:
    first, _second = arrive(published), arrive(published)
    actions.call(arrival_id=first, room="1号接待室", by=CLERK, at=moment(9, 30))
    called, waiting = queries.board(published.day)
    assert [vars(each) for each in called] == [{"number": 1, "room": "1号接待室"}]
    assert [vars(each) for each in waiting] == [{"number": 2, "room": ""}]


def test_supervised_is_by_an_instruction_and_is_answered_by_the_unit(published: Any, visit: Any) -> None:
    pk = arrive(published, visit=visit.number)
    with pytest.raises(Refusal, match="先记下领导的批示"):
        actions.dispose(arrival_id=pk, result=result("supervised"), by=CLERK, at=moment(11))
    told = {"arrival_id": pk, "told": published.told, "by": CLERK, "at": moment(10), "dictated": True}
    instruction = actions.instruct(**told)
    with pytest.raises(Refusal, match="已经批示过"):
        actions.instruct(**told)
    actions.dispose(arrival_id=pk, result=result("supervised"), by=CLERK, at=moment(11))
    view = {"arrival_id": pk, "accepts": True, "asked_on": date(2026, 11, 3), "by": CLERK}
    later = moment(15, day=date(2026, 11, 3))
    with pytest.raises(Refusal, match="还没有答复"):
        actions.record_view(at=later, **view)
    instructions.answer(
        instruction_id=instruction, text="已经查清并落实。", by=CLERK, at=moment(15, day=date(2026, 11, 2))
    )
    actions.record_view(at=later, **view)
    found = queries.totals(Arrival.objects.all())
    assert (found.batches, found.persons) == (1, 2)
    assert (found.supervised, found.answered, found.accepted) == (1, 1, 1)


def test_what_is_settled_on_the_spot_leaves_no_instruction_open(published: Any) -> None:
    pk = arrive(published)
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(10), dictated=True)
    actions.dispose(arrival_id=pk, result=result(), by=CLERK, at=moment(11))
    assert Instruction.objects.get().state == "done"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (result("nothing"), "result"),
        (result(note=""), "note"),
        (result(result_at=moment(8)), "result_at"),
        (result(result_at=moment(12)), "result_at"),
        (result("aided"), "aid_what"),
        (result("aided", aid_what="临时救助", aid_by="民政"), "aid_until"),
    ],
)
def test_a_result_that_cannot_be_is_refused(published: Any, wrong: Result, field: str) -> None:
    pk = arrive(published)
    with pytest.raises(Refusal) as told:
        actions.dispose(arrival_id=pk, result=wrong, by=CLERK, at=moment(11))
    assert field in told.value.by_field()
    assert Arrival.objects.get().result == ""


def test_the_day_is_closed_when_every_arrival_has_a_result(published: Any) -> None:
    aided = {"aid_what": "临时救助", "aid_by": "社会事业局", "aid_until": date(2026, 12, 31)}
    first, second = arrive(published), arrive(published)
    actions.dispose(arrival_id=first, result=result("aided", **aided), by=CLERK, at=moment(11))
    with pytest.raises(Refusal, match="^2 号还没有结果"):
        actions.close_day(day_id=published.day, by=CLERK, at=moment(17))
    actions.dispose(arrival_id=second, result=result("explained"), by=CLERK, at=moment(11))
    actions.close_day(day_id=published.day, by=CLERK, at=moment(17), knowing=True)
    assert ReceptionDay.objects.get().state == "closed"
    with pytest.raises(Refusal, match="已经结束"):
        arrive(published)


def test_a_day_that_is_not_published_or_called_off_receives_nobody(planned: Any) -> None:
    with pytest.raises(Refusal, match="还没有公布"):
        actions.arrive(day_id=planned.day, came=came(), by=CLERK, at=moment(9, 30))
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    actions.cancel_day(day_id=planned.day, reason="防汛值守取消", by=CLERK, at=planned.at)
    with pytest.raises(Refusal, match="已经取消"):
        actions.arrive(day_id=planned.day, came=came(), by=CLERK, at=moment(9, 30))


def test_the_packet_holds_a_page_for_each_batch_and_no_accusation(
    published: Any, visit: Any, scope: Any, arrival: Any
) -> None:
    secret = intake.register(
        arrival(
            cell="visit", purpose="accusation", accused_unit_id=published.district.other.pk,
            received_at=moment(9),
        ),
        unit_id=published.district.root.pk, by=CLERK, at=moment(9, 5),
    )  # fmt: skip
    arrive(published, visit=visit.number)
    arrive(published, visit=secret.number)
    row = ReceptionDay.objects.get()
    pages = queries.brief(scope("office_head", published.district.root), row)
    assert [page.matter.number if page.matter else None for page in pages] == [visit.number, None]
