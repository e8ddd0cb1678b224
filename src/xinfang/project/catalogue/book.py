"""Reads, updates, checks and compiles locale/en/LC_MESSAGES/django.po."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from xinfang.project.catalogue.extraction import extracted

__all__ = ["compile_all", "missing", "update"]

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")

# Without dates: they would make every run a change.
HEAD = r"""# English texts of xinfang.
msgid ""
msgstr ""
"Project-Id-Version: xinfang\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def update(package: Path) -> None:
    """Add new texts, keep what is translated, drop what nobody says any more."""
    book = _read(package)
    template = extracted(package)
    for message in template:
        if message.id:
            old = book.get(message.id, context=message.context)
            message.string = old.string if old else message.string
    path = _path(package)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEAD.encode())
        write_po(file, template, width=100, sort_output=True, include_lineno=False, omit_header=True)


def missing(package: Path) -> list[str]:
    """One line for each text without English, each translation that loses a placeholder or is not said."""
    book, said = _read(package), extracted(package)
    gaps = []
    for message in said:
        if message.id:
            known = book.get(message.id, context=message.context)
            gaps += _faults(message, known)
    keys = {(_first(message), message.context) for message in said}
    gaps += [
        f"stale: {_first(message)}"
        for message in book
        if message.id and (_first(message), message.context) not in keys
    ]
    return gaps


def compile_all(package: Path) -> None:
    """Write django.mo beside django.po; nothing happens while there is no catalogue."""
    path = _path(package)
    if path.exists():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, _read(package))


def _faults(message: Message, known: Message | None) -> list[str]:
    where = ", ".join(place for place, _line in message.locations[:2])
    strings = known.string if known else ""
    texts = [strings] if isinstance(strings, str) else list(strings or ())
    if not texts or not all(texts):
        return [f"no English: {_first(message)} ({where})"]
    wanted = set(PLACEHOLDER.findall(_first(message)))
    if wanted != set(PLACEHOLDER.findall(texts[-1])):
        return [f"placeholders differ: {_first(message)} -> {texts[-1]} ({where})"]
    return []


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _path(package: Path) -> Path:
    return package / "locale" / "en" / "LC_MESSAGES" / "django.po"


def _read(package: Path) -> Catalog:
    path = _path(package)
    if not path.exists():
        return Catalog(locale="en", project="xinfang")
    with path.open("rb") as file:
        return read_po(file, locale="en")
