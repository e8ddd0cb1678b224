"""Too few people: the sentence names a form that takes them."""

import pytest

from xinfang.casework.intake import rules


@pytest.mark.parametrize(
    ("cell", "heads", "told"),
    [
        ("letter", 0, "来信至少 1 人，现在是 0 人；请改正人数，或不填。"),
        ("joint_letter", 2, "联名信至少 5 人，现在是 2 人；人数不够的请改用来信登记。"),
        ("group_visit", 2, "集体访至少 5 人，现在是 2 人；人数不够的请改用来访登记。"),
    ],
)
def test_too_few_are_told_what_to_do(arrival, at, cell, heads, told):
    sentences = [problem.sentence for problem in rules.problems(arrival(cell=cell, head_count=heads), at)]
    assert told in sentences
