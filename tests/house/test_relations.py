"""No relation points up: neither a foreign key nor a reverse accessor or lookup used from below.

import-linter cannot see these: they are names in strings and attributes.
"""

import ast
from collections.abc import Iterator

from django.apps import apps
from django.db.models import CASCADE, Field, ForeignKey, Model
from django.test.utils import isolate_apps
from tests.house.source import level, module_of, python_files, short, tree


def up_pointing(models: list[type[Model]]) -> list[str]:
    """Fields of our models whose target stands higher than they do."""
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if level(field.related_model.__module__) > level(model.__module__) >= 0
    ]


def reverse_names() -> dict[str, int]:
    """Reverse accessors and query names -> the lowest level at which some model may be asked for them."""
    found: dict[str, int] = {}
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            source, target = level(relation.related_model.__module__), level(model.__module__)
            if source > target >= 0:
                for name in (relation.get_accessor_name(), relation.field.related_query_name()):
                    if name:
                        found[name] = min(found.get(name, source), source)
    return found


# Not get, update, values: dictionaries have them too.
MANAGER = {"all", "filter", "exclude", "count", "exists", "first", "last", "order_by", "values_list"}
MANAGER |= {"create", "aggregate", "annotate", "select_related", "prefetch_related"}
EXPRESSIONS = {"F", "OuterRef", "Count", "Max", "Min", "Sum", "Exists", "Prefetch"}


def asked_from_below(parsed: ast.Module, here: int, names: dict[str, int]) -> Iterator[str]:
    """Lookups (`name__x=`, "name__x", prefetch_related("name")) of names that belong higher up."""
    for node in ast.walk(parsed):
        if not isinstance(node, ast.Call):
            continue
        reached = _accessor(node)
        if names.get(reached, -1) > here:
            yield f"line {node.lineno}: .{reached}"
        for text in _lookups(node):
            first, separator, _rest = text.lstrip("-").partition("__")
            if names.get(first, -1) > here and (separator or _prefetches(node)):
                yield f"line {node.lineno}: {text}"


def _accessor(node: ast.Call) -> str:
    """`x.clocks.filter(...)` reaches through `clocks`."""
    func = node.func
    if isinstance(func, ast.Attribute) and func.attr in MANAGER and isinstance(func.value, ast.Attribute):
        return func.value.attr
    return ""


def _lookups(node: ast.Call) -> list[str]:
    texts = [keyword.arg or "" for keyword in node.keywords]
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if isinstance(node.func, ast.Attribute) or name in EXPRESSIONS:
        texts += [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
    return texts


def _prefetches(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr in {"prefetch_related", "select_related"}


def test_no_field_points_up() -> None:
    assert up_pointing(apps.get_models()) == []


def test_no_lower_code_asks_through_a_higher_table() -> None:
    names = reverse_names()
    assert names
    found = [
        f"{short(path)}: {fault}"
        for path in python_files()
        for fault in asked_from_below(tree(path), level(module_of(path)), names)
    ]
    assert found == []


def test_the_guard_sees_a_lookup_that_points_up() -> None:
    planted = ast.parse(
        "Matter.objects.filter(clocks__due_on=day)\n"
        "Unit.objects.prefetch_related('matters')\n"
        "matter.clocks.filter(state='running')"
    )
    assert len(list(asked_from_below(planted, 20, {"clocks": 32, "matters": 30}))) == 3
    assert not list(asked_from_below(planted, 40, {"clocks": 32, "matters": 30}))


def test_the_guard_sees_a_field_that_points_up() -> None:
    with isolate_apps("xinfang.kernel"):
        low = _planted("Low", "xinfang.registers.planted")
        high = _planted("High", "xinfang.casework.letters.models", low=ForeignKey(low, CASCADE))
        up = _planted("Up", "xinfang.casework.petitions.models", high=ForeignKey(high, CASCADE))
    assert up_pointing([low, high, up]) == ["kernel.Up.high -> kernel.High"]


def _planted(name: str, module: str, **fields: Field) -> type[Model]:
    meta = type("Meta", (), {"app_label": "kernel"})
    return type(name, (Model,), {"__module__": module, "Meta": meta, **fields})
