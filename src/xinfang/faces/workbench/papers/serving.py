"""The page of the proof of service."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts.queries import held_for
from xinfang.casework.desks.papers import server_of
from xinfang.casework.desks.serving import begun_by_service, ends_by_service
from xinfang.casework.letters import actions
from xinfang.casework.letters import queries as letters
from xinfang.casework.letters.queries import Document, Service
from xinfang.casework.letters.rules import with_article
from xinfang.casework.petitions.queries import CaseFile, case
from xinfang.casework.wording.kinds import KINDS
from xinfang.faces.workbench.acts.proof import FIELDS, CorrectForm, ServiceForm, proof_of
from xinfang.faces.workbench.case.loading import WORKS_ON_CASES, case_context
from xinfang.faces.workbench.case.refusing import not_now
from xinfang.faces.workbench.letters.overtaken import meanwhile
from xinfang.faces.workbench.papers.loading import load_paper
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.templatetags.ui import as_chosen
from xinfang.registers.staff.doors import door

__all__ = ["paper_service"]

# What is done, by the document's state and who asks: its form, and what is said then.
FORMS: dict[str, type[ServiceForm]] = {"serve": ServiceForm, "correct_service": CorrectForm}
SAID = {
    "serve": _("送达已登记，该件现在是“%(state)s”。"),
    "correct_service": _("送达已更正，期限已按更正后的日期计算。该件现在是“%(state)s”。"),
}
SAID_FIRST, SEALED = ("way", "received_on", "photo"), ("receiver", "witness", "refusal")


@door(WORKS_ON_CASES)
def paper_service(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask how it was received, telling which clock begins; then record it."""
    found, document = load_paper(request, number, pk)
    scope = request.scope  # type: ignore[attr-defined]
    step = next((each for each in FORMS if each in letters.rights(scope, document, clock.today())), None)
    if late := _meanwhile(request, found, document):
        return late
    if step is None:
        return _not_yet(request, found, document)
    first = {"received_on": clock.today(), "server": server_of(document) or scope.actor.label}
    form = FORMS[step](request.POST or None, request.FILES or None, initial=first)
    if form.is_valid() and _served(form, document, scope.actor):
        stands = case(scope, number)
        told = str(SAID[step]) % {"state": stands.state.label if stands else ""}
        messages.success(request, told)
        return redirect("workbench:matter", number)
    document.refresh_from_db()
    if late := _meanwhile(request, found, document):
        return late
    context = case_context(request, found) | _shown(document, form, step)
    return render(request, "workbench/papers/service.html", context)


def _meanwhile(request: HttpRequest, found: CaseFile, document: Document) -> HttpResponse | None:
    """A form that registers a service, sent when it was registered already, corrects nothing: 409, who did
    it and what stands, with what was typed. None where no such form was sent: a correction says its reason.
    """
    standing = document.services.filter(replaced_by=None).first()
    if request.method != "POST" or "reason" in request.POST or standing is None:
        return None
    scope, day = request.scope, clock.today()  # type: ignore[attr-defined]
    if "serve" not in letters.rights_after(scope, document, "seal", day):
        return None
    form = ServiceForm(request.POST)
    if standing.recorded_by == scope.actor.user_id and _same(form, standing):
        messages.info(request, _("这一步刚才已经由您办理，没有再办一次。"))
        return redirect("workbench:matter", found.matter.number)
    told = {"way": standing.get_way_display(), "day": standing.received_on.isoformat()}
    told["more"] = _recorded(standing, own=standing.recorded_by == scope.actor.user_id)
    why = _(
        "送达已经登记：%(way)s，%(day)s 收到%(more)s；您的这一份没有登记。"
        "登记错了的，由单位负责人在文书旁点“更正送达”。"
    )
    return not_now(request, found, str(why) % told, form=form, meanwhile=meanwhile(document, after="seal"))


def _same(form: ServiceForm, standing: Service) -> bool:
    """Whether a form says just what is recorded; a picture says nothing else."""
    names = [name for name in form.fields if name != "photo"]
    return form.is_valid() and all(form.cleaned_data[name] == getattr(standing, name) for name in names)


def _recorded(standing: Service, *, own: bool) -> str:
    """What else is recorded, by the names of the form. Whom a colleague named is sealed."""
    form = ServiceForm(initial={name: getattr(standing, name) for name in ServiceForm.base_fields})
    left_out = SAID_FIRST if own else (*SAID_FIRST, *SEALED)
    fields = [form[name] for name in form.fields if name not in left_out and form[name].value()]
    return "".join(
        _t("，%(name)s %(value)s") % {"name": each.label, "value": as_chosen(each)} for each in fields
    )


def _not_yet(request: HttpRequest, found: CaseFile, document: Document) -> HttpResponse:
    """Why who will register how it is received cannot do so now; for others there is no such page."""
    scope, day = request.scope, clock.today()  # type: ignore[attr-defined]
    if not document.open or "serve" not in letters.rights_after(scope, document, "seal", day):
        raise Http404
    told = _("这份文书现在是“%(state)s”，制发以后才能登记送达。")
    why = told % {"state": document.get_state_display()}
    return not_now(request, found, with_article(why, document, day))


def _shown(document: Document, form: ServiceForm, step: str) -> dict[str, Any]:
    return {
        "document": document,
        "kind": KINDS[document.kind],
        "form": form,
        "form_has_errors": bool(form.errors),
        "correcting": step == "correct_service",
        "begun": begun_by_service(document, clock.now()) if step == "serve" else [],
        "ends": step == "serve" and ends_by_service(document, clock.now()),
        "held": held_for(document.matter_id),
    }


def _served(form: ServiceForm, document: Document, by: Actor) -> bool:
    """Whether it was recorded; a refusal's sentences stand at their fields."""
    try:
        _record(form.cleaned_data, document, by)
    except Refusal as refusal:
        for name, sentences in refusal.by_field().items():
            field = FIELDS.get(name, name)
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True


@transaction.atomic
def _record(data: dict[str, Any], document: Document, by: Actor) -> None:
    reason, now = data.get("reason"), clock.now()
    proof = proof_of(data, by)
    if reason is None:
        actions.record_service(document_id=document.pk, proof=proof, by=by, at=now)
    else:
        actions.correct_service(document_id=document.pk, proof=proof, reason=reason, by=by, at=now)
