"""What was done with matters of a list between the page that asked and the click that confirmed."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.seen import newest_lines, numbers_of, since
from xinfang.faces.workbench.history.words import Happened, happened

__all__ = ["as_asked", "done_since", "looked_at"]


def looked_at(matter_ids: Sequence[int]) -> str:
    """What a page keeps of the matters that it asks about: 12-345 13-346, each with its newest line."""
    return " ".join(f"{pk}-{line}" for pk, line in newest_lines(matter_ids).items())


def as_asked(kept: str) -> dict[int, int]:
    """The same as numbers; whatever else was sent is left out."""
    pairs = (each.split("-") for each in kept.split())
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(_number, pair))}


def _number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 19


def done_since(matter_ids: Sequence[int], seen: Mapping[int, int]) -> list[str]:
    """One sentence a matter: what was done with it meanwhile, by whom and when."""
    numbers = numbers_of(matter_ids)
    return [f"{numbers[pk]} {_('；').join(map(_said, _lines(pk, seen)))}" for pk in matter_ids]


def _lines(pk: int, seen: Mapping[int, int]) -> list[Happened]:
    return [happened(row) for row in since(pk, seen[pk])]


def _said(line: Happened) -> str:
    told = _("%(words)s（%(who)s，%(time)s）")
    time = timezone.localtime(line.at).strftime("%H:%M")
    return told % {"words": line.words, "who": line.who or line.unit, "time": time}
