"""The worker numbers slips each minute; one that cannot be printed hinders no other."""

from datetime import timedelta

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters import scheduled
from xinfang.casework.letters.actions import issuing, slips
from xinfang.casework.letters.models import Document
from xinfang.kernel.errors import Refusal
from xinfang.kernel.schedule import laid
from xinfang.kernel.schedule.actions import run_due

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: sheet.qr.encode() or b"no code")
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK")


@pytest.fixture
def routed(walk, district, people, at):
    def make() -> Document:
        matter = walk("")
        acts.route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=people.clerk, at=at)
        return Document.objects.get(matter=matter)

    return make


def test_it_is_a_duty_of_each_minute():
    assert [task.every for task in laid() if task.name == "number slips"] == [MINUTE]


def test_the_worker_numbers_what_can_no_longer_be_undone(routed, at):
    routed()
    run_due(at=at)
    assert Document.objects.get().state == "prepared"
    done = {report.name: report.sentence for report in run_due(at=at + MINUTE)}
    assert done["number slips"] == "给 1 份文书编了号。"
    slip = Document.objects.get()
    assert (slip.state, slip.serial) == ("issued", 1)
    assert scheduled.number_slips(since=at, at=at + 2 * MINUTE) == "没有等着编号的文书。"


def test_one_that_cannot_be_printed_waits_and_hinders_no_other(routed, at, monkeypatch):
    first, second = routed(), routed()

    def pdf(sheet, at):
        if first.matter.number in str(sheet.body):
            raise Refusal("有一个字印不出来。")
        return b"%PDF"

    monkeypatch.setattr(issuing, "pdf", pdf)
    scheduled.number_slips(since=at, at=at + MINUTE)
    states = dict(Document.objects.values_list("pk", "state"))
    assert states == {first.pk: "prepared", second.pk: "issued"}
    assert Document.objects.get(pk=second.pk).serial == 1


def test_many_that_cannot_be_printed_starve_none_and_are_left_for_an_hour(routed, at, monkeypatch):
    bad, good = [routed().pk for _ in range(3)], routed().pk
    tried = []

    def seal(*, document_id, **_):
        tried.append(document_id)
        if document_id in bad:
            raise Refusal("有一个字印不出来。")
        Document.objects.filter(pk=document_id).update(state="issued", issued_at=at)

    monkeypatch.setattr(slips, "seal", seal)
    monkeypatch.setattr(scheduled, "MOST", 1)
    assert scheduled.number_slips(since=at, at=at + MINUTE) == "给 1 份文书编了号。"
    assert tried == [*bad, good]
    assert scheduled.number_slips(since=at, at=at + 2 * MINUTE) == "没有等着编号的文书。"
    assert tried == [*bad, good]
    scheduled.number_slips(since=at, at=at + 62 * MINUTE)
    assert tried == [*bad, good, *bad]


def test_a_run_ends_in_time(routed, at, monkeypatch):
    routed()
    monkeypatch.setattr(scheduled, "SECONDS", -1.0)
    assert scheduled.number_slips(since=at, at=at + MINUTE) == "没有等着编号的文书。"
    assert Document.objects.get().state == "prepared"


def test_the_code_leads_to_where_the_public_asks_or_is_left_out(routed, at, settings, monkeypatch):
    asked = []
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: asked.append(sheet.qr) or b"%PDF")
    for address in ("", "https://xf.example"):
        settings.XINFANG_PUBLIC_ADDRESS = address
        routed()
        scheduled.number_slips(since=at, at=at + MINUTE)
    assert asked[0] == ""
    assert asked[1].startswith("https://xf.example/follow/?number=")
