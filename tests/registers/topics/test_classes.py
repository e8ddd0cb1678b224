"""The class list in the database: whole, in three levels, found by name and by initials."""

import csv

import pytest

from xinfang.registers.topics import actions, queries
from xinfang.registers.topics.models import ClassList, ContentClass
from xinfang.registers.topics.seed import FILE

pytestmark = pytest.mark.django_db


def test_every_source_row_is_in_the_database_under_its_way():
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ways = {node.code: node.path for node in queries.class_tree()}
    assert len(rows) == 517
    for row in rows:
        names = [row[level] for level in ("level1", "level2", "level3") if row[level]]
        assert ways[row["code"][: 2 * len(names)]] == " › ".join(names)


def test_loading_the_list_again_adds_nothing():
    before = ContentClass.objects.count()
    actions.seed()
    assert (ContentClass.objects.count(), ClassList.objects.get().version) == (before, "v1")


def test_a_class_is_found_by_a_part_of_its_name():
    found = queries.search_classes("安全生产管理")
    assert found[0].path == "城乡建设 › 安全生产 › 安全生产管理"
    assert queries.path_of(found[0].id) == found[0].path
    assert queries.level1_of(found[0].id) == "城乡建设"


def test_a_class_is_found_by_its_pinyin_initials():
    assert queries.search_classes("aqscgl")[0].name == "安全生产管理"
    assert "城乡建设" in {node.name for node in queries.search_classes("cxjs")}


def test_nothing_asked_finds_nothing_and_an_unknown_id_has_no_way():
    assert queries.search_classes("  ") == []
    assert (queries.path_of(0), queries.level1_of(0)) == ("", "")


def test_a_top_class_that_has_one_of_its_own_name_below_is_named_by_its_whole_path():
    paths = lambda text: [node.path for node in queries.classes_named(text)]  # noqa: E731
    assert paths("交通运输") == ["交通运输"]
    assert paths("交通运输 › 交通运输") == ["交通运输 › 交通运输"]
    code = next(node.code for node in queries.class_tree() if node.path == "交通运输")
    assert paths(code) == ["交通运输"]
    assert paths("没有的") == []
