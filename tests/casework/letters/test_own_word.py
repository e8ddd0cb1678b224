"""What was sent to a unit goes back by objection, never by its own word (条例 2022, 23)."""

from datetime import timedelta

import pytest

from xinfang.casework.letters import actions
from xinfang.kernel.errors import Refusal


def test_what_was_forwarded_is_not_declined_as_somebody_elses(walk, draft, people, at):
    matter = walk("accept")
    document = draft(matter, "decline", ground="elsewhere", by=people.handler)
    with pytest.raises(Refusal, match="请提出异议") as told:
        actions.submit(document_id=document.pk, by=people.handler, at=at)
    assert list(told.value.by_field()) == ["ground"]
    assert "第二十三条" in str(told.value)


def test_who_can_object_no_more_is_told_so_and_not_to_object(walk, draft, people, at):
    document = draft(walk("accept"), "decline", ground="elsewhere", by=people.handler)
    late = at + timedelta(days=20)
    with pytest.raises(Refusal, match="自行不予受理") as told:
        actions.submit(document_id=document.pk, by=people.handler, at=late)
    assert "请提出异议" not in str(told.value)
    assert "届满" in str(told.value)


def test_on_another_ground_it_is(walk, draft, people, at):
    document = draft(walk("accept"), "decline", by=people.handler)
    actions.submit(document_id=document.pk, by=people.handler, at=at)


def test_what_was_raised_here_may_be(walk, draft, people, at):
    document = draft(walk("decline"), "decline", ground="elsewhere", by=people.clerk)
    actions.submit(document_id=document.pk, by=people.clerk, at=at)
