"""Whose rows are shown to whom, and how much of them."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.faces.exchange.conftest import HEADER, ROWS, text

from xinfang.faces.exchange.models import ImportBatch
from xinfang.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
REGISTER = ["姓名", "身份证号", "电话", "住址", "收到时间", "事项", "信访形式", "信访目的", "备注人"]
LINE = [
    "王小明",
    "11010519491231002X",
    "13912340217",
    "云溪区中和街道1号",
    "2026-03-04",
    "开裂，请回电13912340217",
    "来信",
    "求决",
    "李大明",
]
ACCUSATION = [*LINE[:7], "检举控告", ""]


@pytest.fixture
def visitor(posted, district):
    """A browser of a new person: visitor("clerk")."""

    def enter(role: str, name: str = "") -> Client:
        client = Client()
        client.force_login(posted(role, district.root, name))
        return client

    return enter


def sent(client: Client, rows: list[list[str]]) -> ImportBatch:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.post(reverse("exchange:imports"), {"file": SimpleUploadedFile("王小明的信.csv", text(rows))})
    return ImportBatch.objects.latest("pk")


def look(client: Client, batch: ImportBatch, name: str = "import_batch"):
    return client.get(reverse(f"exchange:{name}", args=[batch.uid]))


def test_a_batch_opens_to_its_owner_and_to_who_may_reveal_people(visitor):
    owner = visitor("statistician")
    batch = sent(owner, [REGISTER, LINE])
    assert look(owner, batch).status_code == 200
    assert look(visitor("clerk"), batch).status_code == 200
    stranger = visitor("statistician", "another")
    assert look(stranger, batch).status_code == 404
    for name in ("import_progress", "import_refused"):
        assert look(stranger, batch, name).status_code == 404
    for name in ("import_match", "import_resume", "import_revert", "import_discard"):
        assert stranger.post(reverse(f"exchange:{name}", args=[batch.uid])).status_code == 404


def test_others_see_the_counts_without_the_files_name(visitor):
    batch = sent(visitor("statistician"), [REGISTER, LINE])
    shown = visitor("statistician", "another").get(reverse("exchange:imports")).content.decode()
    assert f"<td>{batch.pk}</td>" in shown
    assert "王小明的信" not in shown
    assert str(batch.uid) not in shown
    assert "王小明的信" in visitor("clerk").get(reverse("exchange:imports")).content.decode()


@pytest.mark.parametrize("rows", [[LINE, ACCUSATION], [[*LINE[:8], "检举控告"]]])
def test_a_batch_with_an_accusation_opens_only_to_who_may_see_them(visitor, rows):
    batch = sent(visitor("statistician"), [REGISTER, *rows])
    assert look(visitor("clerk"), batch).status_code == 404
    assert look(visitor("office_head"), batch).status_code == 200


def test_a_batch_whose_rows_nobody_looked_at_counts_as_one_with_accusations(visitor, upload):
    batch = upload([HEADER, *ROWS], accusations=ImportBatch().accusations)
    assert look(visitor("clerk"), batch).status_code == 404


def test_the_preview_shows_no_person_whole_to_the_owner_either(visitor):
    client = visitor("clerk")
    batch = sent(client, [REGISTER, LINE, ["王小明", *LINE[1:6], "王小明", *LINE[7:]]])
    shown = look(client, batch).content.decode()
    for value in (*LINE[1:4], "李大明", "请回电13912340217"):
        assert value not in shown
    assert "王小明" not in shown.replace("王小明的信.csv", "")
    assert "王**" in shown
    assert "1101***********02X" in shown
    assert "请回电139****0217" in shown


def test_a_column_of_people_stays_masked_under_whatever_it_is_taken_for(visitor):
    client = visitor("clerk")
    batch = sent(client, [REGISTER, LINE])
    disguised = {**batch.mapping, "facts": "姓名", "purpose": "姓名"}
    ImportBatch.objects.filter(pk=batch.pk).update(mapping=disguised)
    shown = look(client, batch).content.decode()
    assert "王小明" not in shown.replace("王小明的信.csv", "")


def test_opening_a_preview_is_on_record(visitor):
    client = visitor("clerk")
    batch = sent(client, [REGISTER, LINE])
    look(client, batch)
    assert AuditEntry.objects.get(event="import.previewed").subject_id == batch.pk


def test_a_column_that_is_said_to_hold_accusations_closes_the_batch(visitor):
    owner, clerk = visitor("statistician"), visitor("clerk")
    batch = sent(owner, [[*REGISTER[:7], "类型", "备注人"], [*LINE[:7], "检举 控告", ""]])
    assert look(clerk, batch).status_code == 200
    taken = {column: field for field, column in batch.mapping.items()}
    fields = {f"column-{place}": taken.get(name, "") for place, name in enumerate(batch.header)}
    matching = {**fields, "column-7": "purpose", "channel": "", "unit": str(batch.unit_id)}
    owner.post(reverse("exchange:import_match", args=[batch.uid]), matching)
    assert look(clerk, batch).status_code == 404
    owner.post(reverse("exchange:import_match", args=[batch.uid]), {**matching, "column-7": ""})
    assert look(clerk, batch).status_code == 404
