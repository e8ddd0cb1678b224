"""Whether a matter looks like one of a special topic: a pure predicate over what is known of both."""

from collections.abc import Callable, Sequence
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
    """What is looked at of a matter: title, texts, class, place (a path in the tree, '' unknown), day."""

    title: str
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
    return _in_class(topic.classes, looked) or _said(topic.words, f"{looked.title}\n{looked.text}")


def problem_of(topic: Topic, looked: Looked) -> Problem | None:
    """The topic's problem that fits best: by class, else by a word of the title, else of the text."""
    ways: tuple[Callable[[Problem], bool], ...] = (
        lambda problem: _in_class(problem.classes, looked),
        lambda problem: _said(problem.words, looked.title),
        lambda problem: _said(problem.words, looked.text),
    )
    return next((problem for fits in ways for problem in topic.problems if fits(problem)), None)


def _in_class(classes: Sequence[str], looked: Looked) -> bool:
    return bool(looked.class_code) and any(looked.class_code.startswith(code) for code in classes)


def _said(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)
