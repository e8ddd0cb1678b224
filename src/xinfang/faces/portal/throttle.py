"""Holding back those who try codes: counted by address and by number, forgotten by itself."""

from django.core.cache import cache

from xinfang.kernel.secrets import digest

__all__ = ["failed", "held_back"]

WINDOW = 60  # seconds
BY_ADDRESS = 20  # an office hall or a mobile carrier shares one address
BY_NUMBER = 5


def held_back(address: str, number: str) -> bool:
    """Whether this address, or anybody for this number, has to wait a minute."""
    return any(cache.get(key, 0) >= most for key, most in _keys(address, number))


def failed(address: str, number: str) -> None:
    """Count a wrong try. The cache holds digests, no address."""
    for key, _most in _keys(address, number):
        cache.add(key, 0, WINDOW)
        try:
            cache.incr(key)
        except ValueError:  # it ran out in between
            cache.set(key, 1, WINDOW)


def _keys(address: str, number: str) -> list[tuple[str, int]]:
    plain = "".join(number.split())[:40] or "-"
    return [
        ("follow-" + digest(address or "-", "throttle").hex(), BY_ADDRESS),
        ("follow-" + digest(plain, "throttle number").hex(), BY_NUMBER),
    ]
