"""Content classes by the names that people write in tables."""

from dataclasses import dataclass

from xinfang.registers.topics.models import ClassList, ContentClass

__all__ = ["ClassName", "ClassNames", "class_names"]

_SEPARATORS = ("／", "/", ">", "＞", "\\", "→", "-", "—")


@dataclass(frozen=True)
class ClassName:
    """A class with the way to it, '城乡建设/住房'."""

    pk: int
    code: str
    name: str
    way: str


class ClassNames:
    """The classes of one list, found by code, by way, or by name where the name is unique."""

    def __init__(self, classes: list[ClassName]) -> None:
        self._by_text: dict[str, set[ClassName]] = {}
        for found in classes:
            for text in {found.code, found.name, found.way}:
                self._by_text.setdefault(_plain(text), set()).add(found)

    def find(self, text: str) -> list[ClassName]:
        """All classes a text may mean: one is an answer, none or several are a question."""
        return sorted(self._by_text.get(_plain(text), ()), key=lambda found: found.code)


def class_names() -> ClassNames:
    """The newest list; empty before one was loaded."""
    newest = ClassList.objects.order_by("-valid_from", "-pk").first()
    rows = list(ContentClass.objects.filter(listing=newest).order_by("level", "code")) if newest else []
    ways: dict[int, str] = {}
    for row in rows:
        above = ways.get(row.parent_id, "") if row.parent_id else ""
        ways[row.pk] = f"{above}/{row.name}" if above else row.name
    return ClassNames([ClassName(row.pk, row.code, row.name, ways[row.pk]) for row in rows])


def _plain(text: str) -> str:
    plain = "".join(text.split()).casefold()
    for separator in _SEPARATORS[:1] + _SEPARATORS[2:]:
        plain = plain.replace(separator, "/")
    return plain
