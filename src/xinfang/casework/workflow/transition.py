"""One row of the table, and how its words are read."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise

__all__ = ["EFFECTS", "IN_FORCE_2022", "SEATS", "Effect", "Transition", "way_of"]

IN_FORCE_2022 = date(2022, 5, 1)

# Whose unit must hold the permission: where it was registered, the deciding unit, either of them, a unit that
# helps, the reviewing unit, the common superior of those who dispute, whoever sent it on (the office
# too).
SEATS = ("office", "unit", "either", "partner", "reviewer", "superior", "sender")
# What an act does to a clock. `meet`: the duty is done; `end`: it is owed no more; `reopen`: it runs on as if
# it had not been met; `redate`: what began it, and met others, was done on another day; `revive`: the
# agreement that met it last came to nothing, and it runs on.
EFFECTS = ("start", "meet", "end", "pause", "resume", "extend", "reopen", "redate", "revive")


@dataclass(frozen=True)
class Effect:
    """One effect on the clocks of a family; `all` stands for every family."""

    kind: str
    family: str


@dataclass(frozen=True)
class Transition:
    """One row of the table. `article`: (2005, 2022); `place`: the province whose rules alone know the act."""

    state: str
    verb: str
    next: str
    label: Promise | str
    public: Promise | str
    permission: str
    seat: str
    clock: str
    letter: str
    article: tuple[str, str]
    ways: tuple[str, ...]
    legal: bool
    place: str = ""

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The clock column, read."""
        words = (part.split() for part in self.clock.split(";") if part.strip())
        return tuple(Effect(kind, family) for kind, family in words)

    def known_on(self, day: date) -> bool:
        """Whether the rules in force on a day know the act; acts of the register itself are always known."""
        if self.place not in ("", settings.XINFANG_PLACE):
            return False
        return not any(self.article) or bool(self.article[day >= IN_FORCE_2022])


def way_of(purpose: str) -> str:
    """Which of the three ways (R22 29, 30, 31) a purpose leads to."""
    return purpose if purpose in {"suggestion", "accusation"} else "appeal"
