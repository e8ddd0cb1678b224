"""The catalogue keeps translations, finds gaps, and drops what nobody says any more."""

from pathlib import Path

import pytest

from xinfang.project.catalogue.book import compile_all, missing, update


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A page, a module and no catalogue yet."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}<div>\n    {% translate "登记" %}\n  {% blocktranslate count n=n %}{{ n }} 件'
        "{% plural %}{{ n }} 件{% endblocktranslate %}</div>"
    )
    (tmp_path / "code.py").write_text("x = _('分送%(unit)s')\n")
    return tmp_path


def book(package: Path) -> Path:
    return package / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_texts_of_pages_and_code_are_found(package: Path) -> None:
    gaps = "\n".join(missing(package))
    assert "no English: 登记 (templates/page.html)" in gaps
    assert "no English: 分送%(unit)s (code.py)" in gaps
    assert "%(n)s 件" in gaps


def test_an_update_keeps_translations_and_drops_stale_texts(package: Path) -> None:
    update(package)
    text = book(package).read_text().replace('msgid "登记"\nmsgstr ""', 'msgid "登记"\nmsgstr "Register"')
    book(package).write_text(text + '\nmsgid "从前"\nmsgstr "Once"\n')
    assert "stale: 从前" in missing(package)
    update(package)
    assert "Register" in book(package).read_text()
    assert "从前" not in book(package).read_text()


def test_a_translation_that_loses_a_placeholder_is_a_gap(package: Path) -> None:
    update(package)
    text = book(package).read_text()
    book(package).write_text(
        text.replace('msgid "分送%(unit)s"\nmsgstr ""', 'msgid "分送%(unit)s"\nmsgstr "Sent"')
    )
    assert any(gap.startswith("placeholders differ: 分送%(unit)s") for gap in missing(package))


def test_two_updates_give_the_same_file(package: Path) -> None:
    update(package)
    first = book(package).read_bytes()
    update(package)
    assert book(package).read_bytes() == first


def test_compiling_without_a_catalogue_is_no_error(package: Path) -> None:
    compile_all(package)
    assert not book(package).with_suffix(".mo").exists()
