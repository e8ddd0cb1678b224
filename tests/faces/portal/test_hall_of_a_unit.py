"""The screen of the hall: whose each number is, and that of a unit that holds its own reception day."""

from datetime import time, timedelta
from typing import Any

from tests.faces.portal.test_receptions import BY, HEAD, day, publish

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came
from xinfang.casework.receptions.models import ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.kernel import clock
from xinfang.registers.calendars.queries import calendar

__all__ = ["day"]


def test_a_unit_that_receives_itself_has_its_own_screen(
    client: Any,
    day: int,  # noqa: F811
    district: Any,
    posted: Any,
) -> None:
    publish(day)
    told = {"by": BY, "at": clock.now()}
    plan = rota.open_plan(unit_id=district.street.pk, year=clock.today().year, **told)
    place = Place(posted("leader", district.street).pk, "街道书记", time(9), time(12), "街道1室", "李平")
    worked = calendar().next_working(clock.today().replace(day=10))
    own = rota.add_day(plan_id=plan, place=place, day=worked, **told)
    ReceptionDay.objects.filter(pk=own).update(day=clock.today(), to_time=time.max)
    for act, by in ((rota.submit, BY), (rota.approve, HEAD), (rota.publish, BY)):
        act(plan_id=plan, by=by, at=clock.now())
    arrival = actions.arrive(day_id=own, came=Came(1, told["at"], subject="路灯不亮"), **told)
    actions.call(arrival_id=arrival, room="街道1室", **told)
    shown = client.get(f"/follow/hall/{district.street.pk}/").content.decode()
    assert "街道书记" in shown
    assert "请到街道1室" in shown
    assert "李平" not in shown
    assert "党工委书记" not in shown
    assert "街道书记" not in client.get("/follow/hall/").content.decode().replace("党工委书记", "")
    assert client.get("/follow/hall/999999/").status_code == 404
    client.force_login(posted("clerk", district.street))
    assert f"/follow/hall/{district.street.pk}/" in client.get(f"/receptions/days/{own}/").content.decode()
    client.force_login(posted("clerk", district.root))
    assert 'href="/follow/hall/"' in client.get(f"/receptions/days/{day}/").content.decode()


def test_the_screen_says_with_each_number_whose_it_is(
    client: Any,
    day: int,  # noqa: F811
) -> None:
    publish(day)
    now = clock.now()
    first = ReceptionDay.objects.get(pk=day)
    for post, called in ((first.post, True), ("管委会主任", False)):
        row = ReceptionDay.objects.get(pk=day)
        if post != row.post:
            row.pk, row.post, row.place, row.from_time = None, post, "9号接待室", time(0, 1)
            row.save()
        came = Came(2, now, subject="小区电梯停运")
        arrival = actions.arrive(day_id=row.pk, came=came, by=BY, at=now)
        if called:
            actions.call(arrival_id=arrival, room="2号接待室", by=BY, at=now + timedelta(seconds=1))
    page = client.get("/follow/hall/").content.decode()
    assert f"现在请 <b>{first.post}</b> 接访的" in page
    assert "等管委会主任接访" in page
