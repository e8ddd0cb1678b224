"""The same register in every form in which offices keep one."""

import pytest
from tests.faces.exchange.conftest import HEADER, ROWS, text, xls, xlsx

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.engines.tabular import TableRefused, read_table

FORMS = {
    "xlsx": xlsx([HEADER, *ROWS]),
    "xls": xls([HEADER, *ROWS]),
    "csv": text([HEADER, *ROWS]),
    "csv with a byte order mark": text([HEADER, *ROWS], "utf-8-sig"),
    "csv with Windows line ends": text([HEADER, *ROWS], end="\r\n"),
    "csv in GB18030": text([HEADER, *ROWS], "gb18030"),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS.keys())
def test_every_form_gives_the_same_matters(imported, data):
    batch = imported(data=data)
    assert (batch.rows_read, batch.registered, batch.refused, batch.answers) == (3, 3, 0, 2)
    found = Matter.objects.order_by("received_at").values_list("title", "facts", "state")
    assert list(found) == [
        ("小区停车难", "车位不够。\n请协调。", "concluded"),
        ("路灯不亮", "三盏路灯坏了。", "registered"),
        ("反映噪声", "夜间施工。", "concluded"),
    ]
    issued = [
        when.isoformat() for when in Document.objects.order_by("pk").values_list("issued_at", flat=True)
    ]
    assert issued == ["2019-05-10T06:56:53+00:00", "2019-04-30T16:00:00+00:00"]  # office time is UTC+8
    assert Petition.objects.get(source_number="1").received_at.isoformat() == "2019-04-25T01:32:09+00:00"


def test_odd_header_names_are_known(imported):
    header = [
        "＊ 信访人姓名（必填）",
        "身份证号",
        "联系电话",
        "来访日期",
        "反映问题",
        "信访形式",
        "人数",
        "备注",
    ]
    row = ["王小明", "11010519491231002X", "139 1234 0217", "2026年3月4日", "墙体开裂。", "来访", "2人", "无"]
    batch = imported([header, row], channel="")
    assert batch.registered == 1
    petition = Petition.objects.get()
    assert (petition.channel, petition.form, petition.head_count) == ("visit", "single", 2)
    person = petition.participants.get().person
    assert (person.name, person.id_documents.get().kind) == ("王小明", "resident")
    assert Matter.objects.get().title == "墙体开裂。"


def test_a_formula_cell_is_text_and_its_error_no_more(imported):
    batch = imported(data=xlsx([HEADER, ["1", "A01", "=1+1", "2019/4/25", "内容", "", ""]]))
    assert batch.registered + batch.refused == 1


def test_a_table_without_rows_is_finished_with_nothing(imported):
    batch = imported([HEADER])
    assert (batch.state, batch.rows_read, batch.registered) == ("done", 0, 0)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.csv"), (b"%PDF-1.7", "a.xlsx"), (b"PK\x03\x04rubbish", "a.xlsx"), (b"\x00\x01", "a.csv")],
)
def test_what_is_no_table_is_refused_in_a_sentence(data, name):
    with pytest.raises(TableRefused, match="。"):
        read_table(data, name)
