"""A date of birth lies between 1900 and the day on which somebody wrote or came."""

from datetime import date

import pytest

from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.rules import problems

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("birth", "came", "told"),
    [
        ("1970-01-31", None, []),
        ("2026-11-27", None, []),
        ("2030-01-01", None, ["出生日期 2030-01-01 晚于收到的日子 2026-11-27，请改正。"]),
        (
            "2009-01-01",
            date(2008, 10, 16),
            ["出生日期 2009-01-01 晚于收到的日子 2008-10-16，请改正。"],
        ),
        ("1899-12-31", None, ["出生日期 1899-12-31 早于 1900 年，请改正。"]),
        ("1900-01-01", None, []),
        ("gestern", None, ["出生日期看不懂，请写成 1970-01-31 的样子。"]),
    ],
)
def test_a_date_of_birth_has_its_bounds(birth, came, told):
    found = problems(PersonEntry(name="李一", birth=birth), TODAY, "people-1-", came)
    assert [problem.sentence for problem in found] == told
    assert {problem.field for problem in found} <= {"people-1-birth"}


def test_a_document_from_before_1900_is_asked_about_in_a_pasted_row_too():
    entry = PersonEntry(name="李一", id_kind="resident", id_number="110101189903070015")
    (told,) = problems(entry, TODAY, "people-3-")
    assert told.field == "people-3-id_number"
