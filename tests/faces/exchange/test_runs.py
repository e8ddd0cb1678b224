"""A run once, twice, killed half-way, and taken back."""

import pytest
from tests.faces.exchange.conftest import CLERK, HEADER, ROWS

from xinfang.casework.acts import actions as acts
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.faces.exchange import actions, chunks
from xinfang.faces.exchange.forecast import forecast
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.runs import Interrupted, reach_of, reader_of, run, stored_table
from xinfang.kernel.errors import Refusal
from xinfang.kernel.models import AuditEntry


def many(count: int) -> list[list[str]]:
    return [[str(n), f"U{n}", f"第{n}件", "2019/4/25 9:00", f"内容{n}", "", ""] for n in range(count)]


def test_the_same_file_again_adds_nothing(imported):
    first, second = imported([HEADER, *ROWS]), imported([HEADER, *ROWS])
    assert (first.registered, second.registered, second.already, second.answers) == (3, 0, 3, 0)
    assert (Petition.objects.count(), Document.objects.count()) == (3, 2)


def test_the_same_row_twice_in_a_file_is_one_petition(imported):
    batch = imported([HEADER, ROWS[0], ROWS[0], ROWS[1]])
    assert (batch.registered, batch.already, batch.answers) == (2, 1, 1)


def test_answers_added_since_come_to_their_matters(imported):
    imported([HEADER, *ROWS])
    answered = [*ROWS[1][:5], "已修好。", "2019/5/3 8:00"]
    again = imported([HEADER, ROWS[0], answered])
    assert (again.already, again.answers, again.answers_elsewhere) == (2, 1, 1)
    assert Matter.objects.get(title="路灯不亮").state == "concluded"


def test_the_same_person_with_the_same_matter_is_linked(imported):
    again = ["9", *ROWS[0][1:3], "2019/6/1", *ROWS[0][4:5], "", ""]
    batch = imported([HEADER, ROWS[0], again])
    assert (batch.registered, batch.linked) == (1, 1)
    assert imported([HEADER, ["8", *again[1:]]], repeats=False).registered == 1


def test_a_dry_run_counts_and_writes_nothing(upload, at):
    batch = upload([HEADER, *ROWS, ROWS[0], ["5", "A5", "题", "没有", "文", "", ""]])
    found = forecast(reader_of(batch, stored_table(batch)), at=at)
    assert (found.read, found.good, found.already, found.refused, found.answers) == (5, 3, 1, 1, 3)
    assert [kind.lines for kind in found.problems] == [[8]]  # two texts run over two lines
    assert (Petition.objects.count(), Document.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["before the chunk", "inside the chunk"])
def test_a_run_killed_between_chunks_goes_on_and_doubles_nothing(upload, monkeypatch, place):
    monkeypatch.setattr(actions, "CHUNK", 4)
    batch = upload([HEADER, *many(10)])
    calls = []

    def dies_at_the_second(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2 and place == "before the chunk":
            raise RuntimeError("王小明")
        told = chunks.register_rows(*args, **kwargs)
        if len(calls) == 2:
            raise RuntimeError("王小明")
        return told

    monkeypatch.setattr(actions, "register_rows", dies_at_the_second)
    with pytest.raises(Interrupted) as fault:
        run(batch.pk, by=CLERK)
    assert "王小明" not in str(fault.value)
    batch.refresh_from_db()
    assert (batch.state, batch.rows_done, Petition.objects.count()) == ("failed", 4, 4)
    batch = run(batch.pk, by=CLERK)
    assert (batch.state, batch.registered, batch.already) == ("done", 10, 0)
    assert sorted(Petition.objects.values_list("serial", flat=True)) == list(range(1, 11))


def test_a_batch_left_running_by_a_killed_worker_is_simply_run_again(upload, at, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 4)
    batch = upload([HEADER, *many(10)])
    actions.begin(batch_id=batch.pk, by=CLERK, at=at)
    reader, scope = reader_of(batch, stored_table(batch)), reach_of(batch, CLERK)
    actions.take_chunk(batch_id=batch.pk, reader=reader, scope=scope, by=CLERK, at=at)
    batch = run(batch.pk, by=CLERK)
    assert (batch.state, batch.registered, Petition.objects.count()) == ("done", 10, 10)


def test_a_batch_taken_back_leaves_lists_and_can_be_imported_again(imported, at):
    batch = imported([HEADER, *ROWS])
    assert actions.revert(batch=batch, by=CLERK, at=at) == 3
    assert set(Matter.objects.values_list("state", flat=True)) == {"reverted"}
    assert Document.objects.filter(reverted_at=None).count() == 0
    again = imported([HEADER, *ROWS])
    assert (again.registered, again.answers) == (3, 2)
    assert AuditEntry.objects.filter(event="import.reverted", subject_id=batch.pk).count() == 1


def test_a_batch_that_somebody_worked_on_is_not_taken_back(imported, district, at):
    batch = imported([HEADER, *ROWS])
    matter = Matter.objects.get(title="路灯不亮")
    acts.route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=CLERK, at=at)
    with pytest.raises(Refusal, match="已有人办理"):
        actions.revert(batch=batch, by=CLERK, at=at)
    batch.refresh_from_db()
    assert batch.state == "done"
    assert Document.objects.filter(import_batch=batch.pk, reverted_at=None).count() == 2


def test_a_batch_that_a_later_petition_joined_is_not_taken_back(imported, arrival, district, at):
    batch = imported([HEADER, *ROWS])
    matter = Matter.objects.get(title="路灯不亮")
    later = arrival(repeats_matter_id=matter.pk, raising_kind="joined")
    intake.register(later, unit_id=district.root.pk, by=CLERK, at=at)
    with pytest.raises(Refusal, match="后来的信访件"):
        actions.revert(batch=batch, by=CLERK, at=at)


def test_a_batch_that_concluded_matters_of_another_is_not_taken_back(imported, at):
    imported([HEADER, ROWS[1]])
    batch = imported([HEADER, [*ROWS[1][:5], "已修好。", "2019/5/3"]])
    with pytest.raises(Refusal, match="补了答复"):
        actions.revert(batch=batch, by=CLERK, at=at)


def test_neither_audit_nor_batch_row_shows_a_name(imported):
    imported([HEADER, *ROWS, ["5", "王小明", "题", "没有", "文", "", ""]])
    assert "王小明" not in str(list(AuditEntry.objects.values()))
    assert "王小明" not in str(list(ImportBatch.objects.values("notes", "message", "options", "mapping")))
