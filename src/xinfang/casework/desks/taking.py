"""What a petitioner may see and take of the documents that were issued to him."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.petitions.models import Petition
from xinfang.casework.wording.kinds import KINDS
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import vault

__all__ = ["Paper", "paper", "to_petitioner"]

ADDRESSED = [kind.key for kind in KINDS.values() if kind.to == "petitioner"]


@dataclass(frozen=True)
class Paper:
    """A document issued to the petitioner. `printed`: there is a PDF of it; an answer that came in with a
    register has none. `corrected`: another one stands in its place."""

    pk: int
    kind: Promise | str
    number: str
    issued_at: datetime | None
    served_on: date | None
    printed: bool
    corrected: bool


def to_petitioner(matter_id: int, further: int | None = None) -> list[Paper]:
    """The documents of a matter that went out to its first petitioner, newest first; or to the further one of
    a petition: nobody is shown what is another's."""
    return list(_papers(_sent(matter_id, further).prefetch_related("services", "corrections")))


def paper(matter_id: int, pk: int, further: int | None = None) -> tuple[str, bytes] | None:
    """(file name, PDF) of one of them; None when it is none of them or has no PDF. Raises Refusal when the
    bytes are lost. Whoever asks has shown code and second factor."""
    document = _sent(matter_id, further).filter(pk=pk).exclude(pdf="").first()
    if document is None:
        return None
    try:
        data = vault.take(document.pdf)
    except vault.Unreadable:
        raise Refusal(_("文书读不出来，请到登记的窗口领取。")) from None
    return f"{KINDS[document.kind].label} {document.number}.pdf", data


def _sent(matter_id: int, further: int | None) -> "QuerySet[Document]":
    first = Petition.objects.filter(raisings__matter_id=matter_id, raisings__kind="first")
    whose = Q(petition=None) | Q(petition__in=first) if further is None else Q(petition_id=further)
    standing = Document.objects.filter(whose, matter_id=matter_id, state__in=OUT, reverted_at=None)
    return standing.filter(kind__in=ADDRESSED).order_by("-issued_at", "-pk")


def _papers(documents: "QuerySet[Document]") -> Iterator[Paper]:
    for each in documents:
        proofs = each.services.all()
        replaced = {service.replaces_id for service in proofs}
        days = [service.received_on for service in proofs if service.pk not in replaced]
        yield Paper(
            pk=each.pk,
            kind=KINDS[each.kind].label,
            number=each.number,
            issued_at=each.issued_at,
            served_on=max(days, default=None),
            printed=bool(each.pdf),
            corrected=any(other.state in OUT for other in each.corrections.all()),
        )
