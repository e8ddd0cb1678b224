"""Who is complained of is registered, shown, counted for the annual report, and asked for nowhere else
(ADR 15)."""

from tests.house.source import PACKAGE, python_files, short

from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.registry import load

WORD = "complained"
# Who may know: where it is entered, corrected and shown, and where Article 41's figure is made.
KNOWING = (
    "casework/petitions", "casework/intake", "casework/acts", "casework/migrations", "faces/exchange",
    "faces/workbench/register", "faces/workbench/case", "faces/workbench/history",
    "faces/workbench/audit/sentences.py", "faces/workbench/worklist/columns.py", "faces/cli/demonstration",
    "insight/measures/f_complained.py", "insight/statistics", "insight/composition",
)  # fmt: skip


def test_no_other_file_asks_who_is_complained_of() -> None:
    found = [
        short(path)
        for path in python_files()
        if not any(path.is_relative_to(PACKAGE / place) for place in KNOWING)
        and WORD in path.read_text("utf-8")
    ]
    assert found == []


def test_no_place_is_stale() -> None:
    assert [place for place in KNOWING if not (PACKAGE / place).exists()] == []


def test_it_divides_one_measure_and_no_other() -> None:
    divided = [key for key, each in load().items() if DIMENSIONS["complained_unit"].divides(each)]
    assert divided == ["matters_with_complained_unit"]
