"""Whether a text names a petitioner, or points at a person at all. It tells where, never who."""

from collections.abc import Iterable

from xinfang.engines.mentions import Mention, candidates, speaks_of_people
from xinfang.registers.petitioners.models import Person
from xinfang.registers.petitioners.rules import name_digest

__all__ = ["named", "points_at_a_person"]


def named(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """The pieces of a text that are the name of somebody who petitioned; `known`: words that are no names.

    Asked only by rooms whose callers may look petitioners up anyway: the answer tells that somebody did.
    """
    pieces: dict[bytes, list[tuple[int, int]]] = {}
    for piece, start in candidates(text, known):
        pieces.setdefault(name_digest(piece), []).append((start, start + len(piece)))
    held = Person.objects.filter(name_digest__among=list(pieces)).values_list("name_digest", flat=True)
    found = {span for digest in set(map(bytes, held)) for span in pieces[digest]}
    # 王小 is in 王小明: the longer one is told.
    whole = [span for span in found if not any(span != other and _inside(span, other) for other in found)]
    return [Mention(start, end, "name") for start, end in sorted(whole)]


def points_at_a_person(text: str, known: Iterable[str] = ()) -> bool:
    """The one rule for texts about places and problems: whether one speaks of people, or holds the name of
    somebody who petitioned. Asked where `named` may be; a door of citizens asks `speaks_of_people`."""
    words = tuple(known)
    return speaks_of_people(text, words) or bool(named(text, words))


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
