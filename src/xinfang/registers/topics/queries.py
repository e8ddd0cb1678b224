"""Finding a class by a part of its name or by pinyin initials, and the way to it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from xinfang.registers.topics.matching import Problem, Topic
from xinfang.registers.topics.models import ClassList, ContentClass, SpecialTopic

__all__ = [
    "ClassNode",
    "SpecialTopic",
    "class_tree",
    "classes_named",
    "current_list",
    "level1_of",
    "path_of",
    "search_classes",
    "special_topic",
    "special_topics",
    "topics_to_match",
]

SEPARATOR = " › "


@dataclass(frozen=True)
class ClassNode:
    """A class and its way from the first level, '城乡建设 › 住房 › 物业管理'."""

    id: int
    code: str
    name: str
    level: int
    parent_id: int | None
    initials: str
    path: str
    level1: str


def current_list() -> ClassList | None:
    """The version of the nomenclature in force: the newest."""
    return ClassList.objects.order_by("-valid_from", "-pk").first()


def search_classes(text: str, limit: int = 20) -> list[ClassNode]:
    """Classes whose name holds `text`, or whose initials or code begin with it; the best first."""
    wanted = "".join(text.split()).casefold()
    if not wanted:
        return []
    ranked = [(_rank(node, wanted), node.level, node.code, node) for node in class_tree()]
    return [node for rank, _level, _code, node in sorted(ranked, key=lambda row: row[:3]) if rank < 9][:limit]


def path_of(class_id: int) -> str:
    """The way to a class in any version; '' for an id that is none."""
    node = _find(class_id)
    return node.path if node else ""


def level1_of(class_id: int) -> str:
    """The name of the first level above a class; '' for an id that is none."""
    node = _find(class_id)
    return node.level1 if node else ""


def special_topics(day: date | None = None) -> list[SpecialTopic]:
    """The special topics, the newest first; with a day only those that last on it."""
    found = SpecialTopic.objects.order_by("-since", "-pk").prefetch_related("problems", "areas")
    if day is not None:
        found = found.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return list(found)


def special_topic(pk: int) -> SpecialTopic | None:
    """One special topic; None where there is none."""
    return SpecialTopic.objects.filter(pk=pk).first()


def topics_to_match() -> list[Topic]:
    """All special topics as the matcher reads them; three queries, whatever their number."""
    return [
        Topic(
            pk=each.pk,
            name=each.name,
            since=each.since,
            until=each.until,
            paths=tuple(unit.path for unit in each.areas.all()),
            words=tuple(each.words),
            classes=tuple(each.classes),
            problems=tuple(
                Problem(problem.pk, problem.name, tuple(problem.words), tuple(problem.classes))
                for problem in sorted(each.problems.all(), key=lambda problem: problem.position)
            ),
        )
        for each in special_topics()
    ]


def class_tree() -> list[ClassNode]:
    """All classes of the newest list, each below the one it belongs to."""
    listing = current_list()
    return list(_nodes(listing.pk).values()) if listing else []


def classes_named(text: str) -> list[ClassNode]:
    """The class whose code or whole path a text is; else all that bear it as their name."""
    nodes = class_tree()
    whole = [node for node in nodes if text in (node.code, node.path)]
    return whole or [node for node in nodes if text == node.name]


def _find(class_id: int) -> ClassNode | None:
    listing_id = ContentClass.objects.filter(pk=class_id).values_list("listing_id", flat=True).first()
    return None if listing_id is None else _nodes(listing_id).get(class_id)


@lru_cache(maxsize=4)
def _nodes(listing_id: int) -> dict[int, ClassNode]:
    """A list never changes once it is loaded; a new version has a new id."""
    found: dict[int, ClassNode] = {}
    for row in ContentClass.objects.filter(listing_id=listing_id).order_by("level", "code"):
        above = found.get(row.parent_id) if row.parent_id else None
        path = f"{above.path}{SEPARATOR}{row.name}" if above else row.name
        level1 = above.level1 if above else row.name
        found[row.pk] = ClassNode(
            row.pk, row.code, row.name, row.level, row.parent_id, row.initials, path, level1
        )
    return dict(sorted(found.items(), key=lambda item: item[1].code))


def _rank(node: ClassNode, wanted: str) -> int:
    name = node.name.casefold()
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if node.initials == wanted:
        return 2
    if wanted in name:
        return 3
    if node.initials.startswith(wanted):
        return 4
    return 5 if node.code.startswith(wanted) else 9
