"""What came first is the first, whatever the order of the rows, or of files one after another."""

import pytest
from tests.faces.exchange.conftest import CLERK

from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.presenting import noted
from xinfang.faces.exchange.queries import refused_rows
from xinfang.faces.exchange.runs import run
from xinfang.insight.statistics import periods, queries

LIFT = ("小区电梯停运无人修理", "云台苑五栋电梯停运一个多月无人修理，老人上下楼困难，请督促物业尽快维修。")
LAMP = ("青杉社区路灯损坏", "青杉社区东门一段路灯损坏两个月，夜间没有照明，老人摔倒过两次，请尽快维修。")
# Newest first, as a platform gives them out.
NEWEST_FIRST = [
    ["8", "B2", *LAMP, "2022-09-02", "已再修。", "2022-09-05"],
    ["7", "B2", *LAMP, "2022-09-02", "", ""],
    ["6", "B1", *LIFT, "2022-08-15", "已再次督促。", "2022-08-25"],
    ["5", "B3", "题", "内容", "没有", "", ""],
    ["4", "B1", "小区门口占道经营", "每天傍晚有摊贩占道经营，请管理。", "2022-07-01", "", ""],
    ["3", "B1", *LIFT, "2022-06-20", "已督促。", "2022-06-30"],
    ["2", "B2", *LAMP, "2022-05-01", "已修。", "2022-05-09"],
]
ORDERED = ["留言编号", "留言用户", "留言主题", "留言详情", "留言时间", "答复意见", "答复时间"]
ASKED = (
    "first_petitions", "repeat_petitions", "matters_opened", "matters_concluded", "matters_resolved_once",
)  # fmt: skip
TRUE = {2: (2, 0, 2, 2, 0), 3: (1, 3, 1, 0, 0)}  # by quarter of 2022


@pytest.fixture
def told(scope, district):
    """The figures of the quarters, as the office sees them."""
    mine = scope("office_head", district.root)

    def ask():
        found = {}
        for part in TRUE:
            figures = {each.key: each.value for each in queries.figures(mine, periods.quarter(2022, part))}
            found[part] = tuple(figures[key] for key in ASKED)
        return found

    return ask


def nothing_before_its_time():
    """No matter was opened after one of its petitions, or closed before it came."""
    late = [each for each in Raising.objects.all() if each.petition.received_at < each.matter.received_at]
    closed = [
        each for each in Matter.objects.exclude(concluded_at=None) if each.concluded_at < each.received_at
    ]
    return late == [] and closed == []


@pytest.mark.parametrize("chunk", [2, 1_500])
@pytest.mark.parametrize("rows", [NEWEST_FIRST, NEWEST_FIRST[::-1], NEWEST_FIRST[3:] + NEWEST_FIRST[:3]])
def test_the_order_of_the_rows_changes_no_figure(imported, told, monkeypatch, rows, chunk):
    monkeypatch.setattr(actions, "CHUNK", chunk)
    batch = imported([ORDERED, *rows])
    assert (batch.registered, batch.linked, batch.refused, batch.answers) == (3, 3, 1, 4)
    assert told() == TRUE
    assert nothing_before_its_time()
    assert [each.kind for each in _raisings("3", "6")] == ["first", "repeat"]


def _raisings(*numbers):
    return Raising.objects.filter(petition__source_number__in=numbers).order_by("petition__source_number")


def test_numbers_follow_the_days_and_refused_rows_keep_their_lines(imported):
    rows = [["9", "B9", "题", "内容", "没有", "", ""], *NEWEST_FIRST]
    batch = imported([ORDERED, *rows])
    assert list(Petition.objects.order_by("serial").values_list("source_number", flat=True)) == list("234678")
    assert [(line, cells) for line, cells, _why in refused_rows(batch)] == [(2, rows[0]), (6, rows[4])]


def test_an_earlier_message_in_a_later_file_opens_its_own_matter_and_that_is_said(imported, told):
    later, earlier = NEWEST_FIRST[:4], NEWEST_FIRST[4:]
    assert noted(imported([ORDERED, *later]).notes) == []
    batch = imported([ORDERED, *earlier])
    assert (batch.registered, batch.linked) == (3, 0)
    (sentence,) = noted(batch.notes)
    assert sentence.startswith("2 行")
    assert "另立事项" in sentence
    assert nothing_before_its_time()
    assert Matter.objects.filter(title=LIFT[0]).count() == 2


def test_the_files_in_the_order_of_their_years_give_the_same_as_one(imported, told):
    for rows in (NEWEST_FIRST[4:], NEWEST_FIRST[:4]):
        assert noted(imported([ORDERED, *rows]).notes) == []
    assert told() == TRUE


def test_a_run_that_was_begun_in_the_order_of_the_file_goes_on_so(upload, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 2)
    batch = upload([ORDERED, *NEWEST_FIRST])
    monkeypatch.setattr(actions, "take_chunk", _dies)
    with pytest.raises(Exception, match="RuntimeError"):
        run(batch.pk, by=CLERK)
    batch.refresh_from_db()
    batch.options.pop("by_receipt")
    batch.rows_done = 5
    batch.save()
    monkeypatch.undo()
    run(batch.pk, by=CLERK)
    assert set(Petition.objects.values_list("source_number", flat=True)) == {"2", "3"}


def _dies(**_):
    raise RuntimeError
