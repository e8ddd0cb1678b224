"""A leader's note of an arrival: kept, set right with its trail, told to office and matter."""

from datetime import timedelta

import pytest
from django.urls import reverse

from xinfang.casework.backlog import actions as backlog
from xinfang.casework.backlog.models import BacklogCase
from xinfang.casework.charge import actions, queries
from xinfang.casework.charge.models import LeaderNoteChange
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions.actions import Came, arrive
from xinfang.casework.receptions.models import Arrival, ReceptionDay
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

BY = Actor(None, "党工委书记")


@pytest.fixture
def told(sample, posted, district):
    keeper = posted("office_head", district.root, "keeper of cases")
    return {"arrival_id": sample.arrival, "by": BY, "at": clock.now()}, keeper


def lines(arrival):
    matter = Arrival.objects.get(pk=arrival).matter_id
    return TimelineEntry.objects.filter(matter_id=matter, verb="takes_charge").count()


def test_a_mark_is_told_once_to_the_office_and_to_the_matter(told, sample):
    given, keeper = told
    actions.keep_note(note="请规建局先看现场", takes=True, **given)
    found = Notice.objects.filter(kind="charge.taken", user_id=keeper.pk)
    assert found.count() == 1
    assert "提出由本人包案" in found.get().title
    assert lines(sample.arrival) == 1
    actions.keep_note(note="请规建局明天看现场", takes=True, reason="日期要说清楚", **given)
    assert (found.count(), lines(sample.arrival)) == (1, 1)
    change = LeaderNoteChange.objects.get()
    assert (change.before["note"], change.reason) == ("请规建局先看现场", "日期要说清楚")
    with pytest.raises(Refusal, match="为什么更正"):
        actions.keep_note(note="改", takes=False, **given)


def test_a_note_says_something_and_takes_no_accusation(told, sample):
    given, _keeper = told
    with pytest.raises(Refusal, match="我来包案"):
        actions.keep_note(note=" ", takes=False, **given)
    with pytest.raises(Refusal, match="不能包案"):
        actions.keep_note(note="", takes=True, **(given | {"arrival_id": sample.secret_arrival}))


def test_before_it_is_joined_no_matter_is_told(told, sample):
    given, _keeper = told
    new = arrive(
        day_id=sample.reception, came=Came(1, given["at"], subject="路灯不亮"), by=BY, at=given["at"]
    )
    actions.keep_note(note="", takes=True, **(given | {"arrival_id": new}))
    assert not queries.note_of(new).told


def test_the_leader_marks_it_and_the_office_finds_its_form_filled_in(told, sample, client, posted, district):
    page, row = f"/receptions/arrivals/{sample.arrival}/", Arrival.objects.get(pk=sample.arrival)
    client.force_login(row.reception.leader)
    assert "我来包案" in client.get(page).content.decode()
    assert client.post(f"{page}note/", {"note": "先看现场", "takes": "on"}).status_code == 302
    client.force_login(told[1])
    form = reverse("workbench:matter_backlog", args=[row.matter.number])
    assert form in client.get(page).content.decode()
    assert "提出由本人包案" in client.get(form).content.decode()
    packet = client.get(f"/receptions/days/{sample.reception}/packet/").content.decode()
    assert "先看现场" in packet
    assert "我来包案" in packet


def test_of_an_accusation_nothing_is_offered_to_who_may_not_open_it(told, sample, client, posted, district):
    actions.keep_note(note="另行处理秘密", takes=False, **(told[0] | {"arrival_id": sample.secret_arrival}))
    client.force_login(posted("clerk", district.root, "clerk without the right"))
    page = f"/receptions/arrivals/{sample.secret_arrival}/"
    shown = client.get(page).content.decode()
    assert "我来包案" not in shown
    assert "另行处理秘密" not in shown
    assert client.post(f"{page}note/", {"note": "x", "takes": ""}).status_code == 409
    assert "另行处理秘密" not in client.get(f"/receptions/days/{sample.reception}/packet/").content.decode()


def test_a_mark_waits_on_the_pages_of_office_and_leader_until_a_leader_is_named(
    told, sample, client, district, posted
):
    given, keeper = told
    row = Arrival.objects.get(pk=sample.arrival)
    actions.keep_note(note="先看现场", takes=True, **given)
    page = f"/receptions/arrivals/{sample.arrival}/"
    client.force_login(keeper)
    shown = client.get("/backlog/").content.decode()
    assert "领导提出包案，还没有确定" in shown
    assert page in shown
    leader = posted("leader", district.root, "leader in charge")
    ReceptionDay.objects.filter(pk=row.reception_id).update(leader=leader)
    client.force_login(leader)
    shown = client.get("/leader/").content.decode()
    assert "已提出，等办公室列入" in shown
    assert page in shown
    made = backlog.make_list(
        unit_id=district.root.pk, name="今年的积案", listed_on=given["at"].date(), by=BY, at=given["at"]
    )
    listed = backlog.Listed("assigned", given["at"].date(), "领导提出由本人包案")
    bell = Notice.objects.filter(kind="charge.taken", user_id=keeper.pk, read_at=None)
    assert bell.exists()
    case = backlog.put_on(matter_id=row.matter_id, list_id=made, listed=listed, by=BY, at=given["at"])
    assert not bell.exists()
    assert "已列入，等确定包案领导" in client.get("/leader/").content.decode()
    client.force_login(keeper)
    shown = client.get("/backlog/").content.decode()
    assert "已列入，等确定包案领导" in shown
    assert page in shown
    shown = client.get(reverse("workbench:backlog_case", args=[case]))
    assert "接访时提出由本人包案" in shown.content.decode()
    form = next(form for name, form, _label in shown.context["forms"] if name == "lead")
    assert form.fields["leader_id"].choices[1][0] == leader.pk
    assert f'<option value="{leader.pk}" selected>' in str(form["leader_id"])
    backlog.assign_leader(case_id=case, leader_id=leader.pk, by=BY, at=given["at"])
    assert "已列入，等确定包案领导" not in client.get("/backlog/").content.decode()
    client.force_login(leader)
    assert "已列入，等确定包案领导" not in client.get("/leader/").content.decode()
    client.force_login(keeper)
    shown = client.get(page).content.decode()
    assert reverse("workbench:backlog_case", args=[case]) in shown
    assert "列为积案，确定包案领导" not in shown
    BacklogCase.objects.filter(pk=case).update(  # listed before the mark, concluded since
        listed_on=clock.today() - timedelta(days=90), state="concluded", leader=leader, post="书记",
        concluded_on=clock.today(), ending="settled", outcome="办结",
    )  # fmt: skip
    assert "领导提出包案，还没有确定" not in client.get("/backlog/").content.decode()


def test_a_case_taken_off_its_list_declines_the_wish(told, sample):
    given, _keeper = told
    actions.keep_note(note="先看现场", takes=True, **given)
    who = {"by": BY, "at": given["at"]}
    unit, day = Arrival.objects.get(pk=sample.arrival).matter.registered_unit_id, given["at"].date()
    made = backlog.make_list(unit_id=unit, name="今年的积案", listed_on=day, **who)
    matter = Arrival.objects.get(pk=sample.arrival).matter_id
    listed = backlog.Listed("assigned", day, "领导提出由本人包案")
    case = backlog.put_on(matter_id=matter, list_id=made, listed=listed, **who)
    leader = Arrival.objects.get(pk=sample.arrival).reception.leader_id
    assert [each.case_id for each in queries.unlisted_of(leader)] == [case]
    backlog.remove(case_id=case, reason="这件不需要领导包案", **who)
    assert queries.unlisted_of(leader) == []


def test_to_add_the_mark_alone_needs_no_reason(told, sample):
    given, _keeper = told
    actions.keep_note(note="先看现场", takes=False, **given)
    actions.keep_note(note="先看现场", takes=True, **given)
    assert queries.note_of(sample.arrival).takes
    assert LeaderNoteChange.objects.get().reason == "领导提出包案"
    with pytest.raises(Refusal, match="为什么更正"):
        actions.keep_note(note="先看现场", takes=False, **given)


def test_heads_of_the_arrival_and_of_its_visit_that_differ_are_said(told, sample, client):
    row = Arrival.objects.get(pk=sample.arrival)
    Arrival.objects.filter(pk=row.pk).update(head_count=row.petition.head_count + 3)
    client.force_login(told[1])
    said = f"来访登记 {row.petition.head_count} 人，这里 {row.petition.head_count + 3} 人"
    for page in (f"/receptions/arrivals/{row.pk}/", f"/receptions/days/{row.reception_id}/"):
        assert said in client.get(page).content.decode()


def test_a_wish_that_was_declined_is_offered_nowhere_and_a_new_one_is(told, sample):
    given, _keeper = told
    actions.keep_note(note="先看现场", takes=True, **given)
    who, arrival = {"by": BY, "at": given["at"]}, Arrival.objects.get(pk=sample.arrival)
    assert queries.proposed(arrival.matter_id).arrival == arrival
    day = given["at"].date()
    made = backlog.make_list(unit_id=arrival.matter.registered_unit_id, name="积案", listed_on=day, **who)
    listed = backlog.Listed("assigned", day, "领导提出由本人包案")
    case = backlog.put_on(matter_id=arrival.matter_id, list_id=made, listed=listed, **who)
    assert queries.proposed(arrival.matter_id) is not None
    backlog.remove(case_id=case, reason="这件不需要领导包案", **who)
    assert queries.proposed(arrival.matter_id) is None
    later = given | {"at": given["at"] + timedelta(hours=1)}
    actions.keep_note(note="先看现场", takes=False, reason="列错了清单，重新提", **later)
    actions.keep_note(note="先看现场", takes=True, **later)
    assert queries.proposed(arrival.matter_id) is not None
    assert queries.unlisted_of(arrival.reception.leader_id)
