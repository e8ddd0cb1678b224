"""Signs that nobody sees come into no text of an arrival, by whatever door."""

import pytest

from xinfang.casework.intake import rules


@pytest.mark.parametrize("field", ["title", "facts", "demand", "place", "addressee", "source_number"])
@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u2066", "\u200b", "\x07"])
def test_a_hidden_sign_is_refused_at_its_field(arrival, at, field, sign):
    (problem,) = rules.problems(arrival(**{field: f"墙体{sign}开裂"}), at)
    assert problem.field == field
    assert "看不见的字符" in problem.sentence


def test_a_family_in_one_picture_is_no_hidden_sign(arrival, at):
    assert rules.problems(arrival(title="一家👨\u200d👩\u200d👧\n来访"), at) == []
