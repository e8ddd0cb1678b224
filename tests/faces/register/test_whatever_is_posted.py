"""Whatever is posted never gives a fault, and never writes half of an arrival."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake.channels import CELLS
from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.registers.petitioners.models import Person

pytestmark = pytest.mark.django_db(transaction=False)

ODD = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "*",
        "-1",
        "0",
        "7",
        "９",
        "1e9",
        "99999999999999999999",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "2026-10-14",
        "null",
        "' OR 1=1",
        "<script>",
        "王小明",
        "王**",
        "é" * 61,
        "长" * 500,
        "\u202e",
        "\u200b",
        "\ud7ff",
        "李一\t510104199001011234\n李二\t\t\t\t是",
        "姓名\t姓名\n,,,\n\t\t",
        "\n" * 50,
        "repeat:1",
        "accusation",
    ]
)
NAMES = [
    "form_key",
    "revision",
    "person_id",
    "class_id",
    "repeats_matter_id",
    "raising_kind",
    "put_aside",
    "name",
    "id_kind",
    "id_number",
    "sex",
    "birth",
    "phone",
    "address",
    "anonymous",
    "sheet",
    "received_at",
    "sent_on",
    "addressee",
    "page_count",
    "source_number",
    "head_count",
    "affected_count",
    "urgent",
    "title",
    "facts",
    "demand",
    "class_text",
    "purpose",
    "accused_unit_id",
    "place",
    "place_unit_id",
    "to_unit_id",
    "act",
    "companion-1-name",
    "companion-2-id_number",
    "companion-3-phone",
    "rep",
    "reps_shown",
]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    cell=st.sampled_from(sorted(CELLS)),
    changes=st.dictionaries(st.sampled_from(NAMES), ODD | st.text(max_size=30), max_size=8),
)
def test_an_arrival_is_written_whole_or_not_at_all(clerk, form, cell, changes):
    before = (Petition.objects.count(), Raising.objects.count(), Person.objects.count())
    answer = clerk.post(f"/register/{cell}/", form(**{"head_count": "6", **changes}))
    assert answer.status_code in (200, 302, 409, 422)
    after = (Petition.objects.count(), Raising.objects.count(), Person.objects.count())
    if answer.status_code == 302 and after[0] > before[0]:
        assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
        assert Matter.objects.count() == Clock.objects.filter(family="route").count()
    else:
        assert after == before


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    where=st.sampled_from(["hints", "people", "id", "classes", "draft", "draft/discard"]),
    changes=st.dictionaries(
        st.sampled_from([*NAMES, "text", "cell"]), ODD | st.text(max_size=30), max_size=8
    ),
)
def test_the_small_answers_never_fail(clerk, form, where, changes):
    answer = clerk.post(f"/register/{where}/", form(**{"cell": "group_visit", "text": "王小明", **changes}))
    assert answer.status_code in (200, 302, 409, 422)
