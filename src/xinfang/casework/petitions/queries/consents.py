"""Who agreed to be told, and where: values leave this file only for a message that is being written."""

from collections.abc import Iterable
from dataclasses import dataclass

from xinfang.casework.petitions.models import Consent, Participant, Petition
from xinfang.engines.identity import is_mobile, normalise_id, normalise_phone, tail
from xinfang.engines.masking import mask_email, mask_phone
from xinfang.kernel.secrets import digest
from xinfang.registers.petitioners.models import ContactKind, ContactPoint, IdDocument

__all__ = ["Agreed", "Reach", "agreed", "knows_tail", "mobile_of", "reached"]


@dataclass(frozen=True)
class Reach:
    """A petition whose holder is to be told, and where; '' for a way that was not agreed to."""

    matter_id: int
    petition_id: int
    number: str
    kind: str  # how it raised the matter
    confined: bool
    sms: str
    email: str
    language: str


@dataclass(frozen=True)
class Agreed:
    """What stands of a petition's consent, masked. `mobile`: the number that would be used, '' for none."""

    mobile: str
    sms: bool
    email: str
    service: bool


def reached(matter_ids: Iterable[int]) -> list[Reach]:
    """Everybody who is to be told of acts on these matters: the live petitions with a standing consent."""
    standing = Consent.objects.filter(
        withdrawn_at=None,
        petition__reverted_at=None,
        petition__anonymous=False,
        petition__raisings__matter_id__among=list(matter_ids),
    )
    rows = standing.values_list(
        "petition__raisings__matter_id",
        "petition__raisings__matter__confined",
        "petition_id",
        "petition__number",
        "petition__raisings__kind",
        "sms",
        "email",
        "language",
    ).order_by("pk")
    return [
        Reach(matter, petition, number, kind, confined, mobile_of(petition) if sms else "", email, language)
        for matter, confined, petition, number, kind, sms, email, language in rows
    ]


def mobile_of(petition_id: int) -> str:
    """The newest mobile number of the first person of a petition who has one; '' when nobody has."""
    people = Participant.objects.filter(petition_id=petition_id).order_by("position", "pk")
    for person in people.values_list("person_id", flat=True)[:10]:
        phones = ContactPoint.objects.filter(person_id=person, kind=ContactKind.PHONE)
        for value in phones.order_by("-created_at", "-pk").values_list("value", flat=True):
            if is_mobile(value):
                return normalise_phone(value)
    return ""


def agreed(petition_id: int) -> Agreed:
    """What the holder of the code sees of it."""
    standing = Consent.objects.filter(petition_id=petition_id, withdrawn_at=None).first()
    mobile = mobile_of(petition_id)
    return Agreed(
        mobile=mask_phone(mobile) if mobile else "",
        sms=bool(standing and standing.sms),
        email=mask_email(standing.email) if standing else "",
        service=bool(standing and standing.service),
    )


def knows_tail(petition_id: int, text: str) -> bool | None:
    """Whether the text is the end (four characters) of a telephone or document of one of its people: the
    second factor. None when the petition left neither, so that nothing can be asked for.

    Digests alone are compared; nothing is opened.
    """
    people = Petition.objects.filter(pk=petition_id).values("participants__person_id")
    phones = ContactPoint.objects.filter(person_id__in=people, kind=ContactKind.PHONE).exclude(
        tail_digest=b""
    )
    papers = IdDocument.objects.filter(person_id__in=people).exclude(tail4_digest=b"")
    if not phones.exists() and not papers.exists():
        return None
    end = tail(normalise_id(text), 4)
    if len(end) < 4:
        return False
    by_phone = phones.filter(tail_digest=digest(end, "phone tail"))
    return by_phone.exists() or papers.filter(tail4_digest=digest(end, "id tail")).exists()
