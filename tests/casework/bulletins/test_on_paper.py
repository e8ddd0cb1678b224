"""An item that goes to the higher office on paper: printed here, and its dispatch written down."""

from datetime import timedelta

import pytest

from xinfang.casework.bulletins import actions, queries
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
    assert item.awaits_dispatch
    actions.record_dispatch(dispatched_on=at.date(), way="机要交换", **told)
    item.refresh_from_db()
    assert (item.dispatched_on, item.dispatched_by, item.awaits_dispatch) == (at.date(), "机要交换", False)
    with pytest.raises(Refusal, match="已经登记过"):
        actions.record_dispatch(dispatched_on=at.date(), way="专人送达", **told)
