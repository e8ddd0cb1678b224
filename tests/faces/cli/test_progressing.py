"""Where the output is no terminal, something long says how far it has come, and not too often."""

from io import StringIO

from rich.console import Console
from rich.progress import Progress

from xinfang.faces.cli.progressing import EVERY, Lines, doing, shown


def lines(out: StringIO) -> list[str]:
    return out.getvalue().splitlines()


def test_a_task_is_told_as_it_begins_now_and_then_and_at_its_end() -> None:
    now, out = [0.0], StringIO()
    told = Lines(Console(file=out), lambda: now[0])
    task = told.add_task("装入演示年度", total=10)
    assert lines(out) == ["装入演示年度…"]
    for _second in range(10):
        now[0] += 1
        told.advance(task, 1)
    assert lines(out) == ["装入演示年度…", "装入演示年度 5/10", "装入演示年度 10/10"]
    assert EVERY == 5


def test_another_part_is_told_at_once() -> None:
    out = StringIO()
    told = Lines(Console(file=out), lambda: 0.0)
    task = told.add_task("装入", total=1)
    told.advance(task, 1)
    told.update(task, description="办理")
    assert lines(out)[-1] == "办理…"


def test_a_pipe_gets_lines_and_a_terminal_a_bar() -> None:
    out = StringIO()
    with shown(Console(file=out)) as piped, doing(Console(file=out), "准备"):
        assert isinstance(piped, Lines)
    assert lines(out) == ["准备…"]
    with shown(Console(file=StringIO(), force_terminal=True)) as drawn:
        assert isinstance(drawn, Progress)


def test_a_part_that_takes_long_is_told_of_again() -> None:
    """Half a minute of migrations, and nothing to count."""
    now, out = [0.0], StringIO()
    told = Lines(Console(file=out), lambda: now[0])
    told.still()
    told.begin("准备数据库")
    for _second in range(12):
        now[0] += 1
        told.still()
    assert lines(out) == ["准备数据库…", "准备数据库…（5 秒）", "准备数据库…（10 秒）"]
