"""What the frame shows is not what the page within it shows: their names never meet."""

import ast
import re
from typing import Any

import pytest
from tests.house.source import python_files, short, tree

PAGES = ["/instructions/", "/supervision/orders/", "/reviews/", "/bulletins/", "/worklist/", "/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_telephone_has_its_doors_on_pages_with_tabs_of_their_own(
    client: Any, posted: Any, district: Any, address: str
) -> None:
    client.force_login(posted("office_head", district.root))
    page = client.get(address).content.decode()
    foot = page.partition('class="rail-foot"')[2].partition("<details")[0]
    assert len(re.findall("<a ", foot)) == 4, foot


def frames_own() -> set[str]:
    """What frame() calls the things that it shows."""
    source = next(path for path in python_files() if short(path).endswith("project/frame.py"))
    return keys(tree(source))


def keys(parsed: ast.Module) -> set[str]:
    return {
        key.value
        for node in ast.walk(parsed)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_no_page_calls_anything_by_a_name_of_the_frame() -> None:
    own = frames_own()
    assert own == {"rail", "scope", "may_search", "unread_notices", "theme", "text_size", "page_here"}
    pages = [path for path in python_files() if "/faces/workbench/" in path.as_posix()]
    assert [short(path) for path in pages if keys(tree(path)) & own] == []
