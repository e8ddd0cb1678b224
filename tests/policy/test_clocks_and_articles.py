"""Policy and code are one: no clock without its article's words, no article's clock without an example."""

from collections.abc import Iterable

from tests.casework.deadlines.examples import EXAMPLES
from tests.house.source import ROOT

from xinfang.casework.deadlines.rules import CLOCKS, ClockRule
from xinfang.faces.cli.articles import keys, sections
from xinfang.project.drawing.clocks import with_clocks

FOLDER = ROOT / "docs" / "policy"


def without_paragraph(rules: Iterable[ClockRule], pages: Iterable[str]) -> list[str]:
    """Rules whose article has no paragraph, or one that does not name them."""
    found: dict[str, str] = {}
    for page in pages:
        for heading, text in sections(page).items():
            found[heading] = found.get(heading, "") + text
    return [
        each.key for each in rules if each.key not in keys(found.get(f"{each.law}{each.article}".strip(), ""))
    ]


PAGES = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md") if path.name != "workflow.md"}
OWN_WORDS = {name: page for name, page in PAGES.items() if name != "README.md"}


def test_each_clock_has_a_paragraph_of_its_article() -> None:
    assert without_paragraph(CLOCKS, OWN_WORDS.values()) == []


def test_each_clock_that_policy_names_is_a_rule_with_a_worked_example() -> None:
    named = set().union(*(keys(page) for page in OWN_WORDS.values()))
    rules = {each.key for each in CLOCKS}
    assert named == rules
    assert named - {each.rule for each in EXAMPLES} == set()


def test_the_table_of_clocks_is_fresh() -> None:
    assert with_clocks(PAGES["README.md"]) == PAGES["README.md"]  # make drawings


def test_the_table_names_every_clock() -> None:
    assert keys(PAGES["README.md"]) == {each.key for each in CLOCKS}


def test_what_was_not_read_in_the_original_is_said_on_the_page_and_in_the_rule() -> None:
    for each in CLOCKS:
        if "简易办理办法" in str(each.law):
            assert "没有核对原文" in str(each.caution)
    assert "unverified" in OWN_WORDS["simple.md"]
    assert OWN_WORDS["simple.md"].count("*天数未核对*") == 3


def test_every_rule_is_well_formed() -> None:
    assert len({each.key for each in CLOCKS}) == len(CLOCKS)
    for each in CLOCKS:
        assert "%(day)s" in str(each.begins)
        assert each.valid_to is None or each.valid_from <= each.valid_to
        assert each.length or each.settable or each.unit == "at_once"
        assert len(each.key) <= 40
        assert len(each.family) <= 20


def test_no_two_rules_of_a_family_and_place_are_in_force_on_one_day() -> None:
    for one in CLOCKS:
        for other in CLOCKS:
            same = (one.family, one.place) == (other.family, other.place) and one is not other
            if same and not one.target:
                assert not one.in_force(other.valid_from)


def test_the_guard_sees_a_clock_without_its_article() -> None:
    rule = next(each for each in CLOCKS if each.key == "handle_2022")
    heading = f"## {rule.law}{rule.article}\n"
    assert without_paragraph([rule], ["## 第一条\n`handle_2022`\n"]) == ["handle_2022"]
    assert without_paragraph([rule], [f"{heading}六十日。\n"]) == ["handle_2022"]
    assert without_paragraph([rule], [f"{heading}六十日：`handle_2022`。\n"]) == []
