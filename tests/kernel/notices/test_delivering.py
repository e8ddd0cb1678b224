"""Delivering: leases, endings, workers beside one another, and what goes wrong underneath."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from xinfang.kernel.notices import actions, rules
from xinfang.kernel.notices.models import Notice
from xinfang.kernel.notices.outcomes import later, never, sent

pytestmark = pytest.mark.django_db(transaction=True)
LONG = timedelta(days=10)
LATER = later("sms_later", 503)
SLOW = later("sms_slow", rests=True)
NEVER = never("sms_never", 422)


def one() -> Notice:
    return Notice.objects.get()


def test_what_is_due_goes_out_once_and_is_noted(queued, deliver, provider, at):
    rows, send = queued(3), provider(sent("gw-7"))
    assert deliver(send).sent == 3
    assert send.keys == [str(row.uid) for row in rows]
    assert [parcel.to for parcel in send.asked] == ["13912340217"] * 3
    assert deliver(send, after=LONG).tried == 0
    row = Notice.objects.first()
    assert (row.state, row.sent_at, row.attempts, row.provider_id) == ("sent", at, 1, "gw-7")


def test_nothing_is_sent_before_its_moment(queued, deliver, provider, at):
    queued(not_before=at + timedelta(hours=1))
    send = provider()
    assert deliver(send, after=timedelta(minutes=59)).tried == 0
    assert deliver(send, after=timedelta(hours=1)).sent == 1


def test_inside_a_transaction_it_is_refused(queued, deliver, provider):
    queued()
    with pytest.raises(RuntimeError, match="outside transactions"), transaction.atomic():
        deliver(provider())


def test_the_lease_is_committed_before_anything_is_sent(queued, deliver, at):
    queued()
    seen = []

    def send(_parcel):
        seen.append((connection.in_atomic_block, one().state, one().leased_to, one().next_try_at))
        return sent()

    deliver(send)
    assert seen == [(False, "sending", "w1", at + rules.LEASE)]


def test_a_temporary_fault_waits_longer_each_time_and_keeps_its_key(queued, deliver, provider, at):
    (row,) = queued()
    send, moment = provider(LATER), timedelta()
    for attempt in range(1, 4):
        assert deliver(send, after=moment).later == 1
        assert one().next_try_at == at + moment + rules.wait(attempt, row.uid)
        assert (one().state, one().fault, one().fault_code) == ("waiting", "sms_later", 503)
        assert deliver(send, after=moment + timedelta(seconds=20)).tried == 0
        moment = one().next_try_at - at
    send.outcomes = [sent()]
    deliver(send, after=moment)
    assert set(send.keys) == {str(row.uid)}
    assert (one().state, one().attempts, one().fault) == ("sent", 4, "")


def test_it_gives_up_at_last_and_at_once_when_no_try_can_succeed(queued, deliver, provider, at):
    queued(2)
    Notice.objects.update(attempts=rules.MOST_ATTEMPTS - 2)
    send = provider(NEVER, LATER)
    deliver(send)
    deliver(send, after=LONG)
    assert list(Notice.objects.order_by("pk").values_list("state", "fault", "attempts")) == [
        ("failed", "sms_never", rules.MOST_ATTEMPTS - 1),
        ("failed", "sms_later", rules.MOST_ATTEMPTS),
    ]
    assert deliver(send, after=2 * LONG).tried == 0


def test_a_channel_that_is_down_costs_one_notice_one_try(queued, deliver, provider):
    queued(5)
    queued(2, channel="email", to="someone@petitions.example")
    down, up = provider(SLOW), provider()
    done = deliver(None, by_channel={"sms": down, "email": up})
    assert (done.later, done.sent) == (1, 2)
    assert sorted(Notice.objects.filter(channel="sms").values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]


def test_a_lease_that_ran_out_is_tried_again_under_the_same_key(queued, deliver, provider):
    (row,) = queued()
    send = provider()
    Notice.objects.update(state="sending", leased_to="killed", attempts=1)
    assert deliver(send, after=-timedelta(seconds=1)).tried == 0
    assert deliver(send).sent == 1
    assert send.keys == [str(row.uid)]
    assert one().attempts == 2


def test_a_notice_that_kills_its_worker_each_time_is_given_up(queued, deliver, provider):
    queued()
    Notice.objects.update(state="sending", leased_to="killed", attempts=rules.MOST_ATTEMPTS)
    send = provider()
    assert deliver(send).tried == 0
    assert send.asked == []
    assert (one().state, one().fault) == ("failed", "worker_ended")


def test_a_success_is_noted_though_the_lease_is_anothers_by_now(queued, deliver, provider):
    queued()

    def slow(_parcel):
        assert deliver(provider(LATER), after=rules.LEASE, worker="w2").later == 1
        return sent("first")

    deliver(slow)
    assert (one().state, one().provider_id, one().next_try_at) == ("sent", "first", None)


def test_a_failure_does_not_undo_what_another_did_meanwhile(queued, deliver, provider):
    queued()

    def slow(_parcel):
        assert deliver(provider(sent("second")), after=rules.LEASE, worker="w1").sent == 1
        return LATER

    deliver(slow)
    assert (one().state, one().provider_id, one().attempts) == ("sent", "second", 2)


def test_a_failure_is_not_noted_while_another_is_at_it(queued, deliver):
    queued()

    def slow(_parcel):
        Notice.objects.update(leased_to="w2", attempts=2)
        return NEVER

    deliver(slow)
    assert (one().state, one().leased_to, one().fault) == ("sending", "w2", "")


def test_a_last_try_that_runs_out_meanwhile_is_not_tried_again(queued, deliver, provider, at):
    queued()
    Notice.objects.update(
        state="sending",
        leased_to="w2",
        attempts=rules.MOST_ATTEMPTS,
        next_try_at=at + timedelta(minutes=1),
    )
    assert deliver(provider(), passed=lambda: timedelta(minutes=2)).tried == 0
    assert deliver(provider(), after=timedelta(minutes=2)).tried == 0
    assert one().fault == "worker_ended"


def test_a_sender_that_breaks_hinders_nobody_and_says_nothing_of_the_text(queued, deliver, provider, caplog):
    queued(2)
    send = provider(RuntimeError("to 13912340217"), sent())
    assert (deliver(send).later, one_of("sent")) == (1, 1)
    assert Notice.objects.get(state="waiting").fault == "unforeseen"
    assert "RuntimeError" in caplog.text
    assert "13912340217" not in caplog.text


def one_of(state: str) -> int:
    return Notice.objects.filter(state=state).count()


def test_a_text_that_cannot_be_opened_hinders_nobody(queued, deliver, provider):
    broken, _whole = queued(2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_notice SET body = recipient WHERE id = %s", [broken.pk])
    send = provider()
    assert deliver(send).sent == 1
    assert Notice.objects.only("fault").get(pk=broken.pk).fault == "sealed"


def test_a_connection_that_breaks_while_the_provider_is_asked_doubles_nothing(queued, deliver):
    queued(3)
    asked = []

    def send(parcel):
        asked.append(parcel.key)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            mine = cursor.fetchone()[0]
        if len(asked) == 2:
            _end_backend(mine)
        return sent()

    assert deliver(send).sent == 3
    assert len(asked) == len(set(asked)) == 3
    assert one_of("sent") == 3


def _end_backend(pid: int) -> None:
    with connection.copy().cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        cursor.connection.close()


def test_it_stops_between_two_notices_when_asked(queued, deliver, provider):
    queued(3)
    send = provider()
    assert deliver(send, stopped=lambda: len(send.asked) == 2).sent == 2


def test_time_that_passes_counts_for_leases_and_moments(queued, deliver, provider, at):
    queued(2)
    seen = []

    def send(_parcel):
        seen.append(Notice.objects.get(state="sending").next_try_at)
        return sent()

    clock = iter(timedelta(seconds=n) for n in (0, 10, 70, 80, 90))
    deliver(send, passed=lambda: next(clock))
    assert seen == [at + rules.LEASE, at + timedelta(seconds=70) + rules.LEASE]
    assert Notice.objects.first().sent_at == at + timedelta(seconds=10)


def test_a_notice_inside_appears_at_its_moment(queued, deliver, provider, at):
    then = at + timedelta(days=1)
    queued(channel="inside", to="", user_id=7, not_before=then)
    deliver(provider())
    assert one().state == "waiting"
    deliver(provider(), after=timedelta(days=2))
    assert (one().state, one().sent_at) == ("sent", then)


def test_two_workers_share_the_work_and_double_nothing(queued, deliver, provider):
    queued(60)
    asked: list[str] = []
    barrier = threading.Barrier(2)
    tallies = []

    def send(parcel):
        asked.append(parcel.key)
        return sent()

    def work(name: str) -> None:
        barrier.wait()
        tallies.append(deliver(send, worker=name).sent)
        connection.close()

    workers = [threading.Thread(target=work, args=(name,)) for name in ("w1", "w2")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(asked) == sorted(set(asked))
    assert len(asked) == sum(tallies) == one_of("sent") == 60
    assert min(tallies) > 0


def test_by_default_the_settings_say_who_sends(queued, at, settings, tmp_path, mailoutbox):
    settings.XINFANG_SMS_GATEWAY, settings.XINFANG_SMS_FOLDER = "", tmp_path
    queued(1)
    queued(1, channel="email", to="someone@petitions.example", title="受理告知")
    done = actions.deliver_due(at=at, limit=10, worker="w1")
    assert (done.sent, len(mailoutbox), len(list(tmp_path.iterdir()))) == (2, 1, 1)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_no_telephone_rings_at_night_whatever_delayed_the_message(queued, deliver, provider, at, channel):
    """The gateway fails a minute before nine in the evening: the next try would be at night."""
    (row,) = queued(channel=channel)
    evening, night, morning = timedelta(hours=11, minutes=29), timedelta(hours=12), timedelta(hours=22.5)
    Notice.objects.update(attempts=9)  # the tenth wait is hours long
    assert deliver(provider(LATER), after=evening).later == 1
    calls = channel == "sms"
    again = one().next_try_at
    assert again == (at + morning if calls else at + evening + rules.wait(10, row.uid))
    Notice.objects.update(next_try_at=at + night)  # a pause of the worker, or a retry
    assert deliver(provider(), after=night).tried == (0 if calls else 1)
    assert deliver(provider(), after=morning).tried == (1 if calls else 0)


@pytest.mark.parametrize(
    ("hour", "minute", "told"),
    [(7, 59, "15 08:00"), (8, 0, "15 08:00"), (20, 59, "15 20:59"), (21, 0, "16 08:00"), (0, 0, "15 08:00")],
)
def test_the_night_is_from_nine_to_eight(at, hour, minute, told):
    assert rules.by_day(at.replace(hour=hour, minute=minute)).strftime("%d %H:%M") == told
