"""Numbers of documents: one series a unit, kind and year, without doubles or gaps, whoever seals at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import issuing
from xinfang.casework.letters.models import Document
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.actions import change_letter_code


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: sheet.number.encode())
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK" + sheet.number.encode())


def test_each_unit_series_and_year_counts_by_itself(walk, draft, people, district, at):
    numbers = []
    for when in (at, at, at + timedelta(days=100)):
        document = draft(walk("accept"), "accept")
        numbers.append(actions.seal(document_id=document.pk, by=people.handler, at=when).number)
    directing = draft(walk("direct"), "direct")
    actions.submit(document_id=directing.pk, by=people.handler, at=at)
    actions.sign(document_id=directing.pk, revision=directing.revision, by=people.head, at=at)
    numbers.append(actions.seal(document_id=directing.pk, by=people.head, at=at).number)
    assert numbers == [
        "中和街道信访受告〔2026〕1号",
        "中和街道信访受告〔2026〕2号",
        "中和街道信访受告〔2027〕1号",
        "中和街道信访引〔2026〕1号",
    ]


def test_under_another_code_numbers_begin_at_one(walk, draft, people, district, at):
    first, second = (draft(walk("accept"), "accept") for _ in range(2))
    actions.seal(document_id=first.pk, by=people.handler, at=at)
    change_letter_code(unit=district.street, letter_code="云中", by=Actor(1, "管理员1号"), at=at)
    assert actions.seal(document_id=second.pk, by=people.handler, at=at).number == "云中信访受告〔2026〕1号"


def test_what_is_rolled_back_leaves_no_gap(walk, draft, people, at):
    lost, kept = (draft(walk("accept"), "accept") for _ in range(2))
    with transaction.atomic():
        actions.seal(document_id=lost.pk, by=people.handler, at=at)
        transaction.set_rollback(True)
    assert actions.seal(document_id=kept.pk, by=people.handler, at=at).serial == 1


@pytest.mark.django_db(transaction=True)
def test_eight_hands_at_once_get_eight_numbers_one_after_another(walk, draft, people, at):
    """Real connections. Every third is rolled back at the end: its number is given to the next."""
    documents = [draft(walk("accept"), "accept").pk for _ in range(12)]
    together = threading.Barrier(4)

    def seal(place: int) -> str:
        try:
            if place < 4:
                together.wait(10)
            with transaction.atomic():
                number = actions.seal(document_id=documents[place], by=people.handler, at=at).number
                if place % 3 == 0:
                    raise Refusal("后来的一步不行。")
            return number
        except Refusal:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        given = [number for number in hands.map(seal, range(12)) if number]
    assert sorted(given) == sorted(f"中和街道信访受告〔2026〕{n}号" for n in range(1, 9))
    stored = Document.objects.exclude(serial=None).order_by("serial").values_list("serial", flat=True)
    assert list(stored) == list(range(1, 9))
