"""Agreeing to be told by text message or e-mail, and taking it back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Consent, Petition, TimelineEntry
from xinfang.casework.petitions.queries.consents import mobile_of
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["consent", "withdraw_consent"]

MOST = 120  # characters of an address


@transaction.atomic
def consent(
    *, petition_id: int, sms: bool, email: str, service: bool, language: str, by: Actor, at: datetime
) -> None:
    """Replace what a petition's holder agreed to; `service`: documents may be served so as well.

    Refuses when no way is chosen, nobody gave a name, there is no mobile number, or the address is none.
    """
    petition = Petition.objects.select_for_update().get(pk=petition_id)
    address = email.strip()
    if found := _problems(petition, sms, address):
        raise Refusal(problems=found)
    Consent.objects.filter(petition=petition, withdrawn_at=None).update(withdrawn_at=at, email="")
    Consent.objects.create(
        petition=petition,
        sms=sms,
        email=address,
        service=service,
        language=language,
        given_at=at,
        given_to=by.label,
    )
    _told(petition, "consent", {"sms": sms, "email": bool(address), "service": service}, by, at)


@transaction.atomic
def withdraw_consent(*, petition_id: int, by: Actor, at: datetime) -> None:
    """Nothing is sent any more, and nothing served electronically. Nothing happens without a consent."""
    petition = Petition.objects.select_for_update().get(pk=petition_id)
    if Consent.objects.filter(petition=petition, withdrawn_at=None).update(withdrawn_at=at, email=""):
        _told(petition, "withdraw_consent", {}, by, at)


def _problems(petition: Petition, sms: bool, address: str) -> list[Problem]:
    if petition.anonymous or not petition.participants.exists():
        return [Problem("", _("没有登记姓名的，不能用短信和邮件告知；请凭编号和查询码查询。"))]
    if not sms and not address:
        return [Problem("sms", _("请至少选一种：短信，或写下邮箱。"))]
    found = []
    if sms and not mobile_of(petition.pk):
        found.append(Problem("sms", _("登记时没有留手机号码；请到登记的窗口补上，或改用邮箱。")))
    if address and not _is_address(address):
        found.append(Problem("email", _("邮箱写得不对，应该像 name@example.cn 这样。")))
    return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= MOST


def _told(petition: Petition, verb: str, data: dict[str, object], by: Actor, at: datetime) -> None:
    raised = petition.raisings.order_by("pk").values_list("matter_id", flat=True)
    data = {**data, "number": petition.number}
    copy_in(
        TimelineEntry,
        [building.act(pk, verb, by, at, petition_id=petition.pk, data=dict(data)) for pk in raised],
    )
    record(Record(f"petition.{verb}", "petition", petition.pk, petition.number, after=data), by=by, at=at)
