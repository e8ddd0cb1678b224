"""Holding back those who try codes: by petition, and far more widely by address; forgotten in a minute."""

from django.core.cache import cache
from django.db import transaction

from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.secrets import digest

__all__ = ["let_in", "was_right"]

WINDOW = 60  # seconds
BY_NUMBER = 5
BY_ADDRESS = 300  # a whole town may stand behind one address; a code has 80 bits, a number bears 5 tries


@transaction.atomic
def let_in(address: str, number: str) -> bool:
    """Count a try and say whether it may be made; looking and counting are one step for all processes.

    A try that is held back is not counted, so that nobody waits longer than the minute.
    """
    limits = _limits(address, number)
    one_at_a_time("follow", [key.encode() for key in limits])
    if any(cache.get(key, 0) >= most for key, most in limits.items()):
        return False
    for key in limits:
        cache.add(key, 0, WINDOW)
        try:
            cache.incr(key)
        except ValueError:  # it ran out in between
            cache.set(key, 1, WINDOW)
    return True


def was_right(address: str, number: str) -> None:
    """Forget the tries for this number, and this one of the address: the right code was given."""
    by_number, by_address = _limits(address, number)
    cache.delete(by_number)
    with transaction.atomic():
        one_at_a_time("follow", [by_address.encode()])
        if cache.get(by_address, 0) > 0:
            cache.decr(by_address)


def _limits(address: str, number: str) -> dict[str, int]:
    """Key -> how many in the window. The cache holds digests, neither address nor number."""
    plain = "".join(number.split())[:40] or "-"
    return {
        "follow-" + digest(plain, "throttle number").hex(): BY_NUMBER,
        "follow-" + digest(address or "-", "throttle").hex(): BY_ADDRESS,
    }
