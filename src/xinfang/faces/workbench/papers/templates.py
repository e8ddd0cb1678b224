"""The office's own Word templates: taken out, given back, reset."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.wording import actions
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.wording.queries import base_template, own_template, templates
from xinfang.engines.letterpress import Form
from xinfang.faces.workbench.papers.loading import DOCX, handed_out
from xinfang.faces.workbench.settings.forms import taken
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["settings_template", "settings_template_reset", "settings_templates"]

LARGEST = 5 * 1024 * 1024
FORMS = {
    Form.LETTER: _("信函格式（告知书、函）"),
    Form.STANDARD: _("公文格式（意见书、报告）"),
    Form.TABLE: _("表格（转送单、笔录）"),
}


def names() -> dict[str, Any]:
    """What may have a template: each form, then each kind."""
    return {str(form): label for form, label in FORMS.items()} | {k.key: k.label for k in KINDS.values()}


class TemplateForm(forms.Form):
    """A Word file for a form or a kind."""

    key = forms.ChoiceField(label=_("用于"))
    file = forms.FileField(
        label=_("Word 文件"),
        help_text=_(".docx，不超过 5 MB；上传时检查，不能用的说明是哪一处。"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("请选择文件。"), "empty": _("文件是空的，请重新选择。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.key, kind.label) for kind in KINDS.values()]
        shapes = [(str(form), label) for form, label in FORMS.items()]
        groups = [(_("整个格式"), shapes), (_("只用于一种文书"), kinds)]
        self.fields["key"].choices = groups  # type: ignore[attr-defined]


@door("manage_units")
def settings_templates(request: HttpRequest) -> HttpResponse:
    """What is in force, and the form that gives an edited one back."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = TemplateForm(request.POST or None, request.FILES or None)
    whole = holds_district(scope)
    if request.method == "POST" and not whole:
        form.add_error(None, _t("文书模板由全区管理员维护。"))
    elif request.method == "POST" and taken(form, lambda data: _upload(scope, data)):
        messages.success(request, _t("模板已启用，以后制发的 Word 文件都用它。"))
        return redirect("workbench:settings_templates")
    own = templates()
    rows = [(key, label, key in {str(each) for each in Form}, own.get(key)) for key, label in names().items()]
    context = {"tab": "templates", "form": form, "rows": rows, "whole": whole}
    return render(
        request, "workbench/papers/templates.html", context | {"form_has_errors": bool(form.errors)}
    )


@require_safe
@door("manage_units")
def settings_template(request: HttpRequest, key: str) -> HttpResponseBase:
    """The template to start from; with ?own the office's own."""
    label = names().get(key)
    data = own_template(key) if "own" in request.GET else base_template(key) if label else None
    if label is None or data is None:
        raise Http404
    return handed_out(data, f"{_t('模板')}_{label}.docx", DOCX)


@require_POST
@door("manage_units")
def settings_template_reset(request: HttpRequest, key: str) -> HttpResponse:
    """The programme's own again."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not holds_district(scope):
        messages.error(request, _t("文书模板由全区管理员维护。"))
    elif key in names():
        actions.reset_template(key=key, by=scope.actor, at=clock.now())
        messages.success(request, _t("已恢复自带的模板。"))
    return redirect("workbench:settings_templates")


def _upload(scope: Scope, data: dict[str, Any]) -> None:
    file = data["file"]
    read = file.read(LARGEST + 1)  # the check refuses what is larger, in words
    actions.upload_template(key=data["key"], name=file.name, data=read, by=scope.actor, at=clock.now())
