"""A demonstration's past rings no bell."""

from datetime import timedelta

from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message, count_as_read, queue_many
from xinfang.kernel.notices.models import Notice

BY = Actor(None, "演示")


def test_what_was_told_before_a_moment_counts_as_read_and_what_came_after_does_not(db, at, posted, district):
    user = posted("handler", district.street)

    def tell(once, when, after=timedelta()):
        message = Message(
            once=once,
            kind="staff.assigned",
            channel="inside",
            user_id=user.pk,
            title="一",
            body="",
            not_before=when + after,
        )
        queue_many([message], at=when)

    tell("a:1", at - timedelta(days=400))
    tell("b:1", at - timedelta(days=2), timedelta(seconds=15))  # could still be taken back
    tell("c:1", at)
    assert count_as_read(before=at, by=BY, at=at) == 2
    unread = Notice.objects.filter(read_at=None)
    assert list(unread.values_list("once", flat=True)) == ["c:1"]
    assert not Notice.objects.filter(state="waiting").exists()
