"""The auditor's page: sentences, filters, paging, and who may not see it."""

from datetime import timedelta

import pytest

from xinfang.faces.workbench.audit.choosing import choices, events_of
from xinfang.faces.workbench.audit.sentences import LABELS
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record, record_many

CLERK = Actor(7, "登记员1号", 1, "云溪区", "10.0.0.8")


@pytest.fixture
def auditor(client, posted, district):
    client.force_login(posted("auditor", district.root))
    return client


@pytest.mark.parametrize("role", ["clerk", "admin", "office_head", "leader"])
def test_only_an_auditor_reads_the_audit(client, posted, district, role):
    client.force_login(posted(role, district.root))
    assert client.get("/audit/").status_code == 403


def test_an_empty_audit_says_what_will_stand_here(auditor):
    assert "还没有记录" in auditor.get("/audit/").text


def test_who_what_when_from_where_and_before_and_after(auditor, at):
    entry = Record(
        "unit.renamed", "unit", 1, "YX-ZH", {"name": "旧街道"}, {"name": "新街道", "on": "2026-11-01"}
    )
    record(entry, by=CLERK, at=at)
    page = auditor.get("/audit/").text
    for words in ("登记员1号", "10.0.0.8", "2026-10-15 09:30:00", "从 2026-11-01 起改名为“新街道”", "旧街道"):
        assert words in page


def test_a_corrected_tick_is_told_in_words(auditor, at):
    before = {"posted_on": "2026-10-15", "renewed_on": "", "posted_by": "信息员1号", "photo": 12}
    told = ("reception_notice.corrected", "reception_notice", 1, "2026-10 候访大厅")
    record(Record(*told, before, before | {"photo": 15}), by=CLERK, at=at)
    page = auditor.get("/audit/").text
    for words in ("张贴日期", "换上新的日期", "登记张贴的人", "照片", "文件 12", "文件 15"):
        assert words in page
    assert not [key for key in before if key in page]


def test_filters_narrow_by_person_event_number_and_period(auditor, at):
    record(Record("petition.registered", "petition", 1, "2026-0001"), by=CLERK, at=at)
    record(
        Record("receipt.printed", "petition", 1, "2026-0002"), by=Actor(8, "别人"), at=at + timedelta(days=2)
    )
    assert _numbers(auditor, "actor=登记") == ["2026-0001"]
    assert _numbers(auditor, "event=receipt.printed") == ["2026-0002"]
    assert _numbers(auditor, "subject=2026-0001") == ["2026-0001"]
    assert _numbers(auditor, "first=2026-10-16") == ["2026-0002"]
    assert _numbers(auditor, "last=2026-10-15") == ["2026-0001"]
    assert "没有符合这些条件的记录" in auditor.get("/audit/?subject=none").text


def test_a_wrong_day_is_said_and_does_not_narrow(auditor, at):
    record(Record("petition.registered", "petition", 1, "2026-0001"), by=CLERK, at=at)
    page = auditor.get("/audit/?first=昨天").text
    assert "日期看不懂" in page
    assert "2026-0001" in page


def test_a_period_that_ends_before_it_begins_is_said(auditor, at):
    record(Record("petition.registered", "petition", 1, "2026-0001"), by=CLERK, at=at)
    page = auditor.get("/audit/?first=2026-11-02&last=2026-11-01").text
    assert "结束日期早于开始日期" in page
    assert "2026-0001" in page


@pytest.mark.parametrize("field", ["actor", "subject"])
def test_an_invisible_character_is_said(auditor, field):
    assert "含有看不见的字符" in auditor.get(f"/audit/?{field}=a%00b").text


def test_older_entries_follow_without_gap_or_double(auditor, at):
    rows = [Record("petition.registered", "petition", n, f"2026-{n:04}") for n in range(1, 121)]
    record_many(rows, by=CLERK, at=at)
    seen, address = [], "/audit/"
    while address:
        answer = auditor.get(address)
        seen += [entry.subject for entry, *_ in answer.context["rows"]]
        address = "/audit/?" + answer.context["older"] if answer.context["older"] else ""
    assert seen == [f"2026-{n:04}" for n in range(120, 0, -1)]


def _numbers(auditor, query: str) -> list[str]:
    return [entry.subject for entry, *_ in auditor.get("/audit/?" + query).context["rows"]]


def test_every_act_is_offered_once_by_its_room():
    offered = choices()[1:]
    labels = [label for _room, acts in offered for _event, label in acts]
    assert len(labels) == len(set(labels))
    assert set(labels) == {str(label) for label in LABELS.values()}
    assert "其他" not in dict(offered)
    assert set(events_of("petition.registered")) >= {"petition.registered"}
    assert all(event in events_of(event) for event in LABELS)
    assert events_of("") == events_of("forged") == ()
