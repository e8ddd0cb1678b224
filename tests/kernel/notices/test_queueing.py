"""Queueing: with the act or not at all, each occasion once, what could not be delivered refused."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from xinfang.kernel.notices import kinds
from xinfang.kernel.notices.actions import queue, queue_many
from xinfang.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_notice_waits_with_what_it_needs(message, at):
    assert queue(message(), at=at)
    row = Notice.objects.get()
    assert (row.state, row.attempts, row.next_try_at, row.leased_to) == ("waiting", 0, at, "")
    assert (row.recipient, row.body, row.subject) == ("13912340217", "您反映的事项已受理。", "2026-0001")


def test_the_same_occasion_is_queued_once_and_stays_as_it_was(message, at):
    assert queue(message(), at=at)
    assert not queue(message(body="别的话。"), at=at + timedelta(days=1))
    assert Notice.objects.get().body == "您反映的事项已受理。"


def test_many_at_once_tell_how_many_are_new(message, at):
    queue(message("a"), at=at)
    assert queue_many([message("b"), message("a"), message("c"), message("b")], at=at) == 2
    assert sorted(Notice.objects.values_list("once", flat=True)) == ["a", "b", "c"]
    assert queue_many([], at=at) == 0


@pytest.mark.django_db(transaction=True)
def test_it_leaves_with_the_act_and_not_without(message, at):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        queue(message(), at=at)
    with transaction.atomic():
        queue(message("undone"), at=at)
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0
    with transaction.atomic():
        queue(message("done"), at=at)
    assert Notice.objects.get().once == "done"


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_the_same_moment_queue_an_occasion_once(message, at):
    """The second waits for the first to commit, then leaves its row as it is."""
    told = []

    def second() -> None:
        with transaction.atomic():
            told.append(queue(message("same", body="别的话。"), at=at))
        connection.close()

    other = threading.Thread(target=second)
    with transaction.atomic():
        assert queue(message("same"), at=at)
        other.start()
        other.join(0.3)
        assert other.is_alive()
    other.join()
    assert told == [False]
    assert Notice.objects.get().body == "您反映的事项已受理。"


def test_a_later_moment_is_kept(message, at):
    later = at + timedelta(days=3)
    queue(message(not_before=later), at=at)
    queue(message("past", not_before=at - timedelta(days=3)), at=at)
    assert list(Notice.objects.order_by("pk").values_list("next_try_at", flat=True)) == [later, at]


def test_a_notice_inside_is_there_at_once_or_from_its_moment(message, at):
    queue(message("now", channel="inside", user_id=7, to=""), at=at)
    queue(message("then", channel="inside", user_id=7, to="", not_before=at + timedelta(days=1)), at=at)
    now, then = Notice.objects.order_by("pk")
    assert (now.state, now.sent_at, now.user_id) == ("sent", at, 7)
    assert (then.state, then.sent_at) == ("waiting", None)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"channel": "fax"}, ValueError),
        ({"kind": "nobody.offered"}, LookupError),
        ({"to": " "}, ValueError),
        ({"channel": "inside", "user_id": None}, ValueError),
        ({"once": ""}, ValueError),
    ],
)
def test_what_nobody_could_deliver_is_refused(message, at, changes, fault):
    with pytest.raises(fault):
        queue(message(**changes), at=at)
    assert not Notice.objects.exists()


def test_a_kind_is_offered_by_one_room():
    kinds.offer_kinds({"test.other": "别的"})
    with pytest.raises(ValueError, match=r"test\.other"):
        kinds.offer_kinds({"test.other": "又一个"})
    assert kinds.label("test.other") == "别的"
    assert "gone.kind" in kinds.label("gone.kind")


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "sending"},  # without a lease
        {"leased_to": "w1"},  # without sending
        {"state": "sent", "next_try_at": None},  # without a moment
        {"next_try_at": None},  # waiting for nothing
        {"user_id": 7},  # outside, with a reader
    ],
)
def test_the_table_refuses_what_cannot_be(message, at, broken):
    queue(message(), at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(**broken)
