"""Refusals: an action that says no, in a sentence, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Problem", "Refusal"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the field it stands at ('' for the whole form) and a full sentence."""

    field: str
    sentence: str


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Raised by an action that changes nothing; its text is shown to the person as it stands."""

    def __init__(self, sentence: str = "", *, problems: Sequence[Problem] = ()) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems) or (Problem("", str(sentence)),)
        super().__init__(sentence or "; ".join(str(p.sentence) for p in self.problems))

    def by_field(self) -> Mapping[str, list[str]]:
        """The sentences by field, in the order given."""
        found: dict[str, list[str]] = {}
        for problem in self.problems:
            found.setdefault(problem.field, []).append(str(problem.sentence))
        return found
