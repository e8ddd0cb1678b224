"""Nothing that is typed is lost without a word: no field cuts it, no action does, all are counted along."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from tests.house.source import files, python_files, short, tree

from xinfang import faces

CUTS = re.compile(r"\smaxlength\b", re.IGNORECASE)


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form class of ours."""
    for module in pkgutil.walk_packages(faces.__path__, "xinfang.faces."):
        importlib.import_module(module.name)
    waiting = [forms.BaseForm]
    while waiting:
        here = waiting.pop().__subclasses__()
        waiting += here
        yield from (each for each in here if each.__module__.startswith("xinfang."))


def limited() -> list[Any]:
    """Every field of them that has a longest length and is seen."""
    found = {
        (f"{form.__module__}.{form.__name__}", name): field
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if getattr(field, "max_length", None) and not field.widget.is_hidden
        if isinstance(field, forms.CharField)
    }
    return [pytest.param(field, id=":".join(key)) for key, field in sorted(found.items())]


@pytest.mark.parametrize("field", limited())
def test_every_field_with_a_longest_length_counts_and_refuses_in_words(field: forms.CharField) -> None:
    most = field.max_length
    shown = forms.BoundField(type("Form", (forms.Form,), {})({"it": "长" * 3}), field, "it").as_widget()
    assert f'data-most="{most}"' in shown
    assert not CUTS.search(shown)
    with pytest.raises(forms.ValidationError, match=f"最多 {most} 个字，现在有 {most + 1} 个"):
        field.clean("长" * (most + 1))


def test_no_page_cuts_what_is_typed_into_it() -> None:
    assert [short(path) for path in files(".html") if CUTS.search(path.read_text("utf-8"))] == []


def cuts(code: ast.Module) -> list[int]:
    """Where a text is stripped and then cut: `reason.strip()[:200]`."""
    return [
        node.lineno
        for node in ast.walk(code)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.upper
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute)
        if node.value.func.attr == "strip"
    ]


def test_no_action_cuts_what_was_typed() -> None:
    actions = [path for path in python_files() if "actions" in short(path)]
    assert {short(path): lines for path in actions if (lines := cuts(tree(path)))} == {}
    assert cuts(ast.parse("row.reason = reason.strip()[:200]"))
