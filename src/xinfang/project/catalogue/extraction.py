"""Finds every translatable text of the package, without gettext installed."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

__all__ = ["extracted"]

KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_t": None,  # gettext beside gettext_lazy as _
    "w": None,  # gettext_lazy in a table of two hundred words
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Context first, when a function has one: position of the context, then of the texts (1-based).
Found = tuple[str | tuple[str, ...], str | None, int]


def extracted(package: Path) -> Catalog:
    """All texts under `package` with the files that say them (no line numbers: they would change daily)."""
    catalog = Catalog(project="xinfang", charset="utf-8")
    for path in sorted(package.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "vendor" in path.parts:
            continue
        place = path.relative_to(package).as_posix()
        for message, context, _line in _texts(path):
            catalog.add(message, context=context, locations=[(place, 0)])
    return catalog


def _texts(path: Path) -> Iterator[Found]:
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        if "templates" not in path.parts:
            return
        # templatize leaves Python-like calls among blanked words; indents mean nothing there.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for line, function, messages, _comments in extract_python(BytesIO(text.encode()), KEYWORDS, [], {}):
        yield from _sorted_out(line, str(function), messages)


def _sorted_out(line: int, function: str, messages: Any) -> Iterator[Found]:
    parts = messages if isinstance(messages, tuple) else (messages,)
    layout = KEYWORDS[function] or (1,)
    context = None
    texts = []
    for item in layout:
        position = item[0] if isinstance(item, tuple) else item
        value = parts[position - 1] if len(parts) >= position else None
        if not value:
            return
        if isinstance(item, tuple):
            context = value
        else:
            texts.append(value)
    yield (texts[0] if len(texts) == 1 else tuple(texts)), context, line
