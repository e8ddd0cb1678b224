"""Drafts: sealed, their owner's alone, never overwritten by an older window."""

import uuid

import pytest
from django.db import connection

from xinfang.casework.intake import actions, queries
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
KEY = uuid.UUID(int=7)


@pytest.fixture
def by(posted, district):
    return Actor(posted("clerk", district.root).pk, "登记员1号")


@pytest.fixture
def save(by, at):
    def make(revision=0, title="路灯不亮", owner=None, key=KEY, cell="letter"):
        fields = {"title": title, "name": "王小明"}
        who = owner or by
        return actions.save_draft(form_key=key, cell=cell, fields=fields, revision=revision, by=who, at=at)

    return make


def test_each_save_counts_on(save, by):
    assert [save(0), save(1), save(2)] == [1, 2, 3]
    assert queries.draft(by, KEY).fields["title"] == "路灯不亮"
    assert queries.drafts(by)[0].label == "王** 路灯不亮"


def test_an_older_window_is_refused_with_the_time_of_the_newer(save, by):
    save(0)
    save(1, "新的")
    with pytest.raises(Refusal, match="另一个窗口在 09:30"):
        save(1, "旧的")
    assert queries.draft(by, KEY).fields["title"] == "新的"


def test_a_discarded_draft_does_not_come_back(save, by, at):
    save(0)
    actions.discard_draft(form_key=KEY, by=by, at=at)
    with pytest.raises(Refusal, match="丢弃"):
        save(1)
    assert queries.drafts(by) == []


def test_another_clerk_neither_sees_nor_changes_it(save, by, posted, district, at):
    other = Actor(posted("clerk", district.street).pk, "登记员2号")
    save(0)
    assert queries.draft(other, KEY) is None
    actions.discard_draft(form_key=KEY, by=other, at=at)
    with pytest.raises(Refusal, match="另一位登记员"):
        save(1, owner=other)
    assert len(queries.drafts(by)) == 1


def test_a_registered_form_keeps_no_draft(save, by, arrival, district, at):
    save(0)
    told = actions.register(arrival(form_key=KEY), unit_id=district.root.pk, by=by, at=at)
    assert queries.drafts(by) == []
    with pytest.raises(Refusal, match=told.number):
        save(0)


def test_what_is_too_long_is_refused(save):
    with pytest.raises(Refusal, match="太长"):
        save(0, "长" * 300_000)


def test_the_database_holds_no_plain_text(save):
    save(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM casework_draft")
        assert "王小明".encode() not in bytes(cursor.fetchone()[0])
