"""In English no page says anything in Chinese but what people entered: names, places, texts, classes."""

import re
from html.parser import HTMLParser

from django.apps import apps
from django.db import models
from tests.addresses import addresses

from xinfang.registers.indicators.actions.importing import COLUMNS
from xinfang.registers.staff.roles import ROLES

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
OURS = {"kernel", "registers", "casework", "insight", "exchange"}
SAID = {
    "中文",
    "简体中文",
    "路灯不亮",
    "夜间路灯不亮",  # the switch back; the rows of the table being imported
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


def test_only_the_sheet_of_a_document_is_left_out():
    sheet = '<div class="sheet" lang="zh-Hans"><div>丙</div>丁</div>'
    page = f'<div title="甲">乙{sheet}戊</div><div class="sheet">己</div>'
    assert CHINESE.findall(spoken(page)) == ["甲", "乙", "戊", "己"]


def test_a_page_in_english_has_no_chinese_of_its_own(client, sample, district, posted):
    client.cookies["django_language"] = "en"
    corpus, found = None, set()
    for role in ("", *ROLES):
        if role:
            client.force_login(posted(role, district.root, f"reader {role}"))
        for name, path in addresses(sample).items():
            answer = client.get(path)
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                b"".join(answer)  # a file is read to its end, so that it is closed
                continue
            corpus = corpus or entered()
            runs = CHINESE.findall(spoken(answer.content.decode()))
            found |= {f"{role} {name}: {run}" for run in runs if run not in corpus and run not in SAID}
    assert "\n".join(sorted(found)) == ""
