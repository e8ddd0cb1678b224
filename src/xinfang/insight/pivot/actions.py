"""The only writers of kept views."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xinfang.casework.themes.naming import points_at_a_person
from xinfang.insight.pivot.models import AnalysisView, Page
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Question", "drop_view", "keep_view"]

LONGEST_NAME, LONGEST_QUERY, MOST = 30, 400, 40


@dataclass(frozen=True)
class Question:
    """What a view asks: the page, and the query that the page has read and understood."""

    page: str
    query: str


@transaction.atomic
def keep_view(
    *, owner_id: int | None, name: str, question: Question, share_unit_id: int | None, by: Actor, at: datetime
) -> AnalysisView:
    """Keep a view under a name that the owner has not used yet; with a unit, it is shared with that unit.

    Refuses a name that points at a person: it stands on pages and, of a shared one, in the audit.
    """
    assert owner_id is not None  # people keep views, programmes do not
    name = " ".join(name.split())
    if found := _problems(owner_id, name, question):
        raise Refusal(problems=found)
    if points_at_a_person(name, by=by, at=at):
        told = _("这里写到了人（姓名、号码或者称呼）：视图的名字只说看什么，请改写。")
        raise Refusal(problems=[Problem("name", told)])
    try:
        with transaction.atomic():
            view = AnalysisView.objects.create(
                owner_id=owner_id,
                unit_id=share_unit_id,
                name=name,
                page=question.page,
                query=question.query,
                kept_at=at,
            )
    except IntegrityError:
        raise Refusal(problems=[Problem("name", _("已有同名的视图，请换个名字。"))]) from None
    if share_unit_id:
        record(
            Record("analysis.shared", "analysis", view.pk, name, after={"unit": share_unit_id}), by=by, at=at
        )
    return view


@transaction.atomic
def drop_view(*, uid: UUID, owner_id: int | None, by: Actor, at: datetime) -> None:
    """Give up one's own view; one that was shared is gone for the unit too. Another's stays."""
    view = AnalysisView.objects.select_for_update().filter(uid=uid, owner_id=owner_id).first()
    if view is None:
        raise Refusal(_("没有找到这个视图，可能已经删除了。"))
    if view.unit_id:
        record(
            Record("analysis.dropped", "analysis", view.pk, view.name, {"unit": view.unit_id}), by=by, at=at
        )
    view.delete()


def _problems(owner_id: int, name: str, question: Question) -> list[Problem]:
    if not name or len(name) > LONGEST_NAME:
        return [Problem("name", _("请给视图起个名字，最多 %(most)d 个字。") % {"most": LONGEST_NAME})]
    if question.page not in Page.values or not question.query or len(question.query) > LONGEST_QUERY:
        return [Problem("query", _("这个视图不能保存，请重新选择指标和细分。"))]
    if AnalysisView.objects.filter(owner_id=owner_id).count() >= MOST:
        return [Problem("name", _("最多保存 %(most)d 个视图，请先删除不用的。") % {"most": MOST})]
    return []
