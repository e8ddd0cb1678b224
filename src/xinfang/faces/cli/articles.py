"""Each article with its clock, its documents and its test, read from the checkout."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from xinfang.casework.deadlines.rules import CLOCKS, ClockRule
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.workflow import TRANSITIONS
from xinfang.kernel.errors import Refusal

__all__ = ["CHECKOUT", "EXAMPLES", "PAGES", "Article", "articles", "keys", "sections"]

CHECKOUT = Path(__file__).resolve().parents[4]
PAGES = "docs/policy"
EXAMPLES = "tests/casework/deadlines/worked_examples.csv"
GENERATED = {"README.md", "workflow.md"}
KEY = re.compile(r"`([a-z]+(?:_[a-z]+)*_(?:2005|2016|2022|beijing|shandong))`|`((?:tier|letter)_[a-z]+)`")


@dataclass(frozen=True)
class Article:
    """An article: its clocks; the page that says its duty; the documents that meet it; its examples.

    `lacking` says in sentences what is missing.
    """

    name: str
    clocks: tuple[str, ...]
    pages: tuple[str, ...]
    letters: tuple[str, ...]
    examples: int
    lacking: tuple[str, ...]


def sections(page: str) -> dict[str, str]:
    """Heading of the second level -> what stands under it."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def keys(text: str) -> set[str]:
    """The keys of clocks that a text names."""
    return {one or other for one, other in KEY.findall(text)}


def articles(root: Path = CHECKOUT, clocks: Iterable[ClockRule] = CLOCKS) -> list[Article]:
    """Every article that a clock or a page names. Raises Refusal where there is no checkout to read."""
    if not (root / PAGES).is_dir() or not (root / EXAMPLES).is_file():
        raise Refusal(_("条款的说明和例子不随安装包分发；请在源代码目录里运行。"))
    written = _written(root)
    examples = _counted(root)
    rules: dict[str, list[ClockRule]] = {}
    for each in clocks:
        rules.setdefault(f"{each.law}{each.article}".strip(), []).append(each)
    named = [heading for heading in written if heading.startswith("《")]
    found = [
        _article(name, rules.get(name, ()), written, examples) for name in {**rules, **dict.fromkeys(named)}
    ]
    known = {each.key for mine in rules.values() for each in mine}
    return [*found, *_nameless(written, known)]


def _article(
    name: str,
    rules: Iterable[ClockRule],
    written: Mapping[str, Mapping[str, str]],
    examples: Mapping[str, int],
) -> Article:
    pages = written.get(name, {})
    said = set().union(*(keys(text) for text in pages.values())) if pages else set()
    lacking = []
    for each in rules:
        if each.key not in said:
            lacking.append(_("%(clock)s：docs/policy 里没有写它的条款") % {"clock": each.key})
        if not examples.get(each.key):
            lacking.append(_("%(clock)s：没有手算的例子") % {"clock": each.key})
    families = {each.family for each in rules}
    return Article(
        name,
        tuple(each.key for each in rules),
        tuple(pages),
        tuple(_letters(families)),
        sum(examples.get(each.key, 0) for each in rules),
        tuple(lacking),
    )


def _nameless(written: Mapping[str, Mapping[str, str]], known: set[str]) -> Iterator[Article]:
    """Keys that a page names and no rule has."""
    for name, pages in written.items():
        strays = sorted(set().union(*(keys(text) for text in pages.values())) - known)
        if strays:
            lacking = tuple(_("%(clock)s：没有这个时限") % {"clock": key} for key in strays)
            yield Article(name, tuple(strays), tuple(pages), (), 0, lacking)


def _letters(families: set[str]) -> list[str]:
    """The documents whose issue or service meets or extends a clock of these families."""
    doing = {
        row.verb
        for row in TRANSITIONS
        for effect in row.effects
        if effect.kind in ("meet", "extend") and effect.family in families
    }
    return [
        str(kind.label)
        for kind in KINDS.values()
        if doing.intersection((*kind.effect, *kind.prepared, *kind.service))
    ]


def _written(root: Path) -> dict[str, dict[str, str]]:
    """Article -> page -> what it says of it."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((root / PAGES).glob("*.md")):
        if path.name not in GENERATED:
            for heading, text in sections(path.read_text("utf-8")).items():
                found.setdefault(heading, {})[path.name] = text
    return found


def _counted(root: Path) -> Counter[str]:
    with (root / EXAMPLES).open(encoding="utf-8", newline="") as file:
        return Counter(row["rule"] for row in csv.DictReader(file))
