"""xinfang import, as an administrator types it."""

import json

import pytest
from tests.faces.exchange.conftest import HEADER, ROWS, text, xlsx
from typer.testing import CliRunner

from xinfang.casework.petitions.models import Matter, Petition
from xinfang.engines.tabular import read_table
from xinfang.faces.exchange import actions, chunks
from xinfang.faces.exchange.command import offer
from xinfang.faces.exchange.models import ImportBatch

pytestmark = pytest.mark.django_db(transaction=True)
BAD = ["5", "A5", "题", "没有", "文", "", ""]


@pytest.fixture
def command(tmp_path):
    """Run `xinfang import` on a table: command(rows, "--dry-run")."""
    import typer

    app = typer.Typer()
    app.callback()(lambda: None)
    offer(app)

    def run(content, *options: str, name: str = "表.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else text(content))
        return CliRunner().invoke(app, ["import", str(path), *options])

    return run


def test_counts_are_printed_and_the_refused_rows_written(command, district, tmp_path):
    done = command([HEADER, *ROWS, BAD], "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [told[key] for key in ("read", "registered", "linked", "already", "refused", "answers")] == [
        4, 3, 0, 0, 1, 2,
    ]  # fmt: skip
    sheet = tmp_path / "表-未导入.xlsx"
    assert told["error_sheet"] == str(sheet)
    assert read_table(sheet, sheet.name).rows[0][:-1] == BAD
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "新登记" in command([HEADER, *ROWS]).stdout


def test_a_dry_run_writes_nothing(command, district):
    done = command([HEADER, *ROWS, BAD], "--dry-run")
    assert "可登记  3" in done.stdout.expandtabs(8)
    assert "请写成 2008-10-16 09:30" in done.stdout
    assert (Petition.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_columns_can_be_named_in_a_file(command, district, tmp_path):
    mapping = tmp_path / "map.toml"
    mapping.write_text('channel = "letter"\n[columns]\ntitle = "啥事"\nreceived_at = "啥时"\nname = "谁"\n')
    done = command([["谁", "啥事", "啥时"], ["王小明", "开裂", "2026-03-04"]], "--map", str(mapping))
    assert done.exit_code == 0, done.output
    assert Petition.objects.get().channel == "letter"


def test_rows_go_to_the_unit_that_is_named(command, district):
    command([HEADER, *ROWS], "--unit", "YX-ZH", "--no-repeats")
    assert set(Matter.objects.values_list("registered_unit_id", flat=True)) == {district.street.pk}


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", (), "文件是空的"),
        ([["甲", "乙"], ["1", "2"]], ("--channel", "letter"), "认不出哪一列"),
        ([["姓名", "日期", "事项"], ["王", "2026-01-01", "事"]], (), "--channel"),
        ([HEADER, *ROWS], ("--channel", "pigeon"), "没有来件方式"),
        ([HEADER, *ROWS], ("--unit", "NIX"), "没有编码为"),
        ([HEADER, *ROWS], ("--map", "/nowhere.toml"), "读不到对照文件"),
    ],
)
def test_what_cannot_be_used_is_said_with_exit_code_2(command, district, content, options, sentence):
    done = command(content, *options)
    assert done.exit_code == 2
    assert sentence in done.output
    assert Petition.objects.count() == 0


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[columns", "TOML"),
        ('[columns]\nnonsense = "x"', "“nonsense”不存在"),
        ('[columns]\ntitle = "没有的列"', "没有名为"),
        ('channel = "pigeon"', "没有来件方式"),
        ("[columns]\ntitle = 3", "每行应为"),
    ],
)
def test_a_wrong_map_says_what_is_wrong(command, district, tmp_path, toml, sentence):
    mapping = tmp_path / "map.toml"
    mapping.write_text(toml)
    done = command([HEADER, *ROWS], "--map", str(mapping))
    assert done.exit_code == 2
    assert sentence in done.output


def test_before_any_unit_exists_it_says_what_to_do(command, db):
    done = command([HEADER, *ROWS])
    assert done.exit_code == 2
    assert "xinfang demo" in done.output


def test_a_killed_import_goes_on_in_its_own_batch(command, district, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 2)
    file = xlsx([HEADER, *ROWS])
    register = chunks.register_rows

    def dies_at_the_second(*args, **kwargs):
        if Petition.objects.exists():
            raise RuntimeError
        return register(*args, **kwargs)

    monkeypatch.setattr(actions, "register_rows", dies_at_the_second)
    assert command(file, name="a.xlsx").exit_code == 1
    monkeypatch.setattr(actions, "register_rows", register)
    done = command(file, "--json", name="a.xlsx")
    assert json.loads(done.stdout)["registered"] == 3
    assert (ImportBatch.objects.count(), Petition.objects.count()) == (1, 3)


def test_a_nul_costs_its_own_row_and_no_other(command, district, tmp_path):
    spoilt = ["9", "A9", "题\x00目", "2020-01-02 10:00", "文", "", ""]
    done = command([HEADER, *ROWS, spoilt], "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["registered"], told["refused"]) == (0, 3, 1)
    sheet = tmp_path / "表-未导入.xlsx"
    (row,) = read_table(sheet, sheet.name).rows
    assert "空字符（NUL）" in row[-1]


def test_signs_that_nobody_sees_are_taken_out_and_counted(command, district):
    hidden = ["9", "A9", "题\u202e目\u200f", "2020-01-02 10:00", "文", "", ""]
    told = json.loads(command([HEADER, *ROWS, hidden], "--json").stdout)
    assert told["refused"] == 0
    assert "1 行有看不见的字符（方向控制符、零宽字符等），已去掉。" in told["notes"]
    assert Matter.objects.filter(title="题目").exists()


def test_a_table_without_rows_is_refused_as_in_the_browser(command, district):
    done = command([HEADER])
    assert done.exit_code != 0
    assert "表里只有表头，没有内容" in done.stderr
