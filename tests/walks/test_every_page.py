"""Every page for every role, walked once in English: looking at it changes nothing but the audit and the
session; it leaves the frame around it as it is; and it says nothing in Chinese but what people entered:
names, places, texts, classes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.test.utils import ContextList
from tests.addresses import addresses

from xinfang.registers.indicators.actions.importing import COLUMNS
from xinfang.registers.staff.roles import ROLES

WRITING = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?|copy)\s+\"?(\w+)", re.IGNORECASE
)
MAY = {
    "kernel_auditentry": "who read what is told",
    "django_session": "the session goes on with each page",
    "xinfang_cache": "tries are counted for a minute",
}


def written(sql: str) -> set[str]:
    """The tables that a statement writes; a locking SELECT ends with the word UPDATE and writes none."""
    return set(WRITING.findall(re.sub(r"\bfor (no key )?update\b.*", "", sql, flags=re.IGNORECASE)))


@contextmanager
def watched() -> Iterator[set[str]]:
    tables: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.update(written(str(sql)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


CHINESE = re.compile(r"[\u4e00-\u9fff]+")
OURS = {"kernel", "registers", "casework", "insight", "exchange"}
SAID = {
    "中文",
    "简体中文",
    "路灯不亮",
    "夜间路灯不亮",  # the switch back; the rows of the table being imported
    "启用日期",  # a column of the sheet of units, as it is to be written
    *(names[0] for names in COLUMNS.values()),  # the columns of a sheet, as they are to be written
}


def entered() -> str:
    """All text that people or class lists put into the database, sealed columns opened."""
    texts: list[str] = []
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.BinaryField | models.JSONField)
        ]
        texts += [str(value) for row in model._default_manager.values_list(*columns) for value in row]
    return "\n".join(texts)


class Spoken(HTMLParser):
    """The page without the sheets of legal documents, which are in Chinese by law and marked so, and without
    the words of the texts of reports, which are typed as they stand (`code`), and their drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._sheet = 0
        self._typed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "div" and (self._sheet or (given.get("class"), given.get("lang")) == ("sheet", "zh-Hans")):
            self._sheet += 1
        self._typed = (tag, given.get("lang")) in {("code", "zh-Hans"), ("h2", "zh-Hans")}
        if not self._sheet and (tag, given.get("lang")) != ("img", "zh-Hans"):
            self.said += [value or "" for value in given.values()]

    def handle_endtag(self, tag: str) -> None:
        self._typed = False
        if tag == "div" and self._sheet:
            self._sheet -= 1

    def handle_data(self, data: str) -> None:
        if not (self._sheet or self._typed):
            self.said.append(data)


def spoken(page: str) -> str:
    """What a page says of its own, in text and in attributes."""
    parser = Spoken()
    parser.feed(page)
    parser.close()
    return "\n".join(parser.said)


def hidden(answer: Any) -> set[str]:
    """What the frame around all pages is given and a page's own view puts something else in place of."""
    found: set[str] = set()
    given = answer.context
    for context in given if isinstance(given, ContextList) else filter(None, [given]):
        own, *others = context.dicts[getattr(context, "_processors_index", 0) or 0 :]
        if own.get("rail") and context.get("rail"):  # a screen on a wall goes without
            found |= {
                key for other in others for key in own.keys() & other.keys() if own[key] is not other[key]
            }
    return found


class Foreign:
    """The runs of Chinese in a page that nobody entered; each run is looked for once, pages repeat most."""

    def __init__(self) -> None:
        self._entered, self._known = entered(), dict.fromkeys(SAID, True)

    def __call__(self, page: str) -> set[str]:
        runs = set(CHINESE.findall(spoken(page)))
        for run in runs - self._known.keys():
            self._known[run] = run in self._entered
        return {run for run in runs if not self._known[run]}


def test_each_page_only_reads_and_speaks_the_reader_s_language(client, sample, district, posted):
    client.cookies["django_language"] = "en"
    wrote, covered, foreign, chinese = {}, {}, None, set()
    for role in ("", *ROLES):
        if role:
            client.force_login(posted(role, district.root, f"reader {role}"))
        answered = 0
        for name, path in addresses(sample).items():
            with watched() as tables:
                answer = client.get(path)
                page = b"".join(answer) if answer.streaming else answer.content
            answered += answer.status_code == 200
            if tables - MAY.keys():
                wrote[role, name] = tables - MAY.keys()
            if hidden(answer):
                covered[role, name] = hidden(answer)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                foreign = foreign or Foreign()
                chinese |= {f"{role} {name}: {run}" for run in foreign(page.decode())}
        assert answered, role
    assert wrote == {}
    assert covered == {}, "the frame's own names: choose others in the view"
    assert "\n".join(sorted(chinese)) == ""


def test_only_the_sheet_of_a_document_is_left_out():
    sheet = '<div class="sheet" lang="zh-Hans"><div>丙</div>丁</div>'
    page = f'<div title="甲">乙{sheet}戊</div><div class="sheet">己</div>'
    assert CHINESE.findall(spoken(page)) == ["甲", "乙", "戊", "己"]


def test_the_guard_sees_a_planted_write(db):
    with watched() as tables, connection.cursor() as cursor:
        cursor.execute("UPDATE registers_unit SET name = name")
        cursor.execute("SELECT 1")
    assert tables == {"registers_unit"}
    assert written('INSERT INTO "casework_matter" ("id") VALUES (1)') == {"casework_matter"}
    assert written('SELECT "x" FROM "casework_matter" ORDER BY "x" FOR UPDATE') == set()
