"""What people choose for themselves: saved filters of the worklist, columns, density."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.models import SavedView, User

__all__ = ["delete_view", "save_view", "set_preference", "share_view"]


def save_view(
    *, owner_id: int | None, name: str, query: str, share_unit_id: int | None, by: Actor, at: datetime
) -> SavedView:
    """Keep a filter under a name that the owner has not used yet; with a unit it is shared with that unit."""
    assert owner_id is not None  # people have filters, programmes have none
    name = name.strip()
    if not name or len(name) > 30:
        raise Refusal(problems=[Problem("name", _("请给筛选起个名字，最多 30 个字。"))])
    if len(query) > 800:
        raise Refusal(problems=[Problem("name", _("筛选条件太长，不能保存。请去掉几个条件。"))])
    try:
        with transaction.atomic():
            view = SavedView.objects.create(owner_id=owner_id, name=name, query=query, unit_id=share_unit_id)
            if share_unit_id:
                record(
                    Record("view.shared", "view", view.pk, name, after={"unit": share_unit_id}), by=by, at=at
                )
    except IntegrityError:
        raise Refusal(problems=[Problem("name", _("已有同名的筛选，请换个名字。"))]) from None
    return view


@transaction.atomic
def delete_view(*, uid: UUID, owner_id: int | None, by: Actor, at: datetime) -> None:
    """Delete one's own filter; another's stays."""
    SavedView.objects.filter(uid=uid, owner_id=owner_id).delete()


@transaction.atomic
def share_view(*, uid: UUID, owner_id: int | None, unit_id: int | None, by: Actor, at: datetime) -> None:
    """Share one's own filter with a unit, or (None) keep it to oneself again."""
    view = SavedView.objects.select_for_update().filter(uid=uid, owner_id=owner_id).first()
    if view is None:
        raise Refusal(_("没有找到这个筛选，可能已经删除了。"))
    before, view.unit_id = {"unit": view.unit_id}, unit_id
    view.save(update_fields=["unit"])
    record(Record("view.shared", "view", view.pk, view.name, before, {"unit": unit_id}), by=by, at=at)


@transaction.atomic
def set_preference(*, user_id: int | None, key: str, value: Any, by: Actor, at: datetime) -> None:
    """Remember a choice of the workbench for an account: columns, density."""
    assert user_id is not None  # people have preferences, programmes have none
    user = User.objects.select_for_update().get(pk=user_id)
    user.preferences = {**user.preferences, key: value}
    user.save(update_fields=["preferences"])
