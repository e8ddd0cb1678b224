"""What is under version control names no machine, no registry and no one's folder."""

import re
from pathlib import Path

from tests.house.source import ROOT, python_files, short, tracked, tree

# Written in pieces, so that this file does not name them itself.
HOSTS = "|".join(
    re.escape(".".join(parts))
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("npmmirror", "com"),
        ("tuna", "tsinghua"),
        ("mirrors", "aliyun"),
        ("registry", "yarnpkg"),
    )
)
PLACES = "|".join(
    (
        "/wo" + "rk/",
        r"(?<!\w)/ho" + "me/(?!someone)[a-z]",
        "/Us" + "ers/[A-Za-z]",
        "/opt/py" + "pi",
        "/opt/whe" + "els",
    )
)
FORBIDDEN = re.compile(f"{HOSTS}|{PLACES}")
BINARY = {".png", ".woff2", ".xlsx", ".xls", ".jpg"}


def named(text: str) -> list[str]:
    return [match[0] for match in FORBIDDEN.finditer(text)]


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = {
        short(path): names
        for path in tracked()
        if path.suffix not in BINARY and (names := named(path.read_text("utf-8", "replace")))
    }
    assert found == {}


def test_the_lock_of_the_pages_holds_no_addresses() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock


def test_built_files_stay_out() -> None:
    built = [short(path) for path in tracked() if path.suffix == ".mo" or "vendor" in path.parts]
    assert built == []


def test_every_module_says_what_it_is_for() -> None:
    paths = [*python_files(), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/**/*.py")]
    assert [short(path) for path in paths if _is_silent(path)] == []


def test_the_guard_sees_a_planted_address() -> None:
    assert named("index-url = https://" + "pypi" + ".org/simple")
    assert named("cd /wo" + "rk/main")


def _is_silent(path: Path) -> bool:
    import ast

    return bool(path.read_text("utf-8").strip()) and ast.get_docstring(tree(path)) is None
