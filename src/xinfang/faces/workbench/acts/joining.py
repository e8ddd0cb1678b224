"""Merging a matter into another, and handling it by itself again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.acts.actions.joining import MERGEABLE
from xinfang.casework.intake.queries import Alike, kindred, of_same_people
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.petitions.queries import CaseFile
from xinfang.faces.workbench.acts.page import ActForm, ActPage, text_field
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]

Data = Mapping[str, Any]


class MergeForm(ActForm):
    """Into which one: of those that are offered, or any by its number."""

    into = forms.ChoiceField(
        label=_("可能是同一件事的"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("没有这一件，请重新选择。")},
    )
    number = forms.CharField(
        label=_("或者写另一件的编号"),
        required=False,
        max_length=24,
        help_text=_("例如 2026-0012。写了编号的，以编号为准。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    reason = text_field(_("为什么并案"))

    def prepare(self) -> None:
        """Matters of the same person and matters alike; without any, the number alone is asked for."""
        like = kindred(self.asked.scope, self.asked.case.matter)
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.matter.number, _offered(each)) for each in like]
        if not like:
            del self.fields["into"]
            number = self.fields["number"]
            number.label, number.help_text = _("并入哪一件（编号）"), _("例如 2026-0012。")
            number.meant = True  # type: ignore[attr-defined]

    target: "Target | None" = None  # what is to be looked at before it is merged into

    def is_valid(self) -> bool:
        """Also that the matter of a typed number, or of others, has been shown: it is asked for once."""
        return super().is_valid() and (self.target is None or self.data.get("shown") == self.target.number)

    def clean(self) -> dict[str, Any]:
        """The matter's id; it must be one whose routing is the actor's too."""
        found = super().clean() or {}
        number = found.get("number") or found.get("into") or ""
        at = "number" if found.get("number") or "into" not in self.fields else "into"
        if not number and not self.errors:
            self.add_error(at, _("请选择并入哪一件，或者写它的编号。"))
        elif number:
            case = petitions.case(self.asked.scope, number, "route")
            if case is None:
                self.add_error(at, _t("没有编号是 %(number)s 的事项，请核对。") % {"number": number})
            found["into_id"] = case.matter.pk if case else None
            self.target = self._to_look_at(case, typed=at == "number") if case else None
        return found

    def _to_look_at(self, into: CaseFile, *, typed: bool) -> "Target | None":
        """Nothing where one of the same person's was chosen from the list, or merging is refused anyhow."""
        own, other = self.asked.case.matter, into.matter
        same = of_same_people(own, other)
        if other.pk == own.pk or other.confined or other.state not in MERGEABLE or (same and not typed):
            return None
        names = [each.name for each in petitions.masked_people(into.first.pk, 3) if each.name]
        return Target(
            number=other.number,
            title=other.title,
            people=_t("、").join(names) or _t("没有留姓名"),
            state=str(into.state.label),
            unit=str(other.unit or other.registered_unit),
            same=same,
        )


@dataclass(frozen=True)
class Target:
    """A matter that another would be merged into, as it is shown first. `same`: of the same petitioner."""

    number: str
    title: str
    people: str
    state: str
    unit: str
    same: bool


def _offered(like: Alike) -> str:
    """2026-0012 物业收费不公示, and below it 同一人 · 相似 62% · 待分送."""
    why = [_t("同一人")] if like.same_person else []
    why += [_t("相似 %(n)d%%") % {"n": like.share}] if like.share else []
    return f"{like.matter.number} {like.matter.title}\n" + " · ".join([*why, str(like.matter.label)])


class UnmergeForm(ActForm):
    """Why."""

    reason = text_field(_("为什么单独办理"))


def _merge(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.merge(matter_id=matter_id, into_id=data["into_id"], reason=data["reason"], by=by, at=at)]


def _unmerge(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.unmerge(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


PAGES = (
    ActPage(
        "merge",
        MergeForm,
        _merge,
        _("同一件事并成一件办理，答复一次。这一件的期限到此为止；信访件仍各算各的，查询码照样能查到。"),
        _("已并案。"),
        icon="union",
        template="workbench/case/act_merge.html",
    ),
    ActPage(
        "unmerge",
        UnmergeForm,
        _unmerge,
        _("恢复单独办理：回到待分送，分送的十五日仍从收到之日起算。"),
        _("已恢复单独办理，请分送。"),
        icon="exclude",
    ),
)
