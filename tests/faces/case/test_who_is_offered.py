"""Each act is offered to whoever holds its right where its seat asks for it, and is not there for others."""

import pytest
from tests.faces.case.conftest import page

# Verb -> (where the matter must stand, who may: role and unit).
OFFICE = {("clerk", "root"), ("office_head", "root")}
STREET = {(role, unit) for role in ("handler", "unit_head") for unit in ("street", "root")}
REGISTRARS = OFFICE | {("clerk", "street"), ("office_head", "street")}
OFFERED: dict[str, tuple[str, set[tuple[str, str]]]] = {
    "forward": ("registered", OFFICE),
    "assign": ("registered", OFFICE),
    "object": ("routed", STREET),
    "take_back": ("objected", OFFICE),
    "keep": ("objected", OFFICE),
    "escalate": ("kept", STREET),
    "rule": ("disputed", {("office_head", "root"), ("leader", "root")}),
    "involve": ("accepted", REGISTRARS),
    "contribute": (
        "helped",
        {(role, unit) for role in ("handler", "unit_head") for unit in ("other", "root")},
    ),
    "report_back": ("assigned", STREET),
    "return_report": ("reported", OFFICE),
    "report_up": ("routed", REGISTRARS),
    "hear": ("accepted", STREET),
    "conclude": ("served", STREET),
    "withdraw": ("routed", REGISTRARS),
    "reopen": ("withdrawn", OFFICE),
    "merge": ("routed", OFFICE),
    "split": ("routed", OFFICE),
}
ROLES = ("clerk", "handler", "unit_head", "reviewer", "office_head", "leader", "statistician")
PEOPLE = [
    *((role, "root") for role in ROLES),
    *((role, "street") for role in ("clerk", "handler", "unit_head", "office_head", "leader")),
    *((role, "other") for role in ("clerk", "handler", "unit_head")),
]
NEAREST = [("office_head", "root"), ("handler", "root"), ("unit_head", "street"), ("handler", "other")]


@pytest.mark.parametrize("verb", OFFERED)
def test_an_act_is_offered_to_whoever_may_do_it_and_to_nobody_else(verb, matter, as_):
    stage, allowed = OFFERED[verb]
    case = matter(stage)
    offered, there = set(), set()
    for who in PEOPLE:
        client = as_(*who)
        shown = client.get(page(case))
        if page(case, verb) in shown.content.decode():
            offered.add(who)
        if client.get(page(case, verb)).status_code == 200:
            there.add(who)
        else:
            # 409: who may do it at another time is told why not now
            assert client.post(page(case, verb), {}).status_code in (404, 409)
    assert offered == allowed
    assert there == allowed


@pytest.mark.parametrize(
    ("verb", "stage"),
    [
        ("object", "kept"),  # answered once
        ("escalate", "routed"),  # an objection comes first
        ("report_back", "accepted"),  # only forwarded
        ("report_back", "reported"),  # it is in
        ("return_report", "assigned"),  # nothing came
        ("contribute", "accepted"),  # nobody helps
        ("merge", "accepted"),
        ("take_back", "routed"),
    ],
)
def test_what_who_has_it_speaks_against_is_not_there_for_anybody(verb, stage, matter, as_):
    case = matter(stage)
    said = []
    for who in NEAREST:
        client = as_(*who)
        answer = client.get(page(case, verb))
        assert answer.status_code in (404, 409)
        said += [answer.context["why"]] if answer.status_code == 409 else []
        assert page(case, verb) not in client.get(page(case)).content.decode()
    assert said if verb != "contribute" else not said  # who helps nowhere is told nothing


def test_a_ruled_unit_is_offered_no_objection(matter, as_, district, at):
    case = matter("disputed")
    ruled = {"to_unit": district.other.pk, "reason": "属地在桂溪街道"}
    as_("leader").post(page(case, "rule"), ruled)
    client = as_("handler", "other")
    assert client.get(page(case)).status_code == 200
    assert "承办单位是裁定的，不能再提异议。" in client.get(page(case, "object")).context["why"]
    assert "承办单位是裁定的" in client.get(page(case, "escalate")).context["why"]
