"""People pasted from a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.casework.intake.sheet import guess_kind, read_sheet, without
from xinfang.registers.petitioners.entries import PersonEntry


def test_a_head_row_says_which_column_is_which():
    rows = read_sheet("联系电话\t姓名\t是否代表\n139\t李一\t是\n\n138\t李二\t否")
    assert [(row.line, row.person.name, row.person.phone, row.representative) for row in rows] == [
        (2, "李一", "139", True),
        (4, "李二", "138", False),
    ]


def test_without_a_head_row_the_order_is_the_hints():
    (row,) = read_sheet("李一\tE12345678\t139\t朝阳社区\t√")
    assert row.person == PersonEntry(
        name="李一", id_kind="passport", id_number="E12345678", phone="139", address="朝阳社区"
    )
    assert row.representative


def test_the_person_in_the_form_is_not_listed_twice():
    rows = read_sheet("王小明\tE12345678\n李一")
    left, first = without(rows, PersonEntry(name="王 小明", role="representative"))
    assert [row.person.name for row in left] == ["李一"]
    assert (first.id_number, first.role) == ("E12345678", "representative")


def test_the_same_name_with_another_document_is_another_person():
    rows = read_sheet("王小明\tE12345678")
    left, first = without(rows, PersonEntry(name="王小明", id_kind="passport", id_number="E87654321"))
    assert (len(left), first.id_number) == (1, "E87654321")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("", ""),
        ("110101199003070011", "resident"),
        ("110101900307001", "resident"),
        ("H12345678", "hk_macao_permit"),
        ("810000199003070011", "hmt_residence"),
        ("E12345678", "passport"),
        ("AB-1", "other"),
    ],
)
def test_the_kind_of_a_bare_number_is_guessed(number, kind):
    assert guess_kind(number) == kind


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_read(text):
    assert len(read_sheet(text)) <= text.count("\n") + text.count("\r") + 200
