"""The clocks of a matter in a browser: legible in light and dark, on a desk and on a telephone."""

from datetime import timedelta

import pytest
from tests.axe import violations, width

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.events import Terms
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
BY = Actor(7, "登记员1号")


@pytest.fixture
def matter(district, arrival):
    """Handled, extended, urgent, assigned: running clocks, one that stands, some that are over."""
    now = clock.now()
    begun = now - timedelta(days=70)
    told = intake.register(arrival(received_at=begun, urgent=True), unit_id=district.root.pk, by=BY, at=begun)
    ids = [told.matter_id]
    day = timedelta(days=1)
    route(
        matter_ids=ids,
        to_unit_id=district.street.pk,
        by=BY,
        at=begun + day,
        manner="assign",
        due_on=(now + 20 * day).date(),
    )
    perform(verb="accept", matter_ids=ids, by=BY, at=begun + 20 * day)
    perform(verb="extend", matter_ids=ids, by=BY, at=begun + 30 * day, terms=Terms(days=30))
    heard = Clock.objects.get(family="notify")
    heard.pk = None
    heard.family, heard.rule, heard.state = "rereview", "rereview_2022", "stopped"
    heard.stopped_on, heard.met_at, heard.met_by, heard.begun_act = now.date(), None, "", None
    heard.started_on, heard.due_on = now.date() - 5 * day, now.date() + 25 * day
    heard.provisional = True
    heard.save()
    return told


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (360, 780)], ids=["desk", "phone"])
def test_clocks_are_legible_with_their_accounts_open(page, matter, theme, size):
    tab = page("office_head", theme=theme, size=size)
    tab.goto(f"/matters/{matter.number}/")
    for summary in tab.locator(".over > summary, .clock summary").all():
        summary.click()
    assert violations(tab) == []
    assert width(tab) <= tab.viewport_size["width"]
    shown = tab.locator(".clock").all_inner_texts()
    assert any("批准延长 30 日" in each for each in shown)
    assert any("期满日待恢复计时后推算" in each for each in shown)
    for words in ("提醒", "预警", "已超期"):
        assert any(words in each for each in shown)
