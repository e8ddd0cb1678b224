"""Accounts and postings: who may do what, where, from when to when."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xinfang.faces.workbench.settings import forms
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations import queries as units
from xinfang.registers.staff import actions, queries
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.roles import PERMISSIONS, ROLES
from xinfang.registers.staff.scope import Scope

__all__ = ["settings_people", "settings_person"]


@door("manage_units")
def settings_people(request: HttpRequest) -> HttpResponse:
    """The accounts with their postings, and the form that adds one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = forms.AccountForm(request.POST or None)
    made: list[Any] = []
    if request.method == "POST" and forms.taken(form, lambda data: made.append(_add(scope, data))):
        messages.success(request, _("已新建账号。接着加岗位，再重置密码交给本人。"))
        return redirect("workbench:settings_person", pk=made[0].pk)
    text = request.GET.get("who", "")
    context = {
        "tab": "people",
        "form": form,
        "form_has_errors": bool(form.errors),
        "who": text,
        "accounts": queries.accounts(scope, clock.today(), text),
        "roles": ROLES,
    }
    return render(request, "workbench/settings/people.html", context)


@door("manage_units")
def settings_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: postings, a password that holds once, shut or open."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    account = queries.account_in(scope, pk, clock.today())
    if account is None:
        raise Http404
    act = request.POST.get("act", "")
    sheet = _forms(scope, act, request.POST)
    told: list[str] = []
    done = act in sheet and forms.taken(sheet[act], lambda data: told.append(_act(scope, account, act, data)))
    if done and act != "password":
        messages.success(request, _("已保存。"))
        return redirect("workbench:settings_person", pk=pk)
    context = {
        "tab": "people",
        "account": queries.account_in(scope, pk, clock.today()),
        "forms": sheet,
        "form": sheet.get(act),
        "form_has_errors": bool(act in sheet and sheet[act].errors),
        "password": told[0] if told else "",
        "roles": _roles(),
        "role_names": ROLES,
        "oneself": scope.actor.user_id == pk,
    }
    return render(request, "workbench/settings/person.html", context)


def _roles() -> list[tuple[Any, list[Any]]]:
    return [
        (role, [words for key, words in PERMISSIONS.items() if key in role.permissions])
        for role in ROLES.values()
    ]


def _add(scope: Scope, data: dict[str, Any]) -> Any:
    return actions.add_account(password=None, by=scope.actor, at=clock.now(), **data)


def _forms(scope: Scope, act: str, posted: Any) -> dict[str, Any]:
    today = clock.today()
    choices = [(choice.id, choice.label) for choice in units.choices(today, scope)]
    made: dict[str, tuple[Any, dict[str, Any]]] = {
        "post": (forms.PostForm, {"units": choices, "initial": {"valid_from": today}}),
        "end": (forms.EndForm, {"initial": {"last_day": today}}),
        "password": (forms.NoFieldsForm, {}),
        "deactivate": (forms.NoFieldsForm, {}),
        "reactivate": (forms.NoFieldsForm, {}),
    }
    return {
        name: form(posted if name == act else None, auto_id=f"{name}_%s", **options)
        for name, (form, options) in made.items()
    }


def _act(scope: Scope, account: Any, act: str, data: dict[str, Any]) -> str:
    who: dict[str, Any] = {"by": scope.actor, "at": clock.now()}
    if act == "post":
        unit = units.unit_in(scope, int(data.pop("unit")))
        assert unit is not None  # the choices are in scope
        actions.post(user=account, unit=unit, **data, **who)
    elif act == "end":
        posting = queries.posting_in(scope, data["posting"], clock.today())
        if posting is None or posting.user_id != account.pk:
            raise Refusal(_("没有找到这个岗位，可能已经结束了。"))
        actions.end_posting(posting=posting, last_day=data["last_day"], **who)
    elif act == "password":
        return actions.reset_password(user=account, **who)
    elif act == "deactivate":
        actions.deactivate(user=account, **who)
    else:
        actions.reactivate(user=account, **who)
    return ""
