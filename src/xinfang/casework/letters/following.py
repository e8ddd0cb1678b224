"""What service of a document leads to where a room above decides it: kind -> rule.

The room hangs its rules in with `follow_with` when Django is ready; other kinds do what their own row says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.events import Terms
from xinfang.casework.wording.kinds import KINDS

__all__ = ["Following", "follow_with", "following"]


@dataclass(frozen=True)
class Following:
    """An act that service performs: the verb, what it writes on the matter, what it fixes for a clock."""

    verb: str
    sets: Mapping[str, Any] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)


# Of the matter's id and the day of receipt; None: as the kind's own row says.
Rule = Callable[[int, date], "Following | None"]
_RULES: dict[str, Rule] = {}


def follow_with(rules: Mapping[str, Rule]) -> None:
    """Let a room above decide what service of its documents leads to."""
    _RULES.update(rules)


def following(document: Document, on: date) -> list[Following]:
    """The acts that service of a document on a day performs, in order."""
    decided = _RULES[document.kind](document.matter_id, on) if document.kind in _RULES else None
    return [decided] if decided else [Following(verb) for verb in KINDS[document.kind].service]
