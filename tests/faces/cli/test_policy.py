"""`xinfang policy check`: each article with its clock, its documents and its test, or what lacks."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from tests.house.source import ROOT
from typer.testing import CliRunner

from xinfang.casework.deadlines.rules import CLOCKS
from xinfang.faces.cli import articles, policy
from xinfang.kernel.errors import Refusal


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the command reads, to be spoilt."""
    shutil.copytree(ROOT / articles.PAGES, tmp_path / articles.PAGES)
    (tmp_path / articles.EXAMPLES).parent.mkdir(parents=True)
    shutil.copy(ROOT / articles.EXAMPLES, tmp_path / articles.EXAMPLES)
    monkeypatch.setattr(articles.articles, "__defaults__", (tmp_path, CLOCKS))
    return tmp_path


@pytest.fixture
def said():
    app = typer.Typer()
    policy.offer(app)
    return lambda: CliRunner().invoke(app, ["policy", "check"])


def test_each_article_stands_there_with_its_clock_its_documents_and_its_examples(checkout, said):
    told = said()
    assert told.exit_code == 0
    about = told.stdout.split("✓ 《信访工作条例》（2022）第三十四条\n")[1].split("✓")[0]
    assert "handle_2022、redo_2022" in about
    assert "docs/policy/handling.md" in about
    assert "延期办理告知书" in about
    assert "信访事项处理意见书" in about
    assert "worked_examples.csv" in about
    for rule in CLOCKS:
        assert rule.key in told.stdout
    assert "✗" not in told.stdout


def test_an_article_without_its_words_or_its_example_is_named_and_the_command_fails(checkout, said):
    page = checkout / articles.PAGES / "handling.md"
    page.write_text(page.read_text("utf-8").replace("`handle_2022`", "六十日"), "utf-8")
    examples = checkout / articles.EXAMPLES
    lines = examples.read_text("utf-8").splitlines(keepends=True)
    examples.write_text("".join(each for each in lines if not each.startswith("object_2022")), "utf-8")
    told = said()
    assert told.exit_code != 0
    assert "✗ 《信访工作条例》（2022）第三十四条" in told.stdout
    assert "handle_2022：docs/policy 里没有写它的条款" in told.stdout
    assert "object_2022：没有手算的例子" in told.stdout
    assert isinstance(told.exception, Refusal)
    assert "2 处" in str(told.exception)


def test_a_clock_that_only_a_page_knows_is_named(checkout):
    page = checkout / articles.PAGES / "handling.md"
    page.write_text(page.read_text("utf-8") + "\n`appeal_2022`\n", "utf-8")
    lacking = [sentence for each in articles.articles(checkout) for sentence in each.lacking]
    assert lacking == ["appeal_2022：没有这个时限"]


def test_a_rule_of_an_article_that_nobody_wrote_of_is_named(checkout):
    stray = replace(CLOCKS[0], key="stray_2022", article="第九百条")
    found = [each for each in articles.articles(checkout, [*CLOCKS, stray]) if each.lacking]
    assert [each.clocks for each in found] == [("stray_2022",)]


def test_without_a_checkout_it_says_where_to_run_it(tmp_path):
    with pytest.raises(Refusal, match="源代码目录"):
        articles.articles(tmp_path)
