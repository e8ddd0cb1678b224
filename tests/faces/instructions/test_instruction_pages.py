"""Instructions on pages: from the case, by the leader's own hand or written down; who sees and does what."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from xinfang.casework.instructions.models import Instruction
from xinfang.casework.petitions.models import Matter
from xinfang.faces.workbench.instructions.forms import GiveForm, PostponeForm
from xinfang.kernel import clock
from xinfang.kernel.notices.models import Notice
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of


@pytest.fixture
def signed_in(posted: Any, district: Any) -> Any:
    def enter(role: str, unit: Any = None) -> Any:
        client = Client()
        client.force_login(posted(role, unit or district.root, f"{role} {unit or 'here'}"))
        return client

    return enter


def given(district: Any, **more: Any) -> dict[str, Any]:
    due = (clock.today() + timedelta(days=10)).isoformat()
    return {"text": "请三日内到现场。", "unit": district.department.pk, "due_on": due, **more}


def test_a_leader_instructs_on_any_matter_of_the_line(signed_in: Any, sample: Any, district: Any) -> None:
    client = signed_in("leader")
    assert f"/instructions/on/{sample.waiting}/" in client.get(f"/matters/{sample.waiting}/").content.decode()
    page = client.post(f"/instructions/on/{sample.waiting}/", given(district), follow=True).content.decode()
    assert "已批示" in page
    row = Instruction.objects.latest("pk")
    assert (row.source, row.dictated, row.matter.number) == ("matter", False, sample.waiting)
    told = client.get(f"/matters/{sample.waiting}/").content.decode()
    assert "请规划建设局在" in told


def test_a_leader_of_another_line_meets_neither(signed_in: Any, sample: Any, district: Any) -> None:
    client = signed_in("leader", district.other)
    assert client.get(f"/instructions/on/{sample.waiting}/").status_code == 404
    assert client.get(f"/instructions/{sample.instruction}/").status_code == 404


def test_what_is_missing_is_said_at_its_field(signed_in: Any, sample: Any, district: Any) -> None:
    client = signed_in("leader")
    for wrong, said in (({"text": ""}, "写明批示的内容"), ({"unit": ""}, "批示给哪个单位"),
                        ({"due_on": "2020-01-01"}, "不能早于批示")):  # fmt: skip
        page = client.post(f"/instructions/on/{sample.waiting}/", given(district, **wrong)).content.decode()
        assert said in page
    assert Instruction.objects.filter(source="matter").count() == 1  # the sample's own


def test_a_clerk_puts_a_matter_before_a_leader_and_writes_down_what_was_said(
    signed_in: Any, sample: Any, district: Any, posted: Any
) -> None:
    leader = posted("leader", district.root, "the leader")
    client = signed_in("clerk")
    new = {"source": "matter", "number": sample.routed, "leader": leader.pk, "subject": "", "leader_name": ""}
    client.post(
        "/instructions/new/", {**new, "how": "ask", "text": "拟请街道办理。", "unit": "", "due_on": ""}
    )
    row = Instruction.objects.latest("pk")
    assert (row.state, row.leader) == ("asked", leader)
    client.post(f"/instructions/{row.pk}/give/", given(district))
    row.refresh_from_db()
    assert (row.state, row.dictated) == ("open", True)
    wrong = client.post("/instructions/new/", {**new, "number": "2026-9999", "how": "ask", "text": "拟办。"})
    assert "没有这个编号的事项" in wrong.content.decode()


def test_from_a_higher_level_no_account_is_needed(signed_in: Any, sample: Any, district: Any) -> None:
    client = signed_in("clerk")
    new = {
        "source": "higher",
        "number": "",
        "leader": "",
        "subject": "群众反映供水",
        "leader_name": "市信访局",
    }
    client.post("/instructions/new/", {**new, "how": "dictated", **given(district)})
    row = Instruction.objects.latest("pk")
    assert (row.leader_name, row.state) == ("市信访局", "open")
    assert "群众反映供水" in client.get("/instructions/?list=open").content.decode()


def test_only_who_owes_it_answers_and_only_who_follows_it_is_done_with_it(
    client: Any, sample: Any, district: Any, posted: Any
) -> None:
    unit, other = posted("handler", district.department), posted("handler", district.other)
    pk, head = sample.instruction, posted("office_head", district.root, "head here")
    client.force_login(head)
    client.post(f"/instructions/{pk}/give/", given(district))
    answer = {"text": "已经核实，收费已公示。"}
    client.force_login(other)
    assert client.post(f"/instructions/{pk}/answer/", answer).status_code == 404
    client.force_login(unit)
    assert client.post(f"/instructions/{pk}/answer/", answer).status_code == 302
    assert client.post(f"/instructions/{pk}/finish/").status_code == 404
    client.force_login(head)
    assert client.post(f"/instructions/{pk}/finish/").status_code == 302
    assert Instruction.objects.get(pk=pk).state == "done"


def test_an_open_one_is_given_to_another_unit_and_an_answered_one_is_not(
    signed_in: Any, sample: Any, district: Any
) -> None:
    clerk = signed_in("clerk")
    row, address = Instruction.objects.get(pk=sample.instruction), f"/instructions/{sample.instruction}/"
    before = signed_in("handler", district.department)
    clerk.post(f"{address}give/", given(district))
    page = clerk.get(address)
    assert "改送别的单位" in page.content.decode()
    assert page.context["readdress_form"]["due_on"].value() == clock.today() + timedelta(days=10)
    form = {"unit": district.other.pk, "due_on": clock.today().isoformat(), "reason": "不归这个单位管"}
    wrong = clerk.post(f"{address}readdress/", {**form, "unit": ""})
    assert "请选择批示给哪个单位" in wrong.content.decode()
    assert before.get(address).status_code == 200
    told = clerk.post(f"{address}readdress/", form, follow=True).content.decode()
    Notice.objects.filter(channel="inside").update(state="sent", sent_at=clock.now())
    gone = before.get(address)  # the bell of that day leads here
    assert (gone.status_code, "不用再由你单位答复" in gone.content.decode()) == (410, True)
    assert "改送了桂溪街道" in gone.content.decode()
    late = before.post(f"{address}answer/", {"text": "已经到现场查看，正在整改。"})
    assert late.status_code == 409
    assert "已经到现场查看，正在整改。" in late.content.decode()
    assert re.search(rf"{clock.today()} [0-9:]+ 改送了桂溪街道", late.content.decode())
    accusation = {"purpose": "accusation", "accused": "outside"}
    Matter.objects.filter(pk=row.matter_id).update(confined=True, **accusation)
    for closed in (before.get(address), before.post(f"{address}answer/", {"text": "已经到现场查看。"})):
        assert "改送了别的单位" in closed.content.decode()
        assert "桂溪街道" not in closed.content.decode()
    Matter.objects.filter(pk=row.matter_id).update(confined=False, purpose="request", accused="")
    assert signed_in("handler", district.street).get(address).status_code == 404
    assert "已改送" in told
    assert "桂溪街道 · 不归这个单位管" in told
    row.refresh_from_db()
    assert row.unit == district.other
    Instruction.objects.filter(pk=row.pk).update(
        state="answered", answer="已经办好。", answered_at=clock.now()
    )
    late = clerk.post(f"{address}readdress/", {**form, "unit": district.street.pk})
    assert "不能这样办" in late.content.decode()
    row.refresh_from_db()
    assert row.unit == district.other
    handler = signed_in("handler", district.other)
    assert handler.post(f"{address}readdress/", form).status_code == 404


def test_a_leader_of_a_street_is_offered_the_units_of_the_street(
    signed_in: Any, sample: Any, district: Any, posted: Any
) -> None:
    leader, clerk = signed_in("leader", district.street), signed_in("clerk")
    row = Instruction.objects.get(pk=sample.instruction)
    mine = {district.street.pk, district.community.pk}
    Instruction.objects.filter(pk=row.pk).update(leader=leader.session["_auth_user_id"], unit=None)
    page = leader.get(f"/instructions/{row.pk}/")
    assert {pk for pk in offered(page.context["give_form"]) if pk} == mine
    wrong = leader.post(f"/instructions/{row.pk}/give/", given(district)).content.decode()
    assert "报送云溪区，由信访局转" in wrong
    page = clerk.get(f"/instructions/{row.pk}/")
    assert district.department.pk in offered(page.context["give_form"])
    number = Matter.objects.visible_to(scope_of(posted_at(leader), clock.today())).first().number
    page = leader.get(f"/instructions/on/{number}/")
    assert {pk for pk in offered(page.context["form"]) if pk} == mine


def posted_at(client: Any) -> Any:
    return User.objects.get(pk=client.session["_auth_user_id"])


def offered(form: Any) -> list[Any]:
    found = []
    for value, label in form.fields["unit"].choices:
        found += [pk for pk, _name in label] if isinstance(label, list) else [value]
    return found


def test_who_answers_about_an_accusation_is_told_who_reads_it(
    signed_in: Any, sample: Any, district: Any, posted: Any
) -> None:
    officer = signed_in("discipline_handler")
    said = "答复里不要写检举人、被检举人的姓名，也不要写被检举的单位"
    row = Instruction.objects.get(pk=sample.secret_instruction)
    Instruction.objects.filter(pk=row.pk).update(leader=posted("leader", district.root, "who received"))
    assert said in officer.get(f"/instructions/{sample.secret_instruction}/").content.decode()
    Instruction.objects.filter(pk=row.pk).update(source="matter")  # put before the leader by the office
    assert said not in officer.get(f"/instructions/{row.pk}/").content.decode()


def test_days_that_are_proposed_are_worked_and_later_than_the_one_that_stands(
    district: Any,
) -> None:
    sunday = date(2026, 12, 13)
    day = sunday - timedelta(days=15)
    assert GiveForm(day=day)["due_on"].value() == date(2026, 12, 14)
    assert PostponeForm(day=day, stands=date(2026, 11, 30))["due_on"].value() == date(2026, 12, 14)
    assert PostponeForm(day=day, stands=date(2026, 12, 25))["due_on"].value() == date(2026, 12, 28)
