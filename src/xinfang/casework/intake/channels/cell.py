"""What a channel says of itself: its counting and its form."""

from dataclasses import dataclass

from django.utils.functional import Promise

__all__ = ["Cell"]


@dataclass(frozen=True)
class Cell:
    """A way in. `channel` and `form` are how it is counted; heads outside the limits are refused."""

    key: str
    name: Promise | str
    icon: str
    channel: str
    form: str
    min_heads: int = 1
    max_heads: int = 100_000
    heads_label: Promise | str = ""  # '' when the form does not ask how many
    asks: frozenset[str] = frozenset()  # of: sent_on, addressee, page_count, companions, sheet
    anonymous_allowed: bool = True
    representatives: int = 0  # the most that a group may send (条例 2022, 20)
