"""Serving an opinion by mail, one that was refused, and a standard sentence typed by its letters."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.axe import violations, width
from tests.casework.letters.conftest import draft, out, people, walk  # noqa: F401
from tests.pictures import PNG

from xinfang.casework.letters.actions import issuing
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.models import TextModule
from xinfang.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def at() -> Any:
    """An hour ago: the browser's server has the true clock."""
    return clock.now() - timedelta(hours=1)


@pytest.fixture
def matter(settings: Any, tmp_path: Path, monkeypatch: Any, walk: Any, draft: Any, out: Any) -> Matter:  # noqa: F811
    settings.XINFANG_FILES = tmp_path / "files"
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: b"%PDF " + sheet.number.encode())
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK" + sheet.number.encode())
    made = out(draft(walk("opine"), "opine"))
    return Matter.objects.get(pk=made.matter_id)


def _open(page: Any, matter: Matter, district: Any, **options: Any) -> Any:
    tab = page("handler", unit=district.street, **options)
    tab.goto(f"/matters/{matter.number}/")
    tab.get_by_role("link", name="登记送达").first.click()
    return tab


def test_an_opinion_is_served_by_mail(page: Any, matter: Matter, district: Any) -> None:
    tab = _open(page, matter, district)
    assert not tab.get_by_label("邮件编号").is_visible()
    tab.get_by_label("邮寄送达").check()
    assert not tab.get_by_label("见证人").is_visible()
    tab.get_by_role("button", name="确认送达").click()
    tab.get_by_role("link", name="请填写邮件编号").click()
    assert violations(tab) == []
    tab.get_by_label("邮件编号").fill("XA12345678951")
    tab.get_by_role("button", name="确认送达").click()
    tab.get_by_text("送达已登记").wait_for()
    assert violations(tab) == []
    assert Matter.objects.get(pk=matter.pk).state == "concluded"


@pytest.mark.parametrize(
    ("theme", "size"), [("light", (1280, 900)), ("dark", (1280, 900)), ("light", (360, 780))]
)
def test_a_refused_one_is_served_with_witness_and_photo(
    page: Any, matter: Matter, district: Any, theme: str, size: Any
) -> None:
    tab = _open(page, matter, district, theme=theme, size=size)
    tab.get_by_label("留置送达").check()
    tab.get_by_label("拒收的理由和经过").fill("本人在家，拒绝签收。")
    tab.get_by_label("见证人").fill("朝阳社区干部")
    tab.get_by_label("地点").fill("朝阳路1号")
    tab.get_by_label("照片或者扫描件").set_input_files(
        {"name": "现场.png", "mimeType": "image/png", "buffer": PNG}
    )
    assert violations(tab) == []
    assert width(tab) <= size[0]
    tab.get_by_role("button", name="确认送达").click()
    tab.get_by_role("link", name="照片").wait_for()
    assert width(tab) <= size[0]


def test_a_sentence_is_typed_by_its_letters_and_taken_back(
    page: Any,
    matter: Matter,
    district: Any,
    people: Any,  # noqa: F811
) -> None:
    text = "本人在家，\n拒绝签收。"
    TextModule.objects.create(owner_id=people.handler.user_id, title="拒收", initials="js", text="别人的")
    TextModule.objects.create(title="拒收", initials="js", text=text)
    tab = _open(page, matter, district)
    tab.get_by_label("留置送达").check()
    field = tab.get_by_label("拒收的理由和经过")
    field.click()
    tab.keyboard.type("今天：::js")
    tab.keyboard.press("Space")
    assert field.input_value() == f"今天：{text}"
    tab.keyboard.press("Control+z")
    assert field.input_value() == "今天：::js"
    tab.keyboard.press("End")
    tab.keyboard.type("x ")
    assert field.input_value() == "今天：::jsx "
    field.fill("::js")
    tab.keyboard.press("Tab")
    assert field.input_value() == text


def test_two_colons_list_the_sentences_and_letters_that_call_none_are_said(
    page: Any, matter: Matter, district: Any
) -> None:
    TextModule.objects.create(title="拒收", initials="js", text="本人拒绝签收。")
    TextModule.objects.create(title="拒收经过", initials="jsjg", text="经过如下：")
    tab = _open(page, matter, district)
    tab.get_by_label("留置送达").check()
    field, hints = tab.get_by_label("拒收的理由和经过"), tab.get_by_role("listbox", name="常用语")
    field.click()
    tab.keyboard.type("::")
    assert hints.get_by_role("option").count() == 2
    assert violations(tab) == []
    tab.keyboard.type("j")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert field.input_value() == "经过如下："
    assert hints.count() == 0
    tab.keyboard.type("::sl")
    tab.get_by_text("没有这样叫的常用语").wait_for()
    tab.keyboard.press("Escape")
    assert not tab.get_by_text("没有这样叫的常用语").is_visible()
    assert field.input_value() == "经过如下：::sl"


def test_the_input_method_keeps_its_space(page: Any, matter: Matter, district: Any) -> None:
    TextModule.objects.create(title="拒收", initials="js", text="本人拒绝签收。")
    tab = _open(page, matter, district)
    tab.get_by_label("留置送达").check()
    field = tab.get_by_label("拒收的理由和经过")
    field.fill("::js")
    field.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: ' ', isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert field.input_value() == "::js"


@pytest.mark.parametrize("size", [(1280, 900), (360, 780)], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_settings_of_wording_are_whole(page: Any, district: Any, theme: str, size: Any) -> None:
    TextModule.objects.create(title="拒收", initials="js", text="本人拒绝签收。" * 12)
    tab = page("admin", theme=theme, size=size)
    for address in ("/settings/templates/", "/settings/modules/"):
        tab.goto(address)
        assert violations(tab) == []
        assert width(tab) <= size[0]
