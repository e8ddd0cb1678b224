"""In English no page says anything in Chinese but what people entered: names, places, texts, classes."""

import html
import re

import pytest
from django.apps import apps
from django.db import models
from tests.addresses import addresses
from tests.sample import fill

from xinfang.kernel import clock
from xinfang.registers.staff.roles import ROLES

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
OURS = {"kernel", "registers", "casework", "exchange"}
SAID = {
    "中文",
    "简体中文",
    "路灯不亮",
    "夜间路灯不亮",
}  # the switch back; the rows of the table being imported


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


@pytest.fixture
def sample(district, posted, settings, tmp_path):
    """An office in the middle of its work."""
    settings.XINFANG_FILES = tmp_path
    return fill(district, clock.now(), posted("office_head", district.root))


@pytest.mark.parametrize("role", ["", *ROLES])
def test_a_page_in_english_has_no_chinese_of_its_own(client, sample, district, posted, role):
    client.cookies["django_language"] = "en"
    if role:
        client.force_login(posted(role, district.root, f"reader {role}"))
    corpus, found = None, []
    for name, path in addresses(sample).items():
        answer = client.get(path)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            b"".join(answer)  # a file is read to its end, so that it is closed
            continue
        corpus = corpus or entered()
        page = html.unescape(answer.content.decode())
        found += [f"{name}: {run}" for run in CHINESE.findall(page) if run not in corpus and run not in SAID]
    assert "\n".join(sorted(set(found))) == ""
