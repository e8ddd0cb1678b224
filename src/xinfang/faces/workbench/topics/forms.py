"""What is asked of who opens a topic, confirms what belongs to it, or ends it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.faces.workbench.bulletins.forms import asked, day_field, text_field
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import in_force
from xinfang.registers.topics.actions import ProblemEntry, TopicEntry

__all__ = ["EndForm", "TakeBackForm", "TopicForm"]

WORDS = _("每行或者用逗号、顿号隔开，例如：震后、余震。")


def _parts(text: str) -> list[str]:
    for mark in "，,、；;\n":
        text = text.replace(mark, " ")
    return text.split()


class TopicForm(forms.Form):
    """A topic: period, area, words, classes, its problems one a line."""

    use_required_attribute = False
    name = asked(forms.CharField(label=_("专题名称"), max_length=40))
    since = day_field(_("从哪天开始"))
    until = day_field(_("到哪天"), _("还没有结束的不填。"), required=False)
    areas = forms.TypedMultipleChoiceField(
        label=_("区域"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选就是全区。"),
    )
    words = text_field(_("关键词"), 2, WORDS)
    classes = text_field(_("内容分类的编码"), 1, _("例如 010503；编码见“设置”的内容分类。"))
    problems = text_field(
        _("突出问题"), 4, _("一行一个：名称：关键词或者分类编码。例如“住房维修：鉴定、加固、010503”。")
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        units = [(unit.pk, unit.name) for unit in in_force(clock.today()) if unit.kind == "street"]
        self.fields["areas"].choices = units  # type: ignore[attr-defined]

    def entry(self) -> TopicEntry:
        """What a valid form says."""
        data = self.cleaned_data
        return TopicEntry(
            name=data["name"],
            since=data["since"],
            until=data["until"],
            words=_parts(data["words"]),
            classes=_parts(data["classes"]),
            area_ids=data["areas"],
            problems=[_problem(line) for line in data["problems"].splitlines() if line.strip()],
        )


def _problem(line: str) -> ProblemEntry:
    name, _colon, rest = line.replace("：", ":").partition(":")
    said = _parts(rest)
    codes = [part for part in said if part.isascii() and part.isdigit()]
    return ProblemEntry(name, [part for part in said if part not in codes], codes)


class EndForm(forms.Form):
    """The last day."""

    use_required_attribute = False
    until = day_field(_("专题到哪天结束"))


class TakeBackForm(forms.Form):
    """Why a topic was a mistake."""

    use_required_attribute = False
    reason = asked(
        text_field(
            _("为什么取消"),
            2,
            _("写错了、不该设的才取消；专题连同名称一起去掉，审计里留着。"),
            max_length=500,
        )
    )
