"""Staff are told inside what came to their unit and what was answered; never of what they may not see."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from tests.casework.telling.conftest import BY, CITIZEN

from xinfang.casework.acts.actions import perform, route, undo
from xinfang.casework.assignments import actions as assignments
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.actions import add_information, ask_withdrawal
from xinfang.casework.satisfaction.events import Rated
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(posted, district):
    """A handler and a head at the street, a handler at the department, a clerk at the office."""
    return {
        "handler": posted("handler", district.street).pk,
        "head": posted("unit_head", district.street).pk,
        "other": posted("handler", district.department).pk,
        "clerk": posted("clerk", district.root).pk,
    }


@pytest.fixture
def inside(people):
    """Who was told what: [(who, kind), ...], by what it is about, then by account: notices are written in the
    order of their `once`, in which account 100 stands before 99."""
    names = {pk: name for name, pk in people.items()}
    firsts: dict[str, int] = {}

    def place(row):
        occasion = row.once.rpartition(":")[0]
        return firsts.setdefault(occasion, row.pk), row.user_id

    def found(kind=""):
        rows = Notice.objects.filter(channel="inside", kind__startswith=f"staff.{kind}").order_by("pk")
        told = sorted(rows, key=place)
        return [(names.get(row.user_id, row.user_id), row.kind.removeprefix("staff.")) for row in told]

    return found


def test_the_unit_hears_what_came_to_it_with_the_day_by_which_it_must_answer(told, go, inside):
    found = told()
    go(found)
    assert inside() == [("handler", "assigned"), ("head", "assigned")]
    notice = Notice.objects.filter(channel="inside").first()
    assert notice.title == f"{found.number} 转到本单位办理"
    assert "书面告知信访人" in notice.body
    assert (notice.subject_type, notice.subject) == ("matter", found.number)


def test_a_community_without_people_is_answered_for_by_its_street(told, go, inside, district):
    go(told(), unit=district.community)
    assert inside() == [("handler", "assigned"), ("head", "assigned")]


def test_who_acts_is_not_told_of_it(told, district, at, people, inside):
    route(
        matter_ids=[told().matter_id],
        to_unit_id=district.street.pk,
        by=Actor(people["head"], "x"),
        at=at,
    )
    assert inside() == [("handler", "assigned")]


def test_many_at_once_are_one_notice_a_person(told, district, at, inside):
    ids = [told(title=f"第 {n} 件").matter_id for n in range(25)]
    route(matter_ids=ids, to_unit_id=district.street.pk, by=BY, at=at)
    assert len(inside()) == 2
    notice = Notice.objects.filter(channel="inside").first()
    assert notice.title == "25 件转到本单位办理"
    assert notice.body.endswith("等 25 件")
    assert notice.subject == ""


@pytest.mark.parametrize(
    ("answer", "kind"), [("keep", "kept"), ("take_back", "taken_back"), ("rule", "ruled_away")]
)
def test_the_answer_to_an_objection_reaches_who_objected(
    told, go, inside, district, at, posted, answer, kind
):
    found, pk = told(), None
    go(found)
    pk = found.matter_id
    assignments.object_to(matter_id=pk, reason="不归本街道管理的路段", by=BY, at=at)
    if answer == "rule":
        assignments.escalate(matter_id=pk, reason="两个单位都说不归自己管", by=BY, at=at)
        assignments.rule(
            matter_id=pk, to_unit_id=district.department.pk, reason="路段由规划建设局管", by=BY, at=at
        )
        assert inside("assigned")[-1] == ("other", "assigned")
    elif answer == "keep":
        assignments.keep(matter_id=pk, reason="路段在街道辖区以内", by=BY, at=at)
    else:
        assignments.take_back(matter_id=pk, by=BY, at=at)
    assert inside(kind) == [("handler", kind), ("head", kind)]


def test_a_helping_unit_hears_of_it(told, go, inside, district, at):
    found = told()
    go(found)
    assignments.involve(
        matter_id=found.matter_id, unit_id=district.department.pk, reason="需要鉴定", by=BY, at=at
    )
    assert inside("helping") == [("other", "helping")]


def test_an_act_that_is_taken_back_is_told_to_nobody(told, district, at, inside):
    acts = route(matter_ids=[told().matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    undo(act_ids=acts, by=BY, at=at + timedelta(seconds=5))
    assert set(Notice.objects.filter(channel="inside").values_list("state", flat=True)) == {"withdrawn"}


def test_an_accusation_is_told_to_those_alone_who_may_open_it(told, go, inside, posted, district, people):
    opener = posted("discipline_handler", district.street, "opener").pk
    accused = posted("office_head", district.other, "accused").pk
    found = told(purpose="accusation", title="某人收受礼金", accused_unit_id=district.other.pk)
    go(found)
    told_to = {row.user_id for row in Notice.objects.filter(channel="inside")}
    assert told_to.isdisjoint({people["handler"], people["head"], accused})
    assert told_to == {opener}
    assert "礼金" not in "".join(row.title + row.body for row in Notice.objects.all())


def test_what_the_petitioner_adds_reaches_the_unit_and_the_wish_to_withdraw_the_office_too(
    told, go, inside, at, settings, tmp_path
):
    settings.XINFANG_FILES = tmp_path
    found = told()
    asked = {"petition_id": found.petition_id, "matter_id": found.matter_id, "by": CITIZEN, "at": at}
    add_information(form_key=uuid4(), text="还没有分送时", files=(), **asked)
    assert inside("information") == [("clerk", "information")]
    go(found, "accept")
    add_information(form_key=uuid4(), text="又裂了一条", files=(), **asked)
    assert inside("information")[1:] == [("handler", "information"), ("head", "information")]
    ask_withdrawal(reason="", **asked)
    assert {who for who, _kind in inside("withdrawal")} == {"handler", "head", "clerk"}


def test_what_an_import_routes_is_told_to_nobody(district, arrival, at, people, inside, texts):
    rows = [arrival(title=f"旧件 {n}", to_unit_id=district.street.pk) for n in range(3)]
    intake.register_many(rows, unit_id=district.root.pk, by=BY, at=at, import_batch=7)
    assert texts() == []
    assert inside() == []


def test_what_was_done_on_paper_long_ago_is_told_to_nobody(told, texts, inside, people, district, at):
    found = told()
    count, by = len(texts()), {"by": BY, "at": at, "on_paper": True}
    route(matter_ids=[found.matter_id], to_unit_id=district.street.pk, **by)
    perform(verb="accept", matter_ids=[found.matter_id], **by)
    assert len(texts()) == count
    assert inside() == []


def test_a_draft_that_waits_for_signature_reaches_the_head_once_each_time(told, go, inside, district, at):
    found = told()
    go(found, "accept")
    made = Document.objects.create(matter_id=found.matter_id, kind="opinion", unit=district.street)
    for minutes in (0, 5):
        when = at + timedelta(minutes=minutes)
        moved = DocumentMoved(made.pk, found.matter_id, district.street.pk, "opinion", "submit", when, 99)
        with transaction.atomic():
            events.publish(moved)
    assert inside("to_sign") == [("head", "to_sign")] * 2
    with transaction.atomic():
        events.publish(DocumentMoved(made.pk, found.matter_id, district.street.pk, "opinion", "sign", at, 99))
    assert len(inside("to_sign")) == 2


@pytest.mark.parametrize(("step", "kind"), [("sign", "signed"), ("send_back", "sent_back")])
def test_who_wrote_a_letter_hears_what_its_signer_did(told, go, inside, district, at, people, step, kind):
    found = told()
    go(found, "accept")
    made = Document.objects.create(
        matter_id=found.matter_id, kind="opinion", unit=district.street, drafted_by=people["handler"],
        submitted_by=people["handler"],
    )  # fmt: skip
    for by in (people["head"], people["handler"]):  # of what one does oneself one is not told
        moved = DocumentMoved(made.pk, found.matter_id, district.street.pk, "opinion", step, at, by)
        with transaction.atomic():
            events.publish(moved)
    assert inside(kind) == [("handler", kind)]
    notice = Notice.objects.get(kind=f"staff.{kind}")
    assert notice.subject == found.number
    assert found.number in notice.title


def test_a_letter_of_a_matter_that_is_out_of_sight_is_told_to_nobody(told, go, inside, district, at, people):
    found = told()
    go(found, "accept")
    made = Document.objects.create(
        matter_id=found.matter_id, kind="opinion", unit=district.street, drafted_by=people["other"]
    )
    with transaction.atomic():
        events.publish(DocumentMoved(made.pk, found.matter_id, district.street.pk, "opinion", "sign", at, 99))
    assert inside("signed") == []


def test_whoever_answered_hears_that_a_review_is_asked_for(told, go, inside):
    go(told(), "accept", "opine", "serve", "conclude", "request_review")
    assert inside("contested") == [("handler", "contested"), ("head", "contested")]


@pytest.mark.parametrize(
    ("bad", "who"),
    [
        (("unit",), {"handler", "head"}),
        (("office",), {"clerk"}),
        (("office", "unit"), {"handler", "head", "clerk"}),
        ((), set()),
    ],
)
def test_the_body_that_a_petitioner_is_not_content_with_hears_of_it(told, go, inside, district, at, bad, who):
    found = told()
    go(found, "accept", "opine", "serve", "conclude")
    with transaction.atomic():
        units = {"unit": district.street.pk, "office": district.root.pk}
        events.publish(Rated(5, found.matter_id, tuple((body, units[body]) for body in bad), at))
    assert {name for name, _kind in inside("dissatisfied")} == who
