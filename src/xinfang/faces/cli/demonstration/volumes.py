"""How much arrives in the two years: numbers set so that the yearbook chapter of 2008 comes out exactly.

2008: 45 letters, 8 of them joint with 115 signatories; 646 person-times of visits, 107 of them in 19 groups;
691 in all, 629 of them from January to November. 2007: 767 from January to November, so that the change of
those eleven months is -138 / 767 = -17.99 %, printed -18 %.
"""

from dataclasses import dataclass

__all__ = ["YEARS", "Volume"]


@dataclass(frozen=True)
class Volume:
    """A year's arrivals: `eleven` lies in January to November, `december` after it.

    Each is (ordinary letters, signatories of each joint letter, batches of ordinary visits, their heads,
    heads of each group visit).
    """

    year: int
    eleven: "Span"
    december: "Span"


@dataclass(frozen=True)
class Span:
    """See Volume."""

    letters: int
    joint: tuple[int, ...]
    batches: int
    heads: int
    groups: tuple[int, ...]

    @property
    def total(self) -> int:
        """Letters and persons (rule A)."""
        return self.letters + len(self.joint) + self.heads + sum(self.groups)


YEARS: tuple[Volume, ...] = (
    Volume(
        2007,
        eleven=Span(
            letters=41,
            joint=(9, 14, 22, 11, 7),
            batches=292,
            heads=583,
            groups=(5, 6, 5, 7, 6, 8, 5, 5, 9, 6, 5, 7, 6, 5, 10, 6, 5, 7, 6, 5, 8, 6),
        ),
        december=Span(letters=4, joint=(13,), batches=26, heads=51, groups=(6, 6)),
    ),
    Volume(
        2008,
        eleven=Span(
            letters=34,
            joint=(12, 18, 9, 21, 14, 16, 11),
            batches=245,
            heads=487,
            groups=(5, 6, 5, 7, 5, 6, 5, 8, 5, 5, 6, 5, 7, 5, 6, 5, 5, 5),
        ),
        december=Span(letters=3, joint=(14,), batches=26, heads=52, groups=(6,)),
    ),
)
