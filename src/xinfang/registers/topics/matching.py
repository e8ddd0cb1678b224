"""Whether a matter looks like one of a special topic: a pure predicate over what is known of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["Looked", "Problem", "Topic", "matches", "problem_of"]


@dataclass(frozen=True)
class Problem:
    """A problem of a topic, with what it is known by."""

    pk: int
    name: str
    words: tuple[str, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """A topic, with what it is known by. `paths`: the units of its area, '' parts none; empty: everywhere."""

    pk: int
    name: str
    since: date
    until: date | None
    paths: tuple[str, ...]
    words: tuple[str, ...]
    classes: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What is looked at of a matter: its texts, class, place (a path in the unit tree, '' unknown), day."""

    text: str
    class_code: str
    path: str
    day: date


def matches(topic: Topic, looked: Looked) -> bool:
    """In the period, not known to be outside the area, and a word or a class fits."""
    if looked.day < topic.since or (topic.until and looked.day > topic.until):
        return False
    if topic.paths and looked.path and not any(looked.path.startswith(path) for path in topic.paths):
        return False
    return _fits(topic.words, topic.classes, looked)


def problem_of(topic: Topic, looked: Looked) -> Problem | None:
    """The topic's problem that fits best: by class before by word, in the topic's order."""
    for by_class in (True, False):
        for problem in topic.problems:
            if _fits(() if by_class else problem.words, problem.classes if by_class else (), looked):
                return problem
    return None


def _fits(words: Sequence[str], classes: Sequence[str], looked: Looked) -> bool:
    if looked.class_code and any(looked.class_code.startswith(code) for code in classes):
        return True
    return any(word in looked.text for word in words)
