"""What the documents tell exists: variables, files, commands."""

import re

from django.conf import settings
from tests.house.source import ROOT

HOME = ROOT / "docs" / "operations" / "home.md"
NOTICES = ROOT / "docs" / "operations" / "notices.md"
OF_NOTICES = ("XINFANG_MAIL_", "XINFANG_SMS_", "XINFANG_NOTICE_")
# Read before the settings are, by the embedded server's launcher.
BEFORE = {"XINFANG_HOME"}


def variables(page: str) -> set[str]:
    return set(re.findall(r"^\| `(XINFANG_\w+)` \|", page, re.MULTILINE))


def places(text: str) -> list[str]:
    """Paths in backticks that are whole: without a part to be filled in."""
    return re.findall(r"`((?:src|tests|docs)/[\w/.]+)`", text)


def test_the_table_of_the_environment_is_the_code_s() -> None:
    assert variables(HOME.read_text("utf-8")) == set(settings.XINFANG_ENVIRONMENT) | BEFORE


def test_the_table_of_notices_is_the_code_s() -> None:
    known = {name for name in settings.XINFANG_ENVIRONMENT if name.startswith(OF_NOTICES)}
    assert len(known) >= 10
    assert variables(NOTICES.read_text("utf-8")) == known


def test_each_file_that_the_guides_name_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {place for page in pages for place in places(page.read_text("utf-8"))}
    assert len(named) > 20
    assert sorted(place for place in named if not (ROOT / place).exists()) == []


def test_each_document_that_is_linked_is_there() -> None:
    missing = [
        f"{page.name}: {link}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        for link in re.findall(r"\]\(([\w./-]+)\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []


def test_each_make_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    pages = "".join(
        (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")
    )
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", pages, re.MULTILINE))
    assert {"setup", "demo", "check", "test"} <= named
    assert named - targets == set()


def test_the_guard_sees_what_is_not_there() -> None:
    assert variables("| `XINFANG_X` | 1 | y |") == {"XINFANG_X"}
    assert places("`src/xinfang/nowhere.py` and `src/xinfang/<area>/x.py`") == ["src/xinfang/nowhere.py"]
