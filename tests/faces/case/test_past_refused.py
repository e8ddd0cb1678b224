"""What cannot be entered from paper is refused in words with its article, and nothing is changed by it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.actions import record_past
from xinfang.casework.desks.rules import Past
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.reviews.queries import enterable, why_not_entered
from xinfang.casework.workflow import STATES, TRANSITIONS
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

BY = Actor(1, "登记员1号")
OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NEW = datetime(2026, 6, 8, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LETTER = {"text": "案情复杂，还要检测，延长办理期限。", "issued_by": "中和街道办事处"}
ARTICLE = "《信访条例》（2005）"
VERBS = sorted({row.verb for row in TRANSITIONS})
SOME = ("registered", "routed", "accepted", "opined", "concluded", "reviewing", "final", "withdrawn")


@pytest.fixture
def make(district, arrival, at):
    """A matter that was routed and accepted on paper, in 2008 or 2026."""

    def made(received=OLD) -> Matter:
        told = intake.register(arrival(received_at=received), unit_id=district.root.pk, by=BY, at=at)
        for past in (
            Past("forward", received.date().replace(day=10), to_unit_id=district.street.pk),
            Past("accept", received.date().replace(day=20), **LETTER),
        ):
            record_past(matter_id=told.matter_id, past=past, by=BY, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return made


@pytest.fixture
def old(make, client, district, posted) -> Matter:
    client.force_login(posted("clerk", district.root))
    return make()


@pytest.fixture
def refused(client):
    """Try to enter a step; what the page says, when it refuses and changes nothing."""

    def enter(matter, verb, **said) -> str:
        before = TimelineEntry.objects.filter(matter=matter).count()
        state = matter.state
        answer = client.post(reverse("workbench:matter_past_act", args=(matter.number, verb)), said)
        matter.refresh_from_db()
        assert (matter.state, TimelineEntry.objects.filter(matter=matter).count()) == (state, before)
        assert answer.status_code in (200, 409)
        return answer.content.decode()

    return enter


def extend(day, **said):
    return {"done_on": day, "days": 20, **LETTER, **said}


def test_a_second_extension(old, at, refused):
    record_past(matter_id=old.pk, past=Past("extend", date(2008, 12, 1), days=20, **LETTER), by=BY, at=at)
    told = refused(old, "extend", **extend("2008-12-20"))
    assert f"期限已经延长过一次，不能再延长。（{ARTICLE}第三十三条）" in told
    assert LETTER["text"] in told  # nothing typed is lost


def test_an_extension_after_expiry(old, refused):
    told = refused(old, "extend", **extend("2009-02-01"))
    assert "届满以后不能延长" in told
    assert f"{ARTICLE}第三十三条" in told.split("届满以后不能延长")[1][:40]


def test_the_article_is_that_of_the_day(make, at, refused, client, district, posted):
    client.force_login(posted("clerk", district.root))
    new = make(NEW)
    record_past(matter_id=new.pk, past=Past("extend", date(2026, 7, 1), days=20, **LETTER), by=BY, at=at)
    assert "（《信访工作条例》（2022）第三十四条）" in refused(new, "extend", **extend("2026-07-02"))


def test_a_service_before_signing_and_an_act_on_a_closed_matter(old, refused):
    assert "事项现在是“已受理，办理中”，不能这样做" in refused(old, "serve")
    Matter.objects.filter(pk=old.pk).update(state="withdrawn")
    old.refresh_from_db()
    told = refused(old, "opine", done_on="2008-12-01", result="support", **LETTER)
    assert "事项现在是“已撤回”，不能这样做" in told
    assert f"{ARTICLE}第三十二条" in told


@pytest.mark.parametrize("state", STATES)
def test_every_step_is_offered_or_refused_in_words(old, client, state):
    Matter.objects.filter(pk=old.pk).update(state=state)
    old.refresh_from_db()
    clerk = scope_of(User.objects.get(pk=client.session["_auth_user_id"]), date(2026, 10, 15))
    offered = {row.verb for row in enterable(clerk, old)}
    silent = {verb for verb in VERBS if not why_not_entered(clerk, old, verb)}
    assert silent == offered


@pytest.mark.parametrize("state", SOME)
def test_no_step_is_not_found(old, client, refused, state):
    Matter.objects.filter(pk=old.pk).update(state=state)
    page = client.get(reverse("workbench:matter_past", args=(old.number,)))
    assert page.status_code in (200, 409)
    assert "补录" in page.content.decode()
    for verb in ("extend", "opine", "serve", "object", "request_review", "opine_review", "stop_taking"):
        answer = client.get(reverse("workbench:matter_past_act", args=(old.number, verb)))
        assert answer.status_code in (200, 409), verb
    unknown = client.get(reverse("workbench:matter_past_act", args=(old.number, "nothing")))
    assert unknown.status_code == 404


def test_who_may_not_is_told_who_may(old, client, posted, district):
    """The street's own clerk may enter registers, but not what the district registered."""
    client.force_login(posted("clerk", district.street, "of the street"))
    for name, more in (("matter_past", ()), ("matter_past_act", ("opine",))):
        page = client.get(reverse(f"workbench:{name}", args=(old.number, *more)))
        assert page.status_code == 409
        assert "补录由登记单位（云溪区" in page.content.decode()


def test_what_was_sent_here_is_the_units_to_do(client, district, arrival, at, posted):
    client.force_login(posted("clerk", district.root))
    told = intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    acts.perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at)
    page = client.get(reverse("workbench:matter_past", args=(told.number,)))
    assert (page.status_code, "由承办单位自己在系统里办" in page.content.decode()) == (409, True)
    asked = client.get(reverse("workbench:matter_past_act", args=(told.number, "opine")))
    assert "补录“作出处理意见”要有办这一步的权限" in asked.content.decode()


def test_another_house_finds_nothing(old, client, posted, district):
    client.force_login(posted("clerk", district.other, "elsewhere"))
    page = client.get(reverse("workbench:matter_past_act", args=(old.number, "extend")))
    assert page.status_code == 404
