"""The time is read in one place: what happens at a moment can be told again."""

import ast

from tests.house.source import module_of, python_files, short, tree

READS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
READS |= {("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time")}


def readings(parsed: ast.Module) -> list[str]:
    return [
        f"line {node.lineno}: {node.func.value.id}.{node.func.attr}()"
        for node in ast.walk(parsed)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in READS
        and not (node.func.attr in {"localtime", "localdate"} and node.args)
    ]


def test_only_the_clock_reads_the_time() -> None:
    found = [
        f"{short(path)}: {fault}"
        for path in python_files()
        if not module_of(path).startswith("xinfang.kernel.clock")
        for fault in readings(tree(path))
    ]
    assert found == []


def test_the_guard_sees_a_reading() -> None:
    assert readings(ast.parse("at = datetime.now(tz)"))
    assert readings(ast.parse("day = timezone.localdate()"))
    assert not readings(ast.parse("day = timezone.localdate(at)"))
