"""Standard sentences (常用语): one's own, the unit's, everybody's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xinfang.casework.wording import actions, queries
from xinfang.casework.wording.queries import TextModule
from xinfang.faces.workbench.settings.forms import taken
from xinfang.kernel import clock
from xinfang.registers.staff.doors import OWN, door
from xinfang.registers.staff.scope import Scope

__all__ = ["settings_module", "settings_module_delete", "settings_modules"]

REACHES = {"own": _("只有自己用"), "unit": _("本单位都能用"), "all": _("全区都能用")}


class ModuleForm(forms.Form):
    """A sentence with its title; for whom, of those that the actor may write for."""

    title = forms.CharField(
        label=_("名称"),
        max_length=40,
        help_text=_("取拼音首字母调用，例如“征收补偿”用 ::zsbc。"),
        error_messages={"required": _("请起个名字，最多 40 个字。")},
    )
    text = forms.CharField(
        label=_("内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("可以用占位符，例如 {number} 信访编号、{due_on} 期满日、{unit} 本单位。"),
        error_messages={"required": _("请写常用语句，最多 2000 个字。")},
    )
    reach = forms.ChoiceField(label=_("给谁用"), initial="own")

    def __init__(self, *args: Any, reaches: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reach"].choices = [(key, REACHES[key]) for key in reaches]  # type: ignore[attr-defined]


@door(OWN)
def settings_modules(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = ModuleForm(request.POST or None, reaches=queries.reaches(scope))
    if request.method == "POST" and taken(form, lambda data: _keep(scope, data)):
        messages.success(request, _t("常用语已保存。"))
        return redirect("workbench:settings_modules")
    return render(request, "workbench/papers/modules.html", _context(scope, form))


@door(OWN)
def settings_module(request: HttpRequest, pk: int) -> HttpResponse:
    """One of those that the actor may change."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _one(scope, pk)
    first = {"title": found.title, "text": found.text, "reach": reach_of(found)}
    form = ModuleForm(request.POST or None, reaches=queries.reaches(scope), initial=first)
    if request.method == "POST" and taken(form, lambda data: _keep(scope, data, pk)):
        messages.success(request, _t("常用语已保存。"))
        return redirect("workbench:settings_modules")
    return render(request, "workbench/papers/modules.html", _context(scope, form) | {"module": found})


@require_POST
@door(OWN)
def settings_module_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one; texts that used it stay."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _one(scope, pk)
    actions.delete_module(module_id=found.pk, by=scope.actor, at=clock.now())
    messages.success(request, _t("常用语“%(title)s”已删除。") % {"title": found.title})
    return redirect("workbench:settings_modules")


def reach_of(module: TextModule) -> str:
    """For whom a sentence is kept."""
    return "own" if module.owner_id else "unit" if module.unit_id else "all"


def _one(scope: Scope, pk: int) -> TextModule:
    found = queries.kept_by(scope).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _keep(scope: Scope, data: dict[str, Any], pk: int | None = None) -> None:
    actions.save_module(
        title=data["title"],
        text=data["text"],
        owner_id=scope.actor.user_id if data["reach"] == "own" else None,
        unit_id=scope.actor.unit_id if data["reach"] == "unit" else None,
        module_id=pk,
        by=scope.actor,
        at=clock.now(),
    )


def _context(scope: Scope, form: ModuleForm) -> dict[str, Any]:
    mine = set(queries.kept_by(scope).values_list("pk", flat=True))
    return {
        "tab": "modules",
        "form": form,
        "form_has_errors": bool(form.errors),
        "manages": scope.may("manage_units"),
        "modules": [(each, REACHES[reach_of(each)], each.pk in mine) for each in queries.modules_for(scope)],
    }
