"""A service before signing, a day before the petition's, an act on a closed matter: refused with the article,
and nothing is changed."""

from datetime import timedelta

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks import actions as desks
from xinfang.casework.desks.rules import Past
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.actions import Proof
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.workflow import cited
from xinfang.kernel.errors import Refusal


def _told(refused):
    return [problem.sentence for problem in refused.value.problems] or [str(refused.value)]


def _ends_with(refused, article):
    named = f"（《信访工作条例》（2022）{article}）"
    assert [each for each in _told(refused) if not each.endswith(named)] == []


def _handed(day):
    return Proof("direct", day, "承办人1号", receiver="王喆堃", relationship="self")


def test_a_service_before_signing_names_the_article_of_service(walk, draft, people, at):
    document = draft(walk("opine"), "opine")
    with pytest.raises(Refusal, match="不能登记送达") as refused:
        letters.record_service(document_id=document.pk, proof=_handed(at.date()), by=people.handler, at=at)
    _ends_with(refused, "第三十五条")
    assert Matter.objects.get().state == "accepted"


def test_a_receipt_before_the_letter_names_the_article(walk, draft, out, people, at):
    document = out(draft(walk("accept"), "accept"))
    early = at.date() - timedelta(days=1)
    with pytest.raises(Refusal) as refused:
        letters.record_service(document_id=document.pk, proof=_handed(early), by=people.handler, at=at)
    _ends_with(refused, "第二十三条")


@pytest.mark.parametrize("days", [-400, 1])
def test_a_hearing_before_the_petition_or_to_come_names_the_article(walk, people, at, days):
    matter = walk("hear")
    with pytest.raises(Refusal) as refused:
        acts.hear(
            matter_id=matter.pk, held_on=at.date() + timedelta(days=days), chair="李主任",
            text="开裂系施工引起。", by=people.handler, at=at,
        )  # fmt: skip
    _ends_with(refused, "第三十一条")


@pytest.mark.parametrize("days", [-400, 1])
def test_a_paper_before_the_receipt_or_to_come_names_the_article(walk, district, people, at, days):
    matter, before = walk(""), TimelineEntry.objects.count()
    past = Past("forward", at.date() + timedelta(days=days), to_unit_id=district.street.pk)
    with pytest.raises(Refusal) as refused:
        desks.record_past(matter_id=matter.pk, past=past, by=people.clerk, at=at)
    _ends_with(refused, "第二十二条")
    assert TimelineEntry.objects.count() == before


def test_an_act_on_a_closed_matter_names_the_article_and_offers_nothing_at_large(walk, people, at):
    matter = walk("refuse_review")  # its review is asked for
    with pytest.raises(Refusal, match="不能这样做。") as refused:
        acts.perform(verb="accept", matter_ids=[matter.pk], by=people.handler, at=at)
    _ends_with(refused, "第二十三条")
    assert "撤销导入" not in str(refused.value)
    assert "可以做的是" not in str(refused.value)


def test_words_in_brackets_at_the_end_are_no_article(at):
    said = "承办人写了说明（见附件）"
    assert cited(said, "accept", at.date()) == f"{said}（《信访工作条例》（2022）第二十三条）"
    assert cited(cited(said, "rule", at.date()), "accept", at.date()) == cited(said, "rule", at.date())
