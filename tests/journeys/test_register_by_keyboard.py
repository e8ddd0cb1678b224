"""A clerk registers without a mouse (C1), with an input method (C3), and is told of likely repeats (C4)."""

import pytest
from tests.journeys.counter import Fingers, before

from xinfang.casework.petitions.models import Matter, Participant, Petition

pytestmark = pytest.mark.browser


def focused(tab):
    return tab.evaluate("document.activeElement.name || document.activeElement.id")


def test_a_known_person_is_registered_with_at_most_25_keys(page, district, arrival, at):
    before(district, arrival, at)
    tab = page("clerk")
    tab.goto("/register/visit/")
    assert focused(tab) == "name"
    fingers = Fingers(tab)
    fingers.press("w", "x", "m")
    tab.wait_for_selector("li[role=option]")
    fingers.press("ArrowDown", "Enter")
    assert tab.input_value("[name=address]").endswith("****")
    assert focused(tab) == "title"
    fingers.text("公交站台没有遮雨棚")
    fingers.press("Tab")
    fingers.text("下雨天没有地方站。")
    fingers.press("Tab")
    fingers.text("加装遮雨棚。")
    fingers.press("Control+Enter")
    tab.wait_for_selector(".receipt")
    assert fingers.count <= 25
    assert focused(tab) == "name"
    assert tab.input_value("[name=title]") == ""
    assert Participant.objects.values("person_id").distinct().count() == 1
    assert Petition.objects.get(number="2026-0002").channel == "visit"


def test_tab_follows_the_paper_form_and_never_enters_the_panel(page):
    tab = page("clerk")
    tab.goto("/register/letter/")
    order = [focused(tab)]
    for _step in range(20):
        tab.keyboard.press("Tab")
        order.append(focused(tab))
    assert order == [
        "name",
        "id_kind",
        "id_number",
        "sex",
        "birth",
        "phone",
        "address",
        "anonymous",
        "received_at",
        "sent_on",
        "addressee",
        "page_count",
        "head_count",
        "affected_count",
        "title",
        "facts",
        "demand",
        "class_text",
        "purpose",
        "urgent",
        "place",
    ]


def test_alt_s_saves_and_waits_for_the_next_of_the_pile(page):
    tab = page("clerk")
    tab.goto("/register/letter/")
    tab.keyboard.type("赵一一")
    tab.fill("[name=received_at]", "2026-10-13")
    tab.fill("[name=title]", "路灯不亮")
    tab.keyboard.press("Alt+s")
    tab.wait_for_selector(".receipt")
    assert (focused(tab), tab.input_value("[name=received_at]")) == ("name", "2026-10-13")


def test_enter_goes_on_and_never_saves(page):
    tab = page("clerk")
    tab.goto("/register/letter/")
    tab.keyboard.type("赵一一")
    tab.keyboard.press("Enter")
    assert focused(tab) == "id_kind"
    assert Petition.objects.count() == 0


def test_while_a_word_is_composed_nothing_is_asked_and_nothing_is_sent(page, district, arrival, at):
    before(district, arrival, at)
    tab = page("clerk")
    tab.goto("/register/letter/")
    asked = []
    tab.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    wire = tab.context.new_cdp_session(tab)
    for part in ("w", "wang", "wang xiao ming"):
        caret = {"selectionStart": len(part), "selectionEnd": len(part)}
        wire.send("Input.imeSetComposition", {"text": part, **caret})
        tab.wait_for_timeout(250)
    # The Enter that confirms a candidate: browsers send it with the code 229, Safari after the composition.
    tab.evaluate(
        """() => { const box = document.querySelector("[name=name]");
        for (const init of [{isComposing: true}, {keyCode: 229}])
          box.dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true, ...init})); }"""
    )
    tab.wait_for_timeout(600)
    assert asked == []
    assert focused(tab) == "name"
    wire.send("Input.insertText", {"text": "王小明"})
    tab.wait_for_selector("li[role=option]")
    assert tab.input_value("[name=name]") == "王小明"
    assert Petition.objects.count() == 1


def known_again(tab, title):
    """A letter begun of somebody who was here before, found by the tail of the telephone."""
    tab.goto("/register/letter/")
    tab.keyboard.type("0217")
    assert tab.input_value("[name=name]") == "0217"
    tab.wait_for_selector("li[role=option]")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.keyboard.type(title)
    return tab


def test_a_likely_repeat_is_shown_with_reasons_and_linked_by_one_key(page, district, arrival, at):
    first = before(district, arrival, at)
    tab = known_again(page("clerk"), "安置小区物业收费仍然不公示")
    card = tab.locator(".alike")
    card.wait_for()
    assert "同人+相似" in card.inner_text()
    assert "相同处" in card.inner_text()
    assert tab.locator("#hints").get_attribute("aria-live") == "polite"
    tab.keyboard.press("F4")
    assert tab.evaluate("document.activeElement.closest('.alike') !== null")
    tab.keyboard.press("Escape")
    assert focused(tab) == "title"
    tab.keyboard.press("F4")
    tab.keyboard.press("r")
    tab.get_by_text(f"记为 {first.number} 的重复件").wait_for()
    assert focused(tab) == "title"
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".receipt")
    assert Matter.objects.count() == 1
    assert Matter.objects.get().raisings.filter(kind="repeat").count() == 1


def test_the_same_matter_in_other_words_is_linked_from_the_person(page, district, arrival, at):
    first = before(district, arrival, at)
    tab = known_again(page("clerk"), "还是没有人管")
    tab.get_by_role("button", name=f"记为 {first.number} 的重复件").click()
    tab.get_by_text(f"记为 {first.number} 的重复件").wait_for()
    assert tab.locator("[data-matter]").count() == 0
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".receipt")
    assert Matter.objects.get().raisings.filter(kind="repeat").count() == 1


def test_the_search_box_suggests_and_opens_a_matter(page, district, arrival, at):
    first = before(district, arrival, at)
    tab = page("clerk")
    tab.goto("/register/")
    tab.locator("main").focus()
    tab.keyboard.press("/")
    tab.keyboard.type("wxm")
    tab.wait_for_selector("li[role=option]")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/matters/{first.number}/")
