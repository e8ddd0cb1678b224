"""The feed of reception days: lines that no reason breaks, and who goes on with a day."""

from datetime import time
from types import SimpleNamespace

from xinfang.casework.rota.models import PlanChange
from xinfang.faces.portal.feeding import calendar


def test_it_tells_a_reason_of_two_lines_and_who_goes_on(at):
    plan = SimpleNamespace(published_at=at, made_at=at, unit="云溪区")
    day = SimpleNamespace(
        pk=7, plan=plan, day=at.date(), from_time=time(9), to_time=time(12), post="党工委书记", name="沈云安",
        place="1号接待室", state="planned",
    )  # fmt: skip
    after = {"to_time": "10:30", "post": "管委会副主任"}
    handed = PlanChange(kind="handed", reason="外出开会\r\n改到下一天", before={}, after=after, at=at)
    lines = calendar([day], {7: [handed]}).replace("\r\n ", "").split("\r\n")
    assert not any("\r" in line or "\n" in line for line in lines)
    (told,) = [line for line in lines if line.startswith("DESCRIPTION:")]
    assert told == "DESCRIPTION:中途交接：到 10:30 为止，以后由管委会副主任接着接访；外出开会\\n改到下一天"
