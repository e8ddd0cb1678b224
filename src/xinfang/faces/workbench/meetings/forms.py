"""What is asked of who calls a meeting and of who records it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.meetings.actions import AgendaEntry, DecisionEntry, MeetingEntry, Present
from xinfang.casework.meetings.queries import Decision, Meeting, Proposed
from xinfang.faces.workbench.bulletins.forms import asked, day_field, text_field
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import in_force

__all__ = [
    "AddedForm",
    "CancelForm",
    "CheckForm",
    "CorrectDecisionForm",
    "CorrectHeldForm",
    "DecisionForm",
    "FollowForm",
    "HoldForm",
    "MeetingForm",
    "ReportForm",
    "RevokeForm",
    "decided",
    "decision_rows",
    "more_rows",
    "points_of",
    "without_errors",
]

ROWS, MOST = 6, 60  # decisions that a page begins with; and has room for at most
WHY = _("为什么更正")


class MeetingForm(forms.Form):
    """A meeting: when, who chairs, who comes, and the agenda out of open problems and own words."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = asked(forms.CharField(label=_("会议名称"), max_length=80))
    day = day_field(_("日期"))
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    chair = asked(forms.CharField(label=_("主持人（写职务）"), max_length=60))
    posts = text_field(_("参加的人（写职务）"), 4, _("一行一位。"))
    agenda = forms.MultipleChoiceField(
        label=_("从没有解决的问题里选议题"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = text_field(_("其他议题"), 3, _("一行一项。"))

    def __init__(self, data: Any = None, *, problems: Sequence[Proposed], **options: Any) -> None:
        super().__init__(data, **options)
        self.problems = {each.key: each for each in problems}
        words = _t("%(title)s（%(why)s）")
        choices = [(key, words % {"title": one.title, "why": one.why}) for key, one in self.problems.items()]
        self.fields["agenda"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["agenda"]

    def entry(self) -> MeetingEntry:
        """What a valid form says."""
        data = self.cleaned_data
        chosen = [self.problems[key] for key in data.get("agenda", [])]
        points = [AgendaEntry(each.title, each.matter_id, each.topic_id) for each in chosen]
        points += [AgendaEntry(line.strip()) for line in data["more"].splitlines() if line.strip()]
        posts = data["posts"].splitlines()
        return MeetingEntry(data["title"], data["day"], data["chair"], points, posts, data["place"])


class HoldForm(forms.Form):
    """Who was there, and what was said."""

    use_required_attribute = False
    present = forms.TypedMultipleChoiceField(
        label=_("到会"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    summary = asked(text_field(_("研究的情况"), 5))

    def __init__(self, data: Any = None, *, meeting: Meeting, **options: Any) -> None:
        super().__init__(data, **options)
        self.called = list(meeting.attendance.order_by("pk"))
        self.fields["present"].choices = [(each.pk, each.post) for each in self.called]  # type: ignore[attr-defined]
        for each in self.called:
            label = _t("%(post)s没有到会的，由谁代") % {"post": each.post}
            self.fields[f"stand_in_{each.pk}"] = forms.CharField(label=label, max_length=60, required=False)

    def attended(self) -> dict[int, Present]:
        """Attendance id -> there, or who came instead."""
        there = set(self.cleaned_data["present"])
        return {
            each.pk: Present(each.pk in there, self.cleaned_data[f"stand_in_{each.pk}"])
            for each in self.called
        }

    def stand_ins(self) -> list[forms.BoundField]:
        """The fields for those who came instead, folded away on the page."""
        return [self[f"stand_in_{each.pk}"] for each in self.called]

    def first_part(self) -> list[forms.BoundField]:
        """The fields that are always asked."""
        return [self["present"], self["summary"]]


class DecisionForm(forms.Form):
    """One decision: on which point, what, by whom, by when; an empty row is none."""

    use_required_attribute = False
    text = asked(forms.CharField(label=_("决定"), widget=forms.Textarea({"rows": 2})))
    unit = asked(forms.TypedChoiceField(label=_("责任单位"), coerce=int, empty_value=None))
    due_on = asked(day_field(_("期限")))
    point = forms.TypedChoiceField(label=_("就哪项议题"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, points: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["point"].choices = [("", _t("不分议题")), *points]  # type: ignore[attr-defined]
        units = [(unit.pk, unit.name) for unit in in_force(clock.today()) if unit.depth == 2]
        self.fields["unit"].choices = [("", _t("请选择")), *units]  # type: ignore[attr-defined]


def points_of(meeting: Meeting) -> list[tuple[int, str]]:
    """The agenda to choose from."""
    return [(each.pk, f"{each.position}. {each.title}"[:60]) for each in meeting.agenda.order_by("position")]


def decision_rows(data: Any, meeting: Meeting) -> Any:
    """The rows of decisions, bound to what was sent."""
    made = forms.formset_factory(DecisionForm, extra=ROWS, max_num=MOST, absolute_max=MOST)
    return made(data or None, prefix="decision", form_kwargs={"points": points_of(meeting)})


def more_rows(data: Any) -> Any:
    """What was sent, with room for more decisions."""
    wider, name = data.copy(), "decision-TOTAL_FORMS"
    total = wider.get(name, "")
    wider[name] = str(min(int(total) + ROWS, MOST) if total.isdecimal() and len(total) < 5 else ROWS)
    return wider


def without_errors(form: forms.Form, rows: Any) -> None:
    """Nobody has said yet that it is finished: what is still missing is no mistake."""
    form.errors.clear()
    for row in rows:
        row.errors.clear()


def decided(rows: Any) -> list[DecisionEntry]:
    """The rows in which something stands."""
    filled = [row.cleaned_data for row in rows if row.has_changed()]
    return [DecisionEntry(row["text"], row["unit"], row["due_on"], row["point"]) for row in filled]


class FollowForm(forms.Form):
    """What is said of a decision; several stand on one page, each with the ids of its own."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, decision: int) -> None:
        super().__init__(data, auto_id=f"decision_{decision}_%s")


class ReportForm(FollowForm):
    """The unit says how it was done."""

    answer = asked(text_field(_("怎样落实的"), 3))


class CheckForm(FollowForm):
    """The office says what is missing."""

    reason = asked(text_field(_("还差什么"), 2, max_length=500))


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    use_required_attribute = False
    reason = asked(forms.CharField(label=_("取消的原因"), max_length=500))


class AddedForm(forms.Form):
    """Why decisions are written down afterwards."""

    use_required_attribute = False
    reason = asked(forms.CharField(label=_("为什么补记"), max_length=200))


class CorrectHeldForm(HoldForm):
    """Who was there and what was said, set right."""

    reason = asked(forms.CharField(label=WHY, max_length=200))

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        rows = list(meeting.attendance.order_by("pk"))
        first: dict[str, Any] = {f"stand_in_{each.pk}": each.stand_in for each in rows}
        first |= {"present": [each.pk for each in rows if each.present], "summary": meeting.summary}
        super().__init__(data, meeting=meeting, initial=first)


class CorrectDecisionForm(DecisionForm):
    """A decision as it really was."""

    reason = asked(forms.CharField(label=WHY, max_length=200))

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        first = {"text": decision.text, "unit": decision.unit_id, "due_on": decision.due_on}
        first["point"] = decision.point_id
        super().__init__(data, points=points_of(decision.meeting), initial=first)

    def entry(self) -> DecisionEntry:
        """What a valid form says."""
        data = self.cleaned_data
        return DecisionEntry(data["text"], data["unit"], data["due_on"], data["point"])


class RevokeForm(forms.Form):
    """Why a decision is not carried out."""

    use_required_attribute = False
    reason = asked(forms.CharField(label=_("为什么撤回"), max_length=200))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="revoke_%s")
