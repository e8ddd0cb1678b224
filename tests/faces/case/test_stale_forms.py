"""Two people at once: a form whose matter was moved since is not done, and what was typed is there."""

import re
from datetime import timedelta

from tests.faces.case.conftest import BY, page

from xinfang.casework.acts import actions as acts
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock

WHY = "请规划建设局核实后书面答复。"


def opened(client, case, verb: str) -> str:
    """What the form keeps of the matter as its reader saw it."""
    asked = client.get(page(case, verb)).content.decode()
    return re.search(r'name="seen" value="(\d+)"', asked)[1]


def test_what_changed_and_who_did_it_is_said_and_what_was_typed_stays(matter, as_, district, at):
    case, client = matter(), as_("clerk")
    form = {"to_unit": district.street.pk, "reason": WHY, "seen": opened(client, case, "forward")}
    acts.route(matter_ids=[case.pk], to_unit_id=district.other.pk, by=BY, at=at, reason="属地办理")
    answer = client.post(page(case, "forward"), form)
    said = answer.content.decode()
    assert answer.status_code == 409
    for words in ("又有了新的办理", "分送桂溪街道", BY.label, WHY):
        assert words in said
    assert Matter.objects.get(pk=case.pk).unit_id == district.other.pk
    # It was seen now, so the next click does it.
    again = form | {"seen": re.search(r'name="seen" value="(\d+)"', said)[1]}
    assert client.post(page(case, "forward"), again).status_code == 302
    assert Matter.objects.get(pk=case.pk).unit_id == district.street.pk


def test_an_act_that_is_possible_no_more_gives_back_what_was_typed(matter, as_, at):
    case, client = matter("routed"), as_("handler", "street")
    seen = opened(client, case, "object")
    acts.perform(verb="withdraw", matter_ids=[case.pk], by=BY, at=at)
    answer = client.post(page(case, "object"), {"reason": WHY, "seen": seen})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert WHY in said
    assert "没有做任何改动" in said
    assert Matter.objects.get(pk=case.pk).state == "withdrawn"


def test_a_form_that_is_sent_twice_is_done_once(matter, as_, district):
    case, client = matter("accepted"), as_("clerk")
    form = {"to_unit": district.other.pk, "reason": WHY, "seen": opened(client, case, "involve")}
    for _click in range(2):
        answer = client.post(page(case, "involve"), form, follow=True)
    assert "没有再办一次" in answer.content.decode()
    assert [each.verb for each in queries.timeline(case.pk)].count("involve") == 1


def test_other_words_of_a_second_window_are_not_lost(matter, as_):
    case, client = matter("routed"), as_("handler", "street")
    seen = opened(client, case, "object")
    other = "另外，这段路面由市政公司养护，请核对权属。"
    for reason in (WHY, other):
        answer = client.post(page(case, "object"), {"reason": reason, "seen": seen})
    assert answer.status_code == 409
    assert other in answer.content.decode()


def test_a_line_that_is_no_number_is_no_line(matter, as_, district):
    case, client = matter(), as_("clerk")
    form = {"to_unit": district.street.pk, "reason": WHY, "seen": "²" * 9}
    assert client.post(page(case, "forward"), form).status_code == 302


def test_what_the_law_does_not_allow_now_is_refused_with_its_article(matter, as_, at):
    case, client = matter("accepted"), as_("handler", "street")
    answer = client.get(page(case, "object"))
    assert answer.status_code == 409
    assert "“已受理，办理中”" in answer.context["why"]
    assert "第二十三条" in answer.context["why"]
    assert client.get(page(case, "nonsense")).status_code == 404


def test_a_right_that_has_lapsed_is_told_before_anything_is_typed(matter, as_, monkeypatch, at):
    case, client = matter("routed"), as_("handler", "street")
    assert page(case, "object") in client.get(page(case)).content.decode()
    later = at + timedelta(days=12)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", lambda: later.date())
    assert page(case, "object") not in client.get(page(case)).content.decode()
    answer = client.get(page(case, "object"))
    assert answer.status_code == 409
    assert "届满，不能再提出" in answer.context["why"]
