"""What the holder of a petition's code may do now, each with the day that matters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xinfang.casework.intake.queries import Followed
from xinfang.casework.petitions.queries import wants_to_withdraw
from xinfang.casework.reviews.queries import Askable, askable
from xinfang.casework.satisfaction.queries import rateable
from xinfang.casework.workflow import possible
from xinfang.faces.portal.papers import papers_of

__all__ = ["Offer", "may_ask", "may_withdraw", "offered"]


@dataclass(frozen=True)
class Offer:
    """One thing to do, with its page."""

    title: str
    detail: str
    icon: str
    href: str
    first: bool = False


def offered(followed: Followed, today: date) -> list[Offer]:
    """All of them, the most wanted first."""
    return [
        *_rating(followed, today),
        *_documents(followed),
        *_reviewing(followed, today),
        *_always(followed),
        *_withdrawing(followed, today),
    ]


def may_withdraw(followed: Followed, today: date) -> bool:
    """Whether its own petitioner may still withdraw the matter."""
    rows = possible(followed.state, followed.purpose, today)
    return followed.kind == "first" and _own(followed) and any(row.verb == "withdraw" for row in rows)


def may_ask(followed: Followed, today: date) -> Askable | None:
    """Which level its petitioner may ask for; who joined others' matter, each by the own receipt."""
    return askable(followed.matter_id, today, followed.petition_id if followed.further else None)


def _own(followed: Followed) -> bool:
    """Not merged: what is worked on is this petitioner's own matter."""
    return followed.own_matter_id == followed.matter_id


def _rating(followed: Followed, today: date) -> Iterator[Offer]:
    for answer in rateable(followed.petition_id, today, followed.matter_id):
        if answer.open:
            title = _("评价%(answer)s") % {"answer": answer.label}
            detail = _("%(day)s截止，每次答复评价一回") % {"day": _said(answer.closes_on)}
            href = f"{_page('rate', followed)}?answer={answer.invitation_id}"
            yield Offer(title, detail, "star", href, first=True)


def _documents(followed: Followed) -> Iterator[Offer]:
    papers = papers_of(followed)
    if papers:
        count = ngettext("%(n)d 份", "%(n)d 份", len(papers)) % {"n": len(papers)}
        yield Offer(_("给您的文书"), count, "file-earmark-text", _page("documents", followed))


def _reviewing(followed: Followed, today: date) -> Iterator[Offer]:
    asked = may_ask(followed, today)
    if asked is None:
        return
    title = _("申请复查") if asked.level == "review" else _("申请复核")
    day = _said(asked.due_on) if asked.due_on else ""
    if not asked.open:
        detail = _("期限已在 %(day)s届满") % {"day": day}
    else:
        detail = _("最迟 %(day)s") % {"day": day} if day else ""
    yield Offer(title, detail, "arrow-up-circle", _page("review", followed))


def _withdrawing(followed: Followed, today: date) -> Iterator[Offer]:
    if not may_withdraw(followed, today):
        return
    asked = wants_to_withdraw(followed.own_matter_id)
    detail = _("您已经表示要撤回；在申请书上签字交回后才算数") if asked else _("要在申请书上签字")
    yield Offer(_("撤回"), detail, "arrow-counterclockwise", _page("withdraw", followed))


def _always(followed: Followed) -> Iterator[Offer]:
    yield Offer(_("补充材料"), _("写几句话，或传照片、文件"), "paperclip", _page("information", followed))
    yield Offer(_("短信和邮件"), _("有了进展告诉我"), "bell", _page("consent", followed))


def _page(name: str, followed: Followed) -> str:
    return reverse(f"portal:{name}", args=[followed.number])


def _said(day: date) -> str:
    return date_format(day, _("Y年n月j日"))
