"""What people do with notices; what is forgotten when; who reads what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices import actions, queries
from xinfang.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
ADMIN = Actor(1, "管理员")
READER = Actor(7, "承办人")


def failed(notice: Notice) -> Notice:
    Notice.objects.filter(pk=notice.pk).update(
        state="failed", next_try_at=None, attempts=22, fault="sms_later", fault_code=503
    )
    return notice


def inside(queued, count=1, user_id=7, **changes):
    return queued(count, channel="inside", to="", user_id=user_id, title="有一件要办", **changes)


def test_a_notice_that_failed_starts_anew_and_the_audit_knows_who_did_it(queued, at):
    one, other = queued(2)
    failed(one)
    later = at + timedelta(days=4)
    assert actions.retry(uid=one.uid, by=ADMIN, at=later) == 1
    one.refresh_from_db()
    assert (one.state, one.attempts, one.next_try_at) == ("waiting", 0, later)
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.actor, entry.subject) == ("notice.retried", "管理员", "2026-0001")
    with pytest.raises(Refusal, match="不用重发"):
        actions.retry(uid=other.uid, by=ADMIN, at=later)


def test_all_that_failed_start_anew_together(queued, at):
    rows = queued(4)
    for row in rows[:3]:
        failed(row)
    assert actions.retry(uid=None, by=ADMIN, at=at) == 3
    assert actions.retry(uid=None, by=ADMIN, at=at) == 0
    assert AuditEntry.objects.filter(event="notice.retried").count() == 3


@pytest.mark.parametrize("state", ["waiting", "failed"])
def test_a_withdrawn_notice_is_never_sent_and_its_text_is_gone(queued, at, state):
    (row,) = queued()
    if state == "failed":
        failed(row)
    actions.withdraw(uid=row.uid, by=ADMIN, at=at)
    row.refresh_from_db()
    assert (row.state, row.next_try_at, row.recipient, row.body) == ("withdrawn", None, "", "")
    assert AuditEntry.objects.get().event == "notice.withdrawn"
    with pytest.raises(Refusal):
        actions.withdraw(uid=row.uid, by=ADMIN, at=at)
    with pytest.raises(Refusal):
        actions.retry(uid=row.uid, by=ADMIN, at=at)


def test_what_is_being_sent_or_sent_or_unknown_is_not_withdrawn(queued, at):
    sending, sent = queued(2)
    Notice.objects.filter(pk=sending.pk).update(state="sending", leased_to="w1")
    Notice.objects.filter(pk=sent.pk).update(state="sent", sent_at=at, next_try_at=None)
    for uid in (sending.uid, sent.uid, uuid4()):
        with pytest.raises(Refusal, match="不能再撤回"):
            actions.withdraw(uid=uid, by=ADMIN, at=at)
    assert not AuditEntry.objects.exists()


def test_old_texts_are_forgotten_and_rows_stay(queued, at):
    old, young, waiting, dead = queued(4)
    for row, days in ((old, 91), (young, 89)):
        Notice.objects.filter(pk=row.pk).update(
            state="sent", next_try_at=None, sent_at=at - timedelta(days=days)
        )
    failed(dead)
    before = at - timedelta(days=90)
    assert actions.forget(before=before, at=at) == 1
    assert actions.forget(before=before, at=at) == 0
    kept = {row.pk: (row.recipient, row.body, row.forgotten_at) for row in Notice.objects.all()}
    assert kept[old.pk] == ("", "", at)
    assert all(kept[row.pk][0] and kept[row.pk][2] is None for row in (young, waiting, dead))
    assert Notice.objects.get(pk=old.pk).subject == "2026-0001"


def test_forgetting_goes_on_beyond_one_portion(queued, at, monkeypatch):
    monkeypatch.setattr("xinfang.kernel.notices.actions.handling.AT_ONCE", 2)
    queued(5)
    Notice.objects.update(state="sent", next_try_at=None, sent_at=at - timedelta(days=100))
    assert actions.forget(before=at, at=at) == 5


def test_a_reader_has_unread_ones_first_and_marks_one_or_all(queued, at):
    one, two, _three = inside(queued, 3)
    inside(queued, 1, user_id=8)
    assert queries.unread_count(7) == 3
    actions.mark_read(uid=one.uid, by=READER, at=at)
    found = queries.mine(7)
    assert ([told.pk for told in found.read], len(found.unread)) == ([one.pk], 2)
    actions.mark_read(uid=None, newest=two.pk, by=READER, at=at)
    assert queries.unread_count(7) == 1
    assert queries.unread_count(8) == 1


def test_marking_twice_keeps_the_first_moment_and_others_are_not_touched(queued, at):
    (mine,), (theirs,) = inside(queued), inside(queued, user_id=8)
    for moment in (at, at + timedelta(days=1)):
        actions.mark_read(uid=mine.uid, by=READER, at=moment)
    actions.mark_read(uid=theirs.uid, by=READER, at=at)
    actions.mark_read(uid=None, by=Actor(None, "系统"), at=at)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.read_at, theirs.read_at) == (at, None)
    assert queries.own(7, theirs.uid) is None
    assert queries.own(7, mine.uid).title == "有一件要办"


def test_a_programme_has_no_notices_to_mark(queued, at):
    queued()
    Notice.objects.update(state="sent", next_try_at=None, sent_at=at)
    actions.mark_read(uid=None, by=Actor(None, "系统"), at=at)
    assert Notice.objects.get().read_at is None


def test_a_forgotten_notice_inside_still_says_its_kind_and_number(queued, at):
    inside(queued)
    actions.forget(before=at + timedelta(days=1), at=at)
    told = queries.mine(7).unread[0]
    assert (told.title, told.body, told.subject) == ("测试告知", "", "2026-0001")


def test_the_bell_is_one_question_answered_by_a_small_index(queued, at):
    inside(queued, 40)
    inside(queued, 3, user_id=8)
    with CaptureQueriesContext(connection) as asked:
        assert queries.unread_count(8) == 3
    assert len(asked) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        assert "notice_unread" in str(cursor.fetchall())


def test_deliveries_are_told_without_opening_a_sealed_column(queued):
    queued(3)
    inside(queued)
    with CaptureQueriesContext(connection) as asked:
        page = queries.deliveries(size=2)
    assert len(asked) == 1
    assert not any(name in asked.captured_queries[0]["sql"] for name in ("recipient", '"body"', '"title"'))
    assert len(page.rows) == 2
    assert len(queries.deliveries(before_id=page.before_id).rows) == 1
    assert not {"recipient", "to", "title", "body"} & set(vars(page.rows[0]))


def test_states_are_counted_and_what_needs_somebody_is_found(queued, at):
    one, _two, three = queued(3)
    failed(one)
    Notice.objects.filter(pk=three.pk).update(next_try_at=at + timedelta(days=1))
    assert queries.counts() == {"waiting": 2, "sending": 0, "failed": 1}
    assert [row.sentence for row in queries.deliveries("failed").rows] == [
        "短信网关暂时不能受理（代码 503）。"
    ]
    hour = timedelta(hours=1)
    assert queries.standing(at, patience=hour) == (1, 0)
    assert queries.standing(at + 2 * hour, patience=hour) == (1, 1)


def test_what_waits_about_some_occasions_is_withdrawn_with_few_statements(queued, at):
    notices = queued(6)
    onces = ["act:7:staff.late:3", "act:7:12:sms", "act:71:1:sms", "rating:7:12", "act:8:5:sms", "act:8:6"]
    for notice, once in zip(notices, onces, strict=True):
        Notice.objects.filter(pk=notice.pk).update(once=once)
    Notice.objects.filter(once="act:8:6").update(state="sending", leased_to="worker")
    with CaptureQueriesContext(connection) as few:
        assert actions.withdraw_occasions(occasions=["act:7", "act:8"], by=ADMIN, at=at) == 3
    found = dict(Notice.objects.values_list("once", "state"))
    assert {once for once, state in found.items() if state == "withdrawn"} == {onces[0], onces[1], onces[4]}
    assert found["act:8:6"] == "sending"
    assert AuditEntry.objects.filter(event="notice.withdrawn").count() == 3
    with CaptureQueriesContext(connection) as none:
        assert actions.withdraw_occasions(occasions=["act:7"], by=ADMIN, at=at) == 0
    assert len(few) - len(none) <= 4
    one = Notice.objects.get(once=onces[0])
    assert (one.body, one.title, one.recipient) == ("", "", "")


def test_what_one_has_done_is_settled_for_all_who_were_asked_and_for_nothing_else(queued, at):
    asked = [*inside(queued, user_id=7), *inside(queued, user_id=8)]
    other, sent = inside(queued, user_id=8)[0], queued(1)[0]
    for n, row in enumerate(asked):
        Notice.objects.filter(pk=row.pk).update(once=f"test.told:1:{n}")
    Notice.objects.filter(pk=other.pk).update(once="test.told:12:0")
    Notice.objects.filter(pk=sent.pk).update(once="test.told:1:sms")
    assert actions.settle(occasions=[], by=READER, at=at) == 0
    assert actions.settle(occasions=["test.told:1"], by=READER, at=at) == 2
    assert [queries.unread_count(user) for user in (7, 8)] == [0, 1]
    assert Notice.objects.get(pk=sent.pk).read_at is None


def test_what_is_read_together_is_locked_in_one_order(queued, at):
    inside(queued, 2)
    with CaptureQueriesContext(connection) as ran:
        actions.settle(occasions=["test"], by=READER, at=at)
        actions.mark_read(uid=None, by=READER, at=at)
    locks = [each["sql"] for each in ran.captured_queries if "FOR UPDATE" in each["sql"]]
    assert [" ASC FOR UPDATE" in sql for sql in locks] == [True, True], locks
