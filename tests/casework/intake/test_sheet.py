"""People pasted from a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.casework.intake.sheet import Double, doubles, guess_kind, read_sheet, without
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
        ("01", ""),
        ("45", ""),
        ("13900000000", ""),
        ("朝阳社区", ""),
    ],
)
def test_the_kind_of_a_bare_number_is_guessed(number, kind):
    assert guess_kind(number) == kind


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_read(text):
    assert len(read_sheet(text)) <= text.count("\n") + text.count("\r") + 200


def test_a_bare_number_is_no_document_and_its_column_is_named():
    rows = read_sheet("李一\t01\n李二\t11\n李三\tE12345678")
    assert [(row.line, row.person.id_kind, row.unknown) for row in rows] == [
        (1, "", 2), (2, "", 2), (3, "passport", 0),
    ]  # fmt: skip


def test_under_a_head_of_documents_a_long_number_is_one_and_a_short_one_is_not():
    rows = read_sheet("电话\t姓名\t证件号码\n139\t李一\t12345678\n139\t李二\t01")
    assert [(row.person.id_kind, row.unknown) for row in rows] == [("other", 0), ("", 3)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("同一人\n" * 8, [Double(1, (2, 3, 4, 5, 6, 7, 8), "all")]),
        ("李一\tE12345678\n李二\n李 一\te12345678\t139", [Double(1, (3,), "document")]),
        ("李一\t\t13900000000\n李一\t\t139 0000 0000\t朝阳社区", [Double(1, (2,), "phone")]),
        ("李一\tE12345678\t13900000000\n李一\tE87654321\t13900000000", []),
        ("李一\t\t13900000000\n李二\t\t13900000000", []),
        ("李一\t\t\t朝阳社区\n李一\t\t\t中和社区", []),
    ],
)
def test_whoever_stands_in_the_list_twice_is_found(text, found):
    assert doubles(read_sheet(text)) == found
