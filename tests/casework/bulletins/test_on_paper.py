"""An item that goes to the higher office on paper: printed here, and its dispatch written down."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.models import Item
from xinfang.kernel.errors import Refusal


def test_an_item_that_goes_on_paper_is_printed_here_and_its_dispatch_is_written_down(
    submitted,
    people,
    at,
):
    odd = submitted(advice="请关注\U0001f9ff。")
    with pytest.raises(Refusal):  # no font here has that sign: nobody could print it
        actions.send_item(item_id=odd.pk, by=people.head, at=at, on_paper=True)
    item = actions.send_item(item_id=submitted().pk, by=people.head, at=at, on_paper=True)
    assert queries.sealed(item).startswith(b"%PDF")
    told = {"item_id": item.pk, "by": people.clerk, "at": at}
    with pytest.raises(Refusal, match="日期要在"):
        actions.record_dispatch(dispatched_on=at.date() - timedelta(days=1), way="机要交换", **told)
    with pytest.raises(Refusal, match="怎样送") as refused:
        actions.record_dispatch(dispatched_on=at.date(), way=" ", **told)
    assert list(refused.value.by_field()) == ["way"]
    with pytest.raises(Refusal, match="最多 120 个字") as refused:
        actions.record_dispatch(dispatched_on=at.date(), way="送" * 121, **told)
    assert list(refused.value.by_field()) == ["way"]
    assert item.awaits_dispatch
    actions.record_dispatch(dispatched_on=at.date(), way="机要交换", **told)
    item.refresh_from_db()
    assert (item.dispatched_on, item.dispatched_by, item.awaits_dispatch) == (at.date(), "机要交换", False)
    with pytest.raises(Refusal, match="已经登记过"):
        actions.record_dispatch(dispatched_on=at.date(), way="专人送达", **told)


def test_what_came_back_from_above_had_left_and_that_is_written_down_first(submitted, people, at):
    item = actions.send_item(item_id=submitted().pk, by=people.head, at=at, on_paper=True)
    received = {"item_id": item.pk, "received_on": at.date(), "receipt": "市信访局收", "by": people.clerk}
    with pytest.raises(Refusal, match="请先登记哪天、怎样送出"):
        actions.record_receipt(at=at, **received)
    sent = {"item_id": item.pk, "dispatched_on": at.date(), "way": "机要交换", "by": people.clerk}
    actions.record_dispatch(at=at, **sent)
    actions.record_receipt(at=at, **received)
    item.refresh_from_db()
    assert (item.state, item.received_on) == ("received", at.date())


def test_what_went_on_paper_before_dispatch_was_written_down_waits_for_none(submitted, people, at):
    old, new = (actions.send_item(item_id=submitted().pk, by=people.head, at=at, on_paper=True) for _ in "12")
    electronic = actions.send_item(item_id=submitted().pk, by=people.head, at=at)
    Item.objects.filter(pk=new.pk).update(dispatched_on=at.date(), dispatched_by="机要交换")
    step = import_module("xinfang.casework.migrations.0129_sent_on_paper_before")
    step.write_dispatch(apps, None)
    for each in (old, new, electronic):
        each.refresh_from_db()
    assert (old.dispatched_on, old.dispatched_by) == (timezone.localdate(at), "")
    assert not old.awaits_dispatch
    assert new.dispatched_by == "机要交换"
    assert electronic.dispatched_on is None
    actions.record_receipt(item_id=old.pk, received_on=at.date(), receipt="收", by=people.clerk, at=at)
