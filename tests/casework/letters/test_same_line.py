"""Page and document of one act write the same line, and what needs a signed paper has no other road."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters import actions, queries
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of


def lines(verb: str) -> list[tuple[object, str]]:
    found = TimelineEntry.objects.filter(verb=verb).order_by("pk")
    return [(entry.data, entry.note) for entry in found]


def test_a_hearing_is_told_alike_by_page_and_record(walk, draft, out, people, at):
    out(draft(walk("hear"), "hear"))
    acts.hear(
        matter_id=Matter.objects.get().pk, held_on=at.date(), chair="李主任",
        text="开裂系施工引起，由施工单位修缮。", by=people.handler, at=at,
    )  # fmt: skip
    recorded, typed = lines("hear")
    assert recorded == typed
    assert recorded[0] == {"held_on": "2026-10-15", "chair": "李主任"}


@pytest.mark.parametrize("day", ["2026-10-16", "2026-10-14"])
def test_a_recorded_hearing_was_neither_tomorrow_nor_before_the_letter_came(walk, draft, out, day):
    with pytest.raises(Refusal) as refused:
        out(draft(walk("hear"), "hear", held_on=day))
    assert list(refused.value.by_field()) == ["held_on"]
    assert Document.objects.get(kind="hearing_record").state == "draft"


def test_an_urgent_report_is_told_alike_by_page_and_letter(walk, draft, people, at):
    document = draft(walk("report_up"), "report_up", recipients="中共云溪区委员会，云溪区人民政府。")
    actions.submit(document_id=document.pk, by=people.clerk, at=at)
    actions.sign(document_id=document.pk, by=people.head, revision=1, at=at)
    actions.seal(document_id=document.pk, by=people.clerk, at=at + timedelta(minutes=5))
    told = {"told": ["中共云溪区委员会", "云溪区人民政府"]}
    assert lines("report_up") == [(told, "约三十人在工地门口聚集，要求赔偿。")]


def test_no_document_withdraws_a_matter(walk, draft, people, at):
    """Only the signed request does, which is kept (acts.actions.withdraw)."""
    matter = walk("supervise")
    clerk = scope_of(User.objects.get(pk=people.clerk.user_id), at.date())
    offered = {(each.kind.key, each.verb) for each in queries.offers(clerk, matter, at.date())}
    assert ("withdrawal_request", "") in offered
    assert "withdraw" not in {verb for _kind, verb in offered}


def test_a_draft_of_the_request_that_was_begun_before_is_a_form_as_well(walk, draft, people, at):
    document = draft(walk("supervise"), kind="withdrawal_request", by=people.clerk)
    Document.objects.filter(pk=document.pk).update(verb="withdraw")
    import_module("xinfang.casework.migrations.0030_letters_mended").only_a_form(apps, None)
    actions.seal(document_id=document.pk, by=people.clerk, at=at)
    assert Matter.objects.get().state == "accepted"
    assert Document.objects.get(pk=document.pk).state == "issued"
