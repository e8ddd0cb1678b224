"""The worklist's filter: one form, read from the address, so that a list can be kept and shared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from xinfang.casework.assignments.queries import returned_to
from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.desks.queries import sent_back
from xinfang.casework.marks import queries as marks
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.petitions.queries import Criteria
from xinfang.casework.workflow import STATES
from xinfang.kernel import clock
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.queries import class_tree

__all__ = ["FIELDS", "WHOLE_LIST", "Chip", "FilterForm", "Filtered", "Options", "filtered"]

ANY = ("", _("全部"))
LIGHTS = [
    ("late", _("已超期")),
    ("today", _("今天到期")),
    ("coming", _("三天内到期")),
    ("soon", _("快到期（三个工作日内）")),
    ("ok", _("时间充裕")),
    ("stopped", _("暂停")),
    ("none", _("没有在走的时限")),
]
OVERDUE = [("here", _("登记以后")), ("before", _("导入以前"))]
NO_DAY = _("请输入 1949 年以后的日期。")
ORDERS = [("", _("最新收到在前")), ("due", _("最早到期在前"))]


class Options:
    """What units and classes may be chosen: read when first asked for, once, for all filters of a page."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @cached_property
    def units(self) -> list[tuple[Any, Any]]:
        """The units in the actor's scope."""
        found = organisations.choices(clock.today(), self.scope, "see_matters")
        return [ANY, *((each.id, each.label) for each in found)]

    @cached_property
    def topics(self) -> list[tuple[Any, Any]]:
        """The classes on level 1."""
        return [ANY, *((node.code, node.name) for node in class_tree() if node.level == 1)]

    @cached_property
    def marks(self) -> list[tuple[Any, Any]]:
        """The words of the actor's own unit."""
        return [ANY, *((each.id, each.name) for each in marks.marks_of(self.scope))]


def _day(label: Any) -> forms.DateField:
    span = (MinValueValidator(date(1949, 10, 1), NO_DAY), MaxValueValidator(date(2199, 12, 31), NO_DAY))
    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=span)


class FilterForm(forms.Form):
    """Blank fields narrow nothing. A wrong value is said so and narrows nothing."""

    # It travels in the address, so that a list can be kept; no part of the house logs query strings.
    q = forms.CharField(
        label=_("标题或编号"),
        required=False,
        max_length=60,
        help_text=_("不要在这里输入姓名，找人用上面的查找框。"),
    )
    state = forms.ChoiceField(label=_("状态"), required=False)
    light = forms.ChoiceField(label=_("时限"), required=False, choices=[ANY, *LIGHTS])
    channel = forms.ChoiceField(label=_("来的方式"), required=False, choices=[ANY, *petitions.CHANNELS])
    form = forms.ChoiceField(label=_("件的形式"), required=False, choices=[ANY, *petitions.FORMS])
    unit = forms.ChoiceField(label=_("单位（含下级）"), required=False)
    topic = forms.ChoiceField(label=_("内容分类"), required=False)
    raising = forms.ChoiceField(
        label=_("初次或重复"), required=False, choices=[ANY, ("first", _("初次")), ("repeat", _("有重复"))]
    )
    mark = forms.ChoiceField(label=_("标记"), required=False)
    waiting = forms.ChoiceField(
        label=_("等我办的"), required=False, choices=[ANY, ("returned", _("退回给我的"))]
    )
    since = _day(_("收到日期从"))
    until = _day(_("到"))
    batch = forms.IntegerField(label=_("导入批次"), required=False, min_value=1, max_value=2**31)
    overdue = forms.ChoiceField(label=_("超期发生在"), required=False, choices=[ANY, *OVERDUE])
    order = forms.ChoiceField(label=_("顺序"), required=False, choices=ORDERS)

    def __init__(self, data: QueryDict, options: Options) -> None:
        super().__init__(data)
        states = [(key, state.label) for key, state in STATES.items() if key != "reverted"]
        self._choose("state", [ANY, *states])
        self._choose("unit", lambda: options.units)
        self._choose("topic", lambda: options.topics)
        self._choose("mark", lambda: options.marks)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A period that runs backwards finds nothing; say so."""
        found = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束日期早于开始日期，请改正。"))
        return found


FIELDS = tuple(FilterForm.base_fields)
WHOLE_LIST = "list=1"  # in the address of a case that was opened from the list without a filter
FOLDED = (
    "unit",
    "topic",
    "channel",
    "form",
    "raising",
    "mark",
    "waiting",
    "since",
    "until",
    "batch",
    "overdue",
)


@dataclass(frozen=True)
class Chip:
    """One condition in words, and the address of the list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Filtered:
    """A filter as read: the matters in no order, the order, and the query string that makes it again."""

    form: FilterForm
    matters: Any  # a queryset of petitions.queries.matters
    order: str
    query: str
    chips: tuple[Chip, ...]

    @property
    def more_on(self) -> bool:
        """Whether a condition behind 更多条件 is in use or wrong, so that it stands open."""
        return any(self.form.data.get(name) for name in FOLDED)


def filtered(
    data: QueryDict, scope: Scope, permission: str = "see_matters", options: Options | None = None
) -> Filtered:
    """Read the filter from an address; what does not validate narrows nothing."""
    form = FilterForm(data, options or Options(scope))
    form.is_valid()
    value: Callable[[str], Any] = form.cleaned_data.get
    wanted = Criteria(
        text=value("q") or "",
        channel=value("channel") or "",
        form=value("form") or "",
        state=value("state") or "",
        unit_id=int(value("unit")) if value("unit") else None,
        class_code=value("topic") or "",
        received_from=value("since"),
        received_to=value("until"),
        raising=value("raising") or "",
        import_batch=value("batch"),
    )
    found = petitions.matters(scope, wanted, permission)
    if value("waiting"):
        found = returned_to(scope, found, sent_back(scope))
    if value("light"):
        found = deadlines.within(found, value("light"), clock.today())
    if value("overdue"):
        found = deadlines.late_before(found, value("overdue") == "before", clock.today())
    if value("mark"):
        found = marks.within(found, int(value("mark")))
    order = value("order") or "newest"
    if order == "due":
        found = deadlines.by_due(found)
    return Filtered(form, found, order, _query(data), _chips(form, data))


def _query(data: QueryDict, leave_out: str = "") -> str:
    kept = QueryDict(mutable=True)
    for name in FIELDS:
        if data.get(name) and name != leave_out:
            kept[name] = str(data[name])
    return kept.urlencode()


def _chips(form: FilterForm, data: QueryDict) -> tuple[Chip, ...]:
    found = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if not value or name == "order":
            continue
        choices: Any = field.choices if isinstance(field, forms.ChoiceField) else []
        shown = {str(key): label for key, label in choices}.get(str(value), value)
        found.append(Chip(str(field.label), str(shown).strip(), _query(data, name)))
    return tuple(found)
