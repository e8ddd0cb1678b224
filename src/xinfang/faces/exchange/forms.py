"""What the import pages ask: a file; then which column is which."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.intake.channels import CELLS
from xinfang.engines.tabular import Table
from xinfang.faces.exchange.columns import FIELDS
from xinfang.faces.exchange.masked import Masks
from xinfang.faces.exchange.models import ImportBatch
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.names import UnitName

__all__ = ["Choice", "ColumnLine", "Matching", "UploadForm", "column_lines", "read_matching"]

ACCEPTED = ".xlsx,.xls,.csv,.tsv,.txt"
SAMPLE = 60  # characters of an example


class UploadForm(forms.Form):
    """One table."""

    file = forms.FileField(
        label=gettext_lazy("登记表"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("请选择一个文件。"),
            "empty": gettext_lazy("文件是空的，没有可读的内容。请检查后重新上传。"),
        },
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "aria-describedby": "file-hint"}),
    )


@dataclass(frozen=True)
class Choice:
    """One option of a select."""

    value: str
    label: str
    on: bool


@dataclass(frozen=True)
class ColumnLine:
    """A column of the table: its name, a value from it, and the field it is taken for."""

    name: str
    key: str
    sample: str
    choices: list[Choice]
    used: bool


@dataclass(frozen=True)
class Matching:
    """What the form says: field -> column, how rows without a form came, where they are registered."""

    columns: dict[str, str]
    channel: str
    repeats: bool
    unit_id: int


def column_lines(table: Table, columns: Mapping[str, str], masks: Masks) -> list[ColumnLine]:
    """The form's lines, one a column in the table's order; `masks` say how values are shown."""
    taken = {column: field for field, column in columns.items()}
    lines = []
    for place, name in enumerate(table.header):
        example = next((row for row in table.rows if row[place]), None)
        sample = masks.row(example)[place] if example else ""
        field = taken.get(name, "")
        choices = [Choice("", _("不导入"), not field)]
        choices += [Choice(key, str(known.label), key == field) for key, known in FIELDS.items()]
        lines.append(
            ColumnLine(name, f"column-{place}", " ".join(sample[:SAMPLE].split()), choices, bool(field))
        )
    return lines


def read_matching(data: QueryDict, batch: ImportBatch, units: list[UnitName]) -> Matching:
    """What was posted. Raises Refusal when a field has two columns, or what every row needs has none."""
    columns: dict[str, str] = {}
    wrong: list[Problem] = []
    for place, name in enumerate(batch.header):
        field = data.get(f"column-{place}", "")
        if field in columns:
            told = {"field": FIELDS[field].label, "one": columns[field], "two": name}
            sentence = _("“%(one)s”和“%(two)s”两列都选了“%(field)s”，请只留一列。")
            wrong.append(Problem(f"column-{place}", sentence % told))
        elif field in FIELDS:
            columns[field] = name
    channel = data.get("channel", "")
    wrong += _missing(columns, channel)
    unit = next((unit for unit in units if str(unit.pk) == data.get("unit", "")), None)
    if unit is None:
        wrong.append(Problem("unit", _("请选择登记单位。")))
    if wrong or unit is None:
        raise Refusal(problems=wrong)
    return Matching(columns, channel, "repeats" in data, unit.pk)


def _missing(columns: Mapping[str, str], channel: str) -> list[Problem]:
    wrong = []
    if not {"title", "facts"} & columns.keys():
        wrong.append(Problem("column-0", _("请指明哪一列是“事项”或“事实和理由”。")))
    if "received_at" not in columns:
        wrong.append(Problem("column-0", _("请指明哪一列是“收到时间”。")))
    if channel and channel not in CELLS:
        wrong.append(Problem("channel", _("请从列表中选择来件方式。")))
    if not channel and "form" not in columns:
        wrong.append(Problem("channel", _("表里没有“信访形式”一列，请选择来件方式。")))
    return wrong
