"""The steps of a review that was held on paper are entered on the page for what was done on paper."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.urls import reverse

from xinfang.casework.desks.actions import record_past
from xinfang.casework.desks.rules import Past
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review
from xinfang.faces.workbench.asking import attempt
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.actions import rename_unit
from xinfang.registers.staff.models import Posting

BY = Actor(1, "登记员1号")
OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LETTER = {"text": "经核实，墙体开裂系施工引起，由施工单位修缮。", "issued_by": "中和街道办事处"}
ASKED = {"done_on": "2009-01-20", "via": "letter", "text": "没有到现场查看，事实不清。"}
OPINION = {
    "done_on": "2009-02-10",
    "served_on": "2009-02-16",
    "text": "经审查，原意见主要事实不清。",
    "issued_by": "云溪区人民政府",
}


@pytest.fixture
def old(client, district, arrival, at, posted) -> Matter:
    """Answered on paper in 2008; who enters it may act for the office and for the reviewer."""
    told = intake.register(arrival(received_at=OLD), unit_id=district.root.pk, by=BY, at=at)
    for past in (
        Past("forward", date(2008, 10, 10), to_unit_id=district.street.pk),
        Past("accept", date(2008, 10, 20), **LETTER),
        Past("opine", date(2008, 12, 2), result="reject", served_on=date(2009, 1, 5), **LETTER),
    ):
        record_past(matter_id=told.matter_id, past=past, by=BY, at=at)
    clerk = posted("clerk", district.root)
    for role in ("reviewer", "office_head"):
        Posting.objects.create(user=clerk, role=role, unit=district.root, valid_from=date(2004, 1, 1))
    client.force_login(clerk)
    return Matter.objects.get(pk=told.matter_id)


@pytest.fixture
def enters(client, old):
    def enter(verb, **said):
        address = reverse("workbench:matter_past_act", args=(old.number, verb))
        assert client.get(address).status_code == 200
        answer = client.post(address, said, follow=True)
        old.refresh_from_db()
        return answer.content.decode()

    return enter


def test_the_steps_are_offered_as_the_rules_of_their_day_have_them(client, old):
    page = client.get(reverse("workbench:matter_past", args=(old.number,))).content.decode()
    assert "申请复查…" in page
    assert "《信访条例》（2005）" in page
    assert "2022" not in page.split('id="past-title"')[1].split("</section>")[0]
    asked = client.get(reverse("workbench:matter_past_act", args=(old.number, "request_review")))
    told = asked.content.decode()
    assert "是云溪区人民政府的不用填" in told
    assert '<label for="id_text">事实和理由</label>' in told


def test_the_reviewer_is_called_as_on_the_day_of_the_answer(client, old, district, at):
    rename_unit(unit=district.root, name="云溪新区", on=date(2015, 5, 1), by=BY, at=at)
    asked = client.get(reverse("workbench:matter_past_act", args=(old.number, "request_review")))
    assert "是云溪区人民政府的不用填" in asked.content.decode()


def test_a_review_and_what_it_came_to(enters, old):
    assert "已补录" in enters("request_review", **ASKED)
    assert old.state == "reviewing"
    told = enters("opine_review", result="redo", grounds=["facts"], redo_by="2009-04-10", **OPINION)
    assert "已补录" in told
    review = Review.objects.get()
    assert (review.outcome, review.grounds, str(review.redo_by)) == ("redo", ["facts"], "2009-04-10")
    assert old.state == "accepted"
    assert "纸上办理" in told


def test_what_is_wrong_is_said_at_its_field(enters, old):
    told = enters("request_review", **(ASKED | {"text": "否"}))
    assert 'href="#id_text"' in told
    told = enters("request_review", **(ASKED | {"done_on": "2009-02-05"}))
    assert 'href="#id_late_reason"' in told
    enters("request_review", **ASKED)
    told = enters("opine_review", result="change", **OPINION)
    assert 'href="#id_grounds"' in told
    assert 'href="#id_changed_result"' in told
    assert old.state == "reviewing"


def test_an_organ_outside_is_named_and_its_number_asked_for(enters, old):
    enters("request_review", organ="云州市建设局", **ASKED)
    assert Review.objects.get().reviewer_name == "云州市建设局"
    told = enters("opine_review", result="uphold", **OPINION)
    assert 'href="#id_number"' in told
    enters("opine_review", result="uphold", number="云建复查〔2009〕3号", **OPINION)
    assert old.state == "review_concluded"


def issuer(client, old, verb) -> str:
    form = client.get(reverse("workbench:matter_past_act", args=(old.number, verb))).context["act_form"]
    return form["issued_by"].value()


def test_who_decided_is_filled_in_from_the_request(client, enters, old, district):
    district.root.former_names.create(name="云溪县", until=date(2014, 12, 31))
    enters("request_review", **ASKED)
    assert issuer(client, old, "opine_review") == issuer(client, old, "refuse_review") == "云溪县人民政府"
    enters("withdraw_review", done_on="2009-01-21")
    enters("request_review", organ="云州市建设局", **(ASKED | {"done_on": "2009-01-22"}))
    assert issuer(client, old, "opine_review") == "云州市建设局"


def test_who_handled_is_filled_in(client, arrival, at, district, old):
    told = intake.register(arrival(received_at=OLD), unit_id=district.root.pk, by=BY, at=at)
    to_street = Past("forward", date(2008, 10, 10), to_unit_id=district.street.pk)
    record_past(matter_id=told.matter_id, past=to_street, by=BY, at=at)
    Posting.objects.create(user_id=client.session["_auth_user_id"], role="handler", unit=district.street,
                           valid_from=date(2004, 1, 1))  # fmt: skip
    other = Matter.objects.get(pk=told.matter_id)
    assert issuer(client, other, "accept") == "云溪区中和街道办事处"


def test_a_refused_request_and_one_taken_back(enters, old):
    enters("request_review", **ASKED)
    enters("withdraw_review", done_on="2009-01-21")
    enters("request_review", **(ASKED | {"done_on": "2009-01-22"}))
    enters("refuse_review", done_on="2009-01-23", text="同一事项已经诉讼。", issued_by="云溪区人民政府")
    assert list(Review.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "refused"]
    assert old.state == "concluded"


def test_what_is_refused_stands_at_the_field_as_the_page_calls_it(enters, old):
    told = enters("request_review", **(ASKED | {"text": "否"}))
    assert 'href="#id_text"' in told

    class Page(forms.Form):
        text = forms.CharField()

    def refuse():
        raise Refusal(problems=[Problem("facts", "太短"), Problem("via", "没有选")])

    page = Page({"text": "不服"})
    assert attempt(page, refuse, {"facts": "text"}) is None
    assert page.errors == {"text": ["太短"], "__all__": ["没有选"]}
