"""Acts on matters: routing many, files, and seeing people in full."""

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions import actions, queries
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.casework.petitions.models import Attachment, Matter, Petition, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents.actions import store

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def matters(district, arrival, at):
    """Four matters waiting to be routed; the third accuses the street."""
    told = [arrival(title=f"第{n}件") for n in range(4)]
    told[2] = arrival(title="检举", purpose="accusation", accused_unit_id=district.street.pk)
    intake.register_many(told, unit_id=district.root.pk, by=CLERK, at=at)
    return list(Matter.objects.order_by("pk"))


def test_what_can_be_routed_is_and_the_rest_is_told(matters, district, at):
    acts.conclude_many([(matters[0].pk, at)], by=CLERK, at=at)
    ids = [matter.pk for matter in matters]
    done, refused = acts.route_each(matter_ids=ids, to_unit_id=district.street.pk, by=CLERK, at=at)
    assert len(done) == 2
    assert [sentence[:9] for sentence in refused] == [matters[0].number, matters[2].number]
    assert list(Matter.objects.order_by("pk").values_list("state", flat=True)) == [
        "concluded", "routed", "registered", "routed",
    ]  # fmt: skip
    assert TimelineEntry.objects.filter(verb="forward").count() == 2
    assert AuditEntry.objects.filter(event="matter.forward").count() == 2


def test_people_are_revealed_for_a_reason_and_each_on_record_without_values(matters, at):
    people = actions.reveal(matter=matters[0], reason=" 电话核实  情况 ", by=CLERK, at=at)
    assert people[0].name == "王小明"
    assert people[0].phones == ("139 1234 0217",)
    (seen,) = AuditEntry.objects.filter(event="people.revealed")
    assert seen.subject_id == people[0].person_id
    assert seen.after == {"reason": "电话核实 情况", "matter": matters[0].number}


@pytest.mark.parametrize("reason", ["", "   ", "看一下", "看 一 "])
def test_without_a_reason_nothing_is_revealed(matters, at, reason):
    with pytest.raises(Refusal, match="至少 4 个字"):
        actions.reveal(matter=matters[0], reason=reason, by=CLERK, at=at)
    assert not AuditEntry.objects.filter(event="people.revealed").exists()


def test_a_file_hangs_on_its_petition_and_its_name_stays_out_of_timeline_and_audit(
    matters, at, settings, tmp_path
):
    settings.XINFANG_FILES = tmp_path
    petition = Petition.objects.get(number=matters[0].number)
    stored = store(name="王小明来信.pdf", file=b"%PDF-1.7\n%%EOF\n", by=CLERK, at=at)
    actions.attach(petition=petition, stored_file=stored, by=CLERK, at=at)
    assert [file.pk for file in queries.attached(matters[0].pk)] == [stored.pk]
    assert Attachment.objects.get().position == 0
    assert TimelineEntry.objects.get(verb="attach").data == {"file": stored.pk, "number": petition.number}
    assert "王小明" not in str(list(AuditEntry.objects.values()) + list(TimelineEntry.objects.values()))


def test_a_file_added_to_one_part_of_a_petition_is_not_another_parts(matters, at, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path
    whole = matters[0]
    acts.split(matter_id=whole.pk, parts=[MatterEntry(title="另一件事")], by=CLERK, at=at)
    part = Matter.objects.get(split_from=whole)
    petition = Petition.objects.get(number=whole.number)

    def add(name, **to):
        stored = store(name=name, file=b"%PDF-1.7\n%%EOF\n", by=CLERK, at=at)
        actions.attach(petition=petition, stored_file=stored, by=CLERK, at=at, **to)

    add("来信.pdf")
    add("调查笔录.pdf", matter_id=part.pk)
    signed = {"file_name": "撤回申请.pdf", "file": b"%PDF-1.7\n%%EOF\n", "reason": "信访人不再要求办理。"}
    acts.withdraw(matter_id=whole.pk, **signed, by=CLERK, at=at)
    assert [file.name for file in queries.attached(whole.pk)] == ["来信.pdf", "撤回申请.pdf"]
    assert [file.name for file in queries.attached(part.pk)] == ["来信.pdf", "调查笔录.pdf"]
    assert [row.verb for row in queries.timeline(whole.pk)].count("attach") == 2
    assert [row.verb for row in queries.timeline(part.pk)].count("attach") == 2
