"""Merging and splitting by hand: what is offered, what is asked, what it opens; taking it back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.faces.case.conftest import BY, page

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision import actions as supervision
from xinfang.kernel import clock
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.topics.queries import class_tree

OTHER = (PersonEntry(name="李四妹", phone="138 0000 0001"),)
FACTS = "物业公司长期不公示收费明细，多次要求没有结果。"


@pytest.fixture
def cases(matter):
    """Two of the same person about the same; one of another in like words; one about another thing."""
    told = [
        ("安置小区物业收费不公示", FACTS, {}),
        ("物业收费一直不公示", FACTS, {}),
        ("安置小区物业收费不公示明细", FACTS, {"people": OTHER}),
        ("道路塌陷", "门口的路塌了一块。", {"people": OTHER}),
    ]
    return [matter(title=title, facts=facts, **more) for title, facts, more in told]


def undo(client, answer):
    """Press the button of the message."""
    signed = re.search(r'name="acts" value="([^"]+)"', answer.content.decode())
    return client.post(reverse("workbench:undo"), {"acts": signed[1]}, follow=True).content.decode()


def test_the_same_persons_and_like_matters_are_offered_and_others_are_not(cases, as_):
    own, again, other, unlike = cases
    html = as_("clerk").get(page(own, "merge")).content.decode()
    offered = re.findall(r'type="radio" name="into" value="([^"]+)"', html)
    assert offered == [again.number, other.number]
    assert "同一人 · 相似" in html
    assert unlike.number not in html


def test_it_is_merged_into_the_chosen_one_and_can_be_taken_back(cases, as_):
    own, again, *_rest = cases
    client = as_("clerk")
    running = list(Clock.objects.filter(matter=own, state="open").values_list("pk", "due_on"))
    answer = client.post(page(own, "merge"), {"into": again.number, "reason": "同一件事"}, follow=True)
    told = answer.content.decode()
    assert f"并入 {again.number}" in told
    assert page(again) in told
    assert f"{own.number} 并到这里一起办理" in client.get(page(again)).content.decode()
    assert not Clock.objects.filter(matter=own, state="open").exists()
    assert "已撤销 1 件的操作" in undo(client, answer)
    own.refresh_from_db()
    assert (own.state, own.merged_into) == ("registered", None)
    assert list(Clock.objects.filter(matter=own, state="open").values_list("pk", "due_on")) == running


def test_a_number_that_is_typed_goes_before_the_choice(cases, as_):
    own, again, _other, unlike = cases
    number = unlike.number.replace("-", "－")  # as an input method leaves it
    sent = {"into": again.number, "number": number}
    as_("clerk").post(page(own, "merge"), sent | {"shown": unlike.number})
    assert Matter.objects.get(pk=own.pk).merged_into == unlike


def test_a_number_that_is_typed_is_shown_as_what_it_is_before_it_is_merged_into(cases, as_):
    own, again, _other, unlike = cases
    client = as_("clerk")
    asked = client.post(page(own, "merge"), {"number": unlike.number, "reason": "同一条路"}).content.decode()
    assert Matter.objects.get(pk=own.pk).state == "registered"
    shown = asked.split('role="alert"')[1].split("</form>")[0]
    for words in (unlike.number, "道路塌陷", "李**", "待分送", "这是别的信访人的事项"):
        assert words in shown
    assert "李四妹" not in asked
    assert "同一条路</textarea>" in asked
    sent = {"number": again.number, "shown": unlike.number}  # another one than was looked at
    asked = client.post(page(own, "merge"), sent).content.decode()
    assert Matter.objects.get(pk=own.pk).state == "registered"
    assert "物业收费一直不公示" in asked
    assert "这是别的信访人的事项" not in asked
    client.post(page(own, "merge"), {"number": again.number, "shown": again.number})
    assert Matter.objects.get(pk=own.pk).merged_into == again


def test_a_matter_of_others_is_shown_before_it_is_merged_into_though_it_was_offered(cases, as_):
    own, _again, other, _unlike = cases
    client = as_("clerk")
    asked = client.post(page(own, "merge"), {"into": other.number}).content.decode()
    assert "这是别的信访人的事项" in asked
    assert Matter.objects.get(pk=own.pk).state == "registered"
    client.post(page(own, "merge"), {"into": other.number, "shown": other.number})
    assert Matter.objects.get(pk=own.pk).merged_into == other


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "into", "请选择并入哪一件"),
        ({"number": "2026-9999"}, "number", "没有编号是 2026-9999 的事项"),
        ({"number": "随便"}, "number", "没有编号是 随便 的事项"),
        ({"into": "2026-9999"}, "into", "没有这一件"),
        ({"number": "own"}, "into", "不能并入它自己"),
    ],
)
def test_what_it_cannot_be_merged_into_is_said(cases, as_, sent, field, words):
    own = cases[0]
    data = {key: own.number if value == "own" else value for key, value in sent.items()}
    form = as_("clerk").post(page(own, "merge"), data).context["act_form"]
    assert words in "".join(form.errors[field])
    assert Matter.objects.get(pk=own.pk).state == "registered"


def test_what_the_actor_does_not_route_is_no_number_to_merge_into(cases, as_, matter, district, at):
    street = Matter.objects.filter(pk=cases[1].pk)
    street.update(registered_unit=district.street)
    form = as_("clerk", "street").get(page(cases[1], "merge")).context["act_form"]
    assert "into" not in form.fields  # the office's matters are none of the street's
    refused = as_("clerk", "street").post(page(cases[1], "merge"), {"number": cases[0].number})
    assert "没有编号是" in "".join(refused.context["act_form"].errors["number"])


def test_a_merged_matter_says_where_it_is_and_can_be_handled_by_itself_again(cases, as_):
    own, again, *_rest = cases
    client = as_("clerk")
    client.post(page(own, "merge"), {"into": again.number})
    told = client.get(page(own)).content.decode()
    assert "随另一事项一起办理" in told
    assert page(own, "unmerge") in told
    client.post(page(own, "unmerge"), {"reason": "诉求不同"})
    assert "恢复单独办理，不再并入" in client.get(page(own)).content.decode()
    assert Matter.objects.get(pk=own.pk).state == "registered"


PARTS = {
    "title-1": "路灯不亮", "facts-1": "夜里看不见路。", "purpose-1": "request",
    "title-2": "电梯停用", "demand-2": "尽快修好。", "purpose-2": "suggestion",
}  # fmt: skip


def test_three_matters_of_one_each_with_its_clock_and_a_link_to_the_others(cases, as_):
    own = cases[0]
    client = as_("clerk")
    node = next(node for node in class_tree() if node.level == 3)
    answer = client.post(page(own, "split"), {**PARTS, "class-1": node.path}, follow=True)
    told = answer.content.decode()
    first, second = Matter.objects.filter(split_from=own).order_by("pk")
    assert (first.title, first.facts, first.content_class_id) == ("路灯不亮", "夜里看不见路。", node.id)
    assert (second.title, second.demand, second.purpose) == ("电梯停用", "尽快修好。", "suggestion")
    assert second.content_class_id == own.content_class_id
    for part in (first, second):
        assert page(part) in told
        assert Clock.objects.get(matter=part, state="open").family == "route"
        assert f"从 {own.number} 分出" in client.get(page(part)).content.decode()
    assert f"分出 {first.number}、{second.number}" in told
    assert "已撤销 1 件的操作" in undo(client, answer)
    assert client.get(page(first)).status_code == 404
    assert not Clock.objects.filter(matter__in=[first, second], state="open").exists()


def test_a_row_more_is_asked_for_without_losing_what_was_typed(cases, as_):
    client = as_("clerk")
    form = client.post(page(cases[0], "split"), {**PARTS, "more": "1"}).context["act_form"]
    assert form.count == 3
    assert not form.errors
    assert [form[f"title-{row}"].value() for row in (1, 2, 3)] == ["路灯不亮", "电梯停用", ""]
    assert form["purpose-2"].value() == "suggestion"
    assert not Matter.objects.filter(split_from=cases[0]).exists()
    many = {f"title-{row}": "题" for row in range(1, 11)} | {"more": "1"}
    page_of_ten = client.post(page(cases[0], "split"), many)
    assert page_of_ten.context["act_form"].count == 10
    assert "再加一件" not in page_of_ten.content.decode()


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "title-1", "请写明分出的事项"),
        ({"title-1": "", "facts-1": "夜里看不见路。"}, "title-1", "请给这一件写一个标题"),
        ({"title-1": "路灯", "class-1": "没有的分类名"}, "class-1", "没有这个分类"),
        ({"title-1": "路灯", "purpose-1": "accusation"}, "purpose-1", ""),
    ],
)
def test_a_part_that_is_not_clear_is_refused_at_its_field(cases, as_, sent, field, words):
    data = {"title-1": "", "purpose-1": "request"} | sent
    form = as_("clerk").post(page(cases[0], "split"), data).context["act_form"]
    assert words in "".join(form.errors[field])
    assert not Matter.objects.filter(split_from=cases[0]).exists()


def test_another_cannot_press_undo(cases, as_):
    own, again, *_rest = cases
    answer = as_("clerk").post(page(own, "merge"), {"into": again.number}, follow=True)
    assert "已经不能撤销" in undo(as_("office_head"), answer)
    assert Matter.objects.get(pk=own.pk).state == "merged"


def test_too_late_to_undo_names_only_what_the_actor_can_do_instead(
    cases, as_, matter, district, at, monkeypatch
):
    own, again, *_rest = cases
    client = as_("clerk")
    merged = client.post(page(own, "merge"), {"into": again.number}, follow=True)
    routed = matter()
    to_street = {"to_unit": district.street.pk, "reason": "属于街道职权"}
    sent = client.post(page(routed, "forward"), to_street, follow=True)
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(seconds=90))
    told = undo(client, merged)
    assert "已经不能撤销" in told
    assert "请打开这件事项，办理：取消并入。" in told
    assert "改送" not in told.split("已经不能撤销")[1][:80]
    assert "办理：改送、改为交办。" in undo(client, sent)
    Matter.objects.filter(pk=routed.pk).update(state="accepted")
    told = undo(client, sent).split("已经不能撤销")[1][:80]
    assert "看现在可以办什么" in told
    assert "改送" not in told


def test_what_keeps_a_matter_apart_is_said_before_anything_is_typed(matter, as_, district, at):
    case = matter("routed")
    ordered = supervision.Ordered(
        district.street.pk,
        "late",
        "phone",
        "转送以后没有动静。",
        "十日内书面回复。",
        at.date() + timedelta(days=9),
    )
    supervision.order(matter_id=case.pk, ordered=ordered, by=BY, at=at)
    client = as_("office_head")
    assert page(case, "merge") not in client.get(page(case)).content.decode()
    answer = client.get(page(case, "merge"))
    assert answer.status_code == 409
    assert "有督办还没有结束，不能并入别的事项" in answer.context["why"]
    assert "把另一件并入这一件" in answer.content.decode()
