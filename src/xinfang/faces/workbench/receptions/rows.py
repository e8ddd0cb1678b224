"""Several leaders at once: a row each, with what is known of them, and the rule of their days."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.instructions.queries import leaders
from xinfang.casework.receptions.queries import house, proposed, receivers
from xinfang.casework.rota.actions import Place, Rule
from xinfang.faces.workbench.receptions.forms import MONTHS, NTHS, WEEKDAYS, LeaderForm, time_field
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["RowsForm"]

COLUMNS = ("nth", "weekday", "from_time", "to_time", "place", "post", "name")


class RowsForm(forms.Form):
    """A row for each leader, or each head where a unit has no leader; one without a rule is left out."""

    nobody = LeaderForm.nobody
    use_required_attribute = False
    months = forms.TypedMultipleChoiceField(
        label=_("月份"), choices=MONTHS, coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一个月。")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, today: date, unit: int) -> None:
        super().__init__(data, auto_id="rows_%s", initial={"months": list(range(1, 13))})
        self.leaders = dict(leaders(today, house(unit)) or receivers(unit, today))
        known = proposed(self.leaders)
        for pk in self.leaders:
            for name, field in _fields().items():
                field.initial = getattr(known[pk], name, None)
                self.fields[f"l{pk}_{name}"] = field

    def rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each leader with the fields of the row."""
        for pk, label in self.leaders.items():
            yield label, [self[f"l{pk}_{name}"] for name in COLUMNS]

    def given(self) -> list[tuple[int, Place, Rule]]:
        """The rows that have a rule, by account."""
        found = []
        for pk, label in self.leaders.items():
            row = {name: self.cleaned_data[f"l{pk}_{name}"] for name in COLUMNS}
            if row["nth"] is None:
                continue
            post = row["post"].strip() or label
            place = Place(pk, post, row["from_time"], row["to_time"], row["place"], row["name"])
            found.append((pk, place, Rule(row["nth"], row["weekday"], tuple(self.cleaned_data["months"]))))
        return found

    def placed(self, refusal: Refusal) -> Refusal:
        """What is wrong at the fields of the rows that it is about; what has no field names its leader."""
        given, found = self.given(), []
        for each in refusal.problems:
            number, _dash, name = each.field.partition("-")
            if not number.isdigit():
                found.append(each)
                continue
            field = f"l{given[int(number)][0]}_{name}"
            found.append(Problem(field if field in self.fields else "", each.sentence))
        return Refusal(problems=found)


def _fields() -> dict[str, forms.Field]:
    return {
        "nth": forms.TypedChoiceField(
            label=_("每月"), choices=[("", _("不排")), *NTHS], coerce=int, empty_value=None, required=False
        ),
        "weekday": forms.TypedChoiceField(label=_("星期"), choices=WEEKDAYS[:5], coerce=int),
        "from_time": time_field(_("开始")),
        "to_time": time_field(_("结束")),
        "place": forms.CharField(label=_("地点"), max_length=120, required=False),
        "post": forms.CharField(label=_("职务（公布用）"), max_length=60, required=False),
        "name": forms.CharField(label=_("姓名（公布用）"), max_length=40, required=False),
    }
