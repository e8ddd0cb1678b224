"""The papers of a hearing: whose they are, in whose name, under which article."""

from datetime import datetime

import pytest
from django.utils import timezone

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.taking import to_petitioner
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.composing import compose
from xinfang.casework.letters.queries import offers
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

IN_2008 = timezone.make_aware(datetime(2008, 10, 15, 9))
GOVERNMENT = "人民政府"


def text_of(document, at):
    sheet = compose(document, at)
    return sheet, " ".join(str(block) for block in sheet.body)


@pytest.mark.parametrize("kind", ["hearing_notice", "hearing_record"])
@pytest.mark.parametrize(
    ("step", "new", "old"),
    [
        ("opine", "第三十一条。", "第三十一条。"),
        ("opine_review", "第三十一条、第三十五条。", "第三十一条、第三十四条。"),
        ("opine_rereview", "第三十一条、第三十六条。", "第三十一条、第三十五条。"),
    ],
)
def test_it_cites_the_article_of_its_level(walk, draft, at, kind, step, new, old):
    verb = "hear" if (kind, step) == ("hearing_record", "opine") else ""
    document = draft(walk(step), verb, kind)
    assert f"《信访工作条例》{new}" in text_of(document, at)[1]
    assert f"《信访条例》{old}" in text_of(document, IN_2008)[1]


def test_during_a_review_the_reviewing_organ_invites_and_before_it_the_unit(walk, draft, district, at):
    matter = walk("opine_review")
    document = draft(matter, kind="hearing_notice")
    document.unit = district.root
    assert text_of(document, at)[0].issuer == f"{district.root.name}{GOVERNMENT}"
    document.matter.state = "accepted"
    assert not text_of(document, at)[0].issuer.endswith(GOVERNMENT)


def test_who_asked_for_the_review_is_invited_and_nobody_else_sees_it(
    walk, draft, out, arrival, district, people, at
):
    matter = walk("opine_review")
    person = PersonEntry(name="赵玉兰", phone="139 1234 0219")
    told = arrival(people=(person,), repeats_matter_id=matter.pk, raising_kind="joined")
    other = intake.register(told, unit_id=district.root.pk, by=people.clerk, at=at)
    one = {"matter_ids": [matter.pk], "by": people.clerk, "at": at}
    acts.perform(verb="withdraw_review", **one)
    acts.perform(verb="request_review", data={"petition": other.petition_id}, **one)
    matter.refresh_from_db()
    begun = draft(matter, kind="hearing_notice")
    sheet, body = text_of(begun, at)
    assert sheet.addressee == "赵玉兰"
    assert "王喆堃" not in body + sheet.title
    begun.matter.state = "accepted"  # sent back: a hearing of the unit's own
    assert text_of(begun, at)[0].addressee == "王喆堃"
    document = out(begun)
    assert document.petition_id == other.petition_id
    assert [each.pk for each in to_petitioner(matter.pk, other.petition_id)] == [document.pk]
    assert to_petitioner(matter.pk) == []


def test_for_an_organ_outside_nobody_here_invites(walk, district, people, at):
    matter = walk("opine_review")
    scope = scope_of(User.objects.get(pk=people.reviewer.user_id), at.date())
    for inside in (True, False):
        matter.review_unit = district.root if inside else None
        offered = {each.kind.key for each in offers(scope, matter, at.date())}
        assert ({"hearing_notice", "hearing_record"} & offered != set()) is inside
