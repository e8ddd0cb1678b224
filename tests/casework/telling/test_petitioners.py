"""Petitioners are told what the table says, by the ways they agreed to, and never more than may be known."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.formats import date_format
from tests.casework.telling.conftest import BY, CITIZEN

from xinfang.casework.acts.actions import perform, route, undo
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.actions import consent, withdraw_consent
from xinfang.casework.petitions.events import Terms
from xinfang.casework.telling.table import SILENT, TO_PETITIONERS
from xinfang.casework.workflow import TRANSITIONS
from xinfang.kernel.notices.actions import deliver_due
from xinfang.kernel.notices.models import Notice, State
from xinfang.kernel.notices.queries import deliveries

pytestmark = pytest.mark.django_db


def test_every_act_that_the_public_sees_is_told_or_silent_for_a_reason():
    public = {row.verb for row in TRANSITIONS if row.public}
    assert public <= {*TO_PETITIONERS, *SILENT}
    assert not set(TO_PETITIONERS) & set(SILENT)
    assert all(SILENT.values())


def test_registration_is_told_to_who_agreed_at_the_counter(told, texts):
    found = told()
    message = texts()[0]
    assert message.recipient == "13912340217"
    assert message.body == f"您的信访件 {found.number}：我们收到了。请凭编号和查询码查询。"
    assert message.kind == "petitioner.registered"


def test_nobody_is_told_who_has_not_agreed(told, go, texts):
    go(told(by_text=False), "accept", "opine", "serve", "conclude")
    assert texts() == texts("email") == []


def test_nor_who_has_taken_it_back(told, go, texts, at):
    found = told()
    withdraw_consent(petition_id=found.petition_id, by=CITIZEN, at=at)
    before = len(texts())
    go(found, "accept")
    assert len(texts()) == before


def test_a_whole_life_is_told_step_by_step(told, go, texts):
    go(told(), "accept", "opine", "serve", "conclude")
    kinds = [message.kind.removeprefix("petitioner.") for message in texts()]
    assert kinds == ["registered", "forwarded", "accepted", "opined", "served", "rating"]


@pytest.mark.parametrize(
    ("verb", "family", "words"),
    [
        ("accept", "handle", "已受理，最迟 %s书面答复您"),
        ("accept_simply", "simple_opinion", "已受理，最迟 %s书面答复您"),
    ],
)
def test_the_last_day_is_that_of_the_real_clock(told, go, texts, verb, family, words):
    found = told()
    go(found, verb)
    clock = Clock.objects.get(matter_id=found.matter_id, family=family)
    assert words % date_format(clock.due_on, "Y年n月j日") in texts()[-1].body


def test_an_extension_names_the_new_day(told, go, texts, at):
    found = told()
    go(found, "accept")
    before = Clock.objects.get(matter_id=found.matter_id, family="handle").due_on
    perform(verb="extend", matter_ids=[found.matter_id], by=BY, at=at, terms=Terms(days=30))
    after = Clock.objects.get(matter_id=found.matter_id, family="handle").due_on
    assert after > before
    assert date_format(after, "Y年n月j日") in texts()[-1].body


def test_mail_and_language_are_the_petitioners(told, go, texts, at):
    found = told()
    consent(
        petition_id=found.petition_id,
        sms=False,
        email="ming@example.cn",
        service=False,
        language="en",
        by=CITIZEN,
        at=at,
    )
    go(found, "accept")
    mail = texts("email")[-1]
    assert mail.recipient == "ming@example.cn"
    assert found.number in mail.title
    assert mail.body.isascii()
    assert len(texts()) == 1  # the one of the registration


def test_no_text_names_person_title_unit_or_address(told, go, texts, district):
    go(told(title="墙体开裂要求鉴定"), "accept", "opine", "serve", "conclude")
    said = "".join(message.body + message.title for message in texts())
    for secret in ("王小明", "墙体", "中和街道", "朝阳", "139", district.root.name):
        assert secret not in said


def test_the_house_signs_and_says_where_to_ask(told, texts, settings):
    settings.XINFANG_OFFICE = "云溪区信访局"
    settings.XINFANG_FOLLOW_ADDRESS = "https://example.invalid/follow/"
    told()
    body = texts()[0].body
    assert body.startswith("【云溪区信访局】")
    assert body.endswith("https://example.invalid/follow/")


def test_of_an_accusation_nothing_is_said_but_that_there_is_news(told, go, texts, posted, district):
    posted("discipline_handler", district.street)
    found = told(purpose="accusation", title="某人收受礼金", accused_unit_id=district.other.pk)
    go(found, "take_up", "feed_back")
    messages = texts() + texts("email")
    assert len(messages) == 6
    assert "petitioner.news" not in {message.kind for message in messages}
    assert len({message.body for message in messages}) == 1
    said = "".join(message.body + message.title + message.kind for message in messages)
    for secret in ("检举", "控告", "核查", "礼金", "桂溪", "中和", "accus"):
        assert secret not in said


def test_the_list_of_deliveries_does_not_tell_an_accusation_from_a_suggestion(told, go, posted, district):
    posted("discipline_handler", district.street)
    accusation = told(purpose="accusation", accused_unit_id=district.other.pk)
    suggestion = told(title="建议增设路灯", purpose="suggestion")
    go(accusation, "take_up", "feed_back")
    go(suggestion, "take_up", "reply")
    shown = deliveries().rows
    labels = {
        each.number: {row.label for row in shown if row.subject == each.number}
        for each in (accusation, suggestion)
    }
    # The accuser agreed only after the registration, so that was told to the other alone.
    assert labels[accusation.number] == labels[suggestion.number] - {"收到"}
    assert labels[accusation.number] == {"已转送、交办", "收下", "答复"}


def test_an_accuser_who_did_not_ask_is_never_told(district, arrival, at, go, texts, posted):
    posted("discipline_handler", district.street)
    found = intake.register(arrival(purpose="accusation"), unit_id=district.root.pk, by=BY, at=at)
    go(found, "take_up", "feed_back")
    assert texts() == []


def test_others_who_raise_the_same_matter_are_told_under_their_own_number(told, go, texts):
    found = told()
    again = told(title="还是那件事", repeats_matter_id=found.matter_id, raising_kind="repeat")
    go(found, "accept")
    said = [message.body for message in texts() if message.kind == "petitioner.accepted"]
    assert len(said) == 2
    assert any(found.number in body for body in said)
    assert any(again.number in body for body in said)


def test_an_act_that_is_taken_back_at_once_is_told_to_nobody(told, texts, district, at):
    found = told()
    acts = route(matter_ids=[found.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    waiting = texts()[-1]
    assert waiting.not_before > at
    undo(act_ids=acts, by=BY, at=at + timedelta(seconds=10))
    assert Notice.objects.get(pk=waiting.pk).state == State.WITHDRAWN
    assert Notice.objects.get(pk=waiting.pk).body == ""


def test_nobody_is_woken(told, go, texts, at):
    found = told()
    go(found, "accept", at=at.replace(hour=23))
    late = [message.not_before.astimezone(at.tzinfo) for message in texts()[1:]]
    assert {(moment.day, moment.hour) for moment in late} == {(at.day + 1, 8)}


def test_what_fails_takes_its_notices_with_it(told, texts, at):
    found = told()
    with transaction.atomic():
        perform(verb="decline", matter_ids=[found.matter_id], by=BY, at=at)
        transaction.set_rollback(True)
    assert [message.kind for message in texts()] == ["petitioner.registered"]


@pytest.mark.django_db(transaction=True)
def test_it_goes_out_once(told, go, at, settings, tmp_path):
    settings.XINFANG_SMS_FOLDER = tmp_path
    go(told(), "accept")
    for _twice in range(2):
        deliver_due(at=at + timedelta(minutes=5), limit=100, worker="test")
    assert Notice.objects.filter(channel="sms", state=State.SENT).count() == 3
    assert len(list(tmp_path.rglob("*"))) == 3
