"""Whatever the outcomes of the tries, in whatever order: state and attempts keep to the table."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from xinfang.kernel.notices import rules
from xinfang.kernel.notices.models import Notice, State
from xinfang.kernel.notices.outcomes import Outcome, later, never, sent

pytestmark = pytest.mark.django_db(transaction=True)
LATER = later("sms_later", 503)
SLOW = later("sms_slow", rests=True)
NEVER = never("sms_never", 422)
LONG = timedelta(days=10)
OUTCOMES = st.lists(st.sampled_from([sent(), LATER, SLOW, NEVER, RuntimeError()]), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OUTCOMES)
@example([LATER, SLOW] * 15)
def test_any_sequence_of_outcomes_moves_by_the_table(queued, deliver, provider, at, outcomes):
    """A model of one notice beside the real one: the first ending that is final ends it."""
    Notice.objects.all().delete()
    (row,) = queued()
    send = provider(*outcomes, sent())
    moment, tries = timedelta(), 0
    for outcome in [*outcomes, sent()]:
        deliver(send, after=moment)
        tries += 1
        row = Notice.objects.get()
        assert row.attempts == tries
        assert row.state in rules.STEPS[State.SENDING]
        assert row.state == _wanted(outcome, tries)
        if row.state != State.WAITING:
            break
        moment = row.next_try_at - at
    assert len(send.asked) == tries
    assert set(send.keys) == {str(row.uid)}
    assert deliver(send, after=LONG * 100).tried == 0


def _wanted(outcome: Outcome | Exception, tries: int) -> State:
    ending = outcome.ending if isinstance(outcome, Outcome) else "later"
    if ending == "sent":
        return State.SENT
    return State.FAILED if ending == "never" or tries == rules.MOST_ATTEMPTS else State.WAITING
