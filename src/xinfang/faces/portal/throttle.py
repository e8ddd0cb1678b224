"""Holding back those who try codes: by petition, and far more widely by address; and who books, writes and
uploads too much. Forgotten in a minute, an hour or a day.

The second factor has only four signs, so that few tries a day are left to whoever has the code already.
"""

from django.core.cache import cache
from django.db import transaction

from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.secrets import digest

__all__ = [
    "booked",
    "factor_was_right",
    "let_in",
    "let_in_booking",
    "let_in_factor",
    "let_in_upload",
    "let_in_writing",
    "was_right",
]

WINDOW = 60  # seconds
AN_HOUR = 3600
A_DAY = 24 * 3600
BY_NUMBER = 5
BY_ADDRESS = 300  # a whole town may stand behind one address; a code has 80 bits, a number bears 5 tries
BY_PLACES = 15  # of the 30 of a reception day: no single address fills it, and an office behind one books on
BY_LETTERS = 30  # begun in an hour: a community hall where people are helped to write gets through
BY_UPLOADS = 60  # files in an hour
BY_FACTOR = 10  # of 10,000 tails: more than a year until a guess is likelier than not


@transaction.atomic
def let_in(address: str, number: str) -> bool:
    """Count a try and say whether it may be made; looking and counting are one step for all processes.

    A try that is held back is not counted, so that nobody waits longer than the minute.
    """
    return _counted(_limits(address, number), WINDOW)


def was_right(address: str, number: str) -> None:
    """Forget the tries for this number, and this one of the address: the right code was given."""
    by_number, by_address = _limits(address, number)
    cache.delete(by_number)
    with transaction.atomic():
        one_at_a_time("follow", [by_address.encode()])
        if (tries := cache.get(by_address, 0)) > 0:
            cache.set(by_address, tries - 1, WINDOW)  # `decr` would keep it for the cache's own time


@transaction.atomic
def let_in_booking(address: str, day_id: int) -> bool:
    """Count a try to book and say whether it may be made; by address, for a whole town books one day."""
    if cache.get(_places(address, day_id), 0) >= BY_PLACES:
        return False
    return _counted({"book-" + digest(address or "-", "throttle").hex(): BY_ADDRESS}, WINDOW)


@transaction.atomic
def booked(address: str, day_id: int) -> None:
    """Count a place that was booked from an address on a reception day."""
    _counted({_places(address, day_id): BY_PLACES}, A_DAY)


@transaction.atomic
def let_in_factor(petition_id: int) -> bool:
    """Count a try at the second factor of a petition and say whether it may be made."""
    return _counted({_factor(petition_id): BY_FACTOR}, A_DAY)


@transaction.atomic
def let_in_writing(address: str) -> bool:
    """Count a letter that is begun and say whether it may be."""
    return _counted({"write-" + digest(address or "-", "throttle").hex(): BY_LETTERS}, AN_HOUR)


@transaction.atomic
def let_in_upload(address: str, files: int) -> bool:
    """Count files that are sent with a letter and say whether they may be: each is read to its end."""
    return all(
        _counted({"upload-" + digest(address or "-", "throttle").hex(): BY_UPLOADS}, AN_HOUR)
        for _file in range(files)
    )


def factor_was_right(petition_id: int) -> None:
    """Forget the tries at it."""
    cache.delete(_factor(petition_id))


def _counted(limits: dict[str, int], window: int) -> bool:
    one_at_a_time("follow", [key.encode() for key in limits])
    if any(cache.get(key, 0) >= most for key, most in limits.items()):
        return False
    for key in limits:
        cache.set(key, cache.get(key, 0) + 1, window)  # `incr` would keep it for the cache's own time
    return True


def _limits(address: str, number: str) -> dict[str, int]:
    """Key -> how many in the window. The cache holds digests, neither address nor number."""
    plain = "".join(number.split())[:40] or "-"
    return {
        "follow-" + digest(plain, "throttle number").hex(): BY_NUMBER,
        "follow-" + digest(address or "-", "throttle").hex(): BY_ADDRESS,
    }


def _places(address: str, day_id: int) -> str:
    return "book-" + digest(f"{address or '-'} {day_id}", "throttle places").hex()


def _factor(petition_id: int) -> str:
    return "follow-" + digest(str(petition_id), "throttle factor").hex()
