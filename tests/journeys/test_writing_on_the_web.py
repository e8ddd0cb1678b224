"""A citizen writes: what to know, what, where, who, files, all of it once more, the receipt; on a telephone,
in large type, with a draft that survives, and without scripts."""

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import DESK, PHONE

from xinfang.casework.petitions.models import Petition

pytestmark = pytest.mark.browser

SMALL = """() => [...document.querySelectorAll(`main .btn, main .choice, main select, main textarea,
    main input:not([type=radio], [type=checkbox], [type=hidden])`)]
    .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)
    .map(each => each.outerHTML)"""


def sound(tab) -> None:
    """No rule broken, nothing sideways, nothing too small for a finger."""
    assert violations(tab) == []
    assert width(tab) <= tab.viewport_size["width"]
    assert tab.evaluate(SMALL) == []


def go_on(tab) -> None:
    tab.get_by_role("button", name="继续", exact=True).click()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("theme", "size", "scripts"), [("light", PHONE, True), ("dark", DESK, False)])
def test_from_the_first_page_to_the_receipt(page, district, theme, size, scripts, large, tmp_path):
    tab = page("", theme=theme, size=size, java_script_enabled=scripts)
    look = sound if scripts else lambda _tab: None
    tab.goto("/follow/")
    if large:
        tab.get_by_role("button", name="大字").click()
    tab.get_by_role("link", name="网上写信").click()
    look(tab)
    tab.get_by_role("button", name="开始写").click()
    look(tab)
    go_on(tab)
    assert "错误：" in tab.title()
    tab.locator(".error-summary").get_by_text("请选择您想做什么").wait_for()
    look(tab)
    tab.get_by_label("请解决一件事情").check()
    tab.get_by_label("一句话说是什么事").fill("楼道灯坏了没人修")
    tab.get_by_label("事情的经过和理由").fill("三号楼的灯坏了一个月，\n找过物业两次。")
    go_on(tab)
    look(tab)
    tab.get_by_label("属于哪个街道、社区").select_option(str(district.community.pk))
    go_on(tab)
    look(tab)
    tab.get_by_label("写名字", exact=True).check()
    tab.get_by_label("姓名").fill("方小禾")
    tab.get_by_label("电话").fill("139 0000 8321")
    go_on(tab)
    photo = tmp_path / "灯.pdf"
    photo.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    tab.get_by_label("照片、文件").set_input_files(photo)
    tab.get_by_role("button", name="传上去").click()
    tab.get_by_text("灯.pdf").wait_for()
    look(tab)
    go_on(tab)
    look(tab)
    tab.get_by_role("link", name="修改 您想做什么").click()
    tab.get_by_label("一句话说是什么事").fill("楼道灯坏了一个月没人修")
    go_on(tab)
    assert "楼道灯坏了一个月没人修" in tab.locator("dl.answers").inner_text()
    tab.get_by_label("我写的是真实的").check()
    tab.get_by_role("button", name="提交").dblclick()
    tab.get_by_role("heading", name="收到了").wait_for()
    look(tab)
    petition = Petition.objects.get()
    assert petition.number in tab.locator(".receipt").inner_text()
    assert "前，我们把它转给有权处理的单位" in tab.locator("main").inner_text()
    code = tab.locator(".receipt .code").inner_text()
    tab.context.clear_cookies()
    tab.goto("/follow/")
    tab.get_by_label("编号").fill(petition.number)
    tab.get_by_label("查询码").fill(code)
    tab.get_by_role("button", name="查询", exact=True).click()
    tab.get_by_text("楼道灯坏了一个月没人修").wait_for()


def test_what_is_typed_is_kept_by_itself_and_found_again(page, district):
    tab = page("", size=PHONE)
    tab.goto("/follow/write/")
    tab.get_by_role("button", name="开始写").click()
    tab.get_by_label("事情的经过和理由").fill("写到一半，手机没电了")
    tab.get_by_text("已保存，这台设备上留一天").wait_for()
    again = tab.context.new_page()
    tab.close()
    again.goto("/follow/write/")
    again.get_by_role("link", name="接着写").click()
    assert again.get_by_label("事情的经过和理由").input_value() == "写到一半，手机没电了"


def test_the_clerk_meets_it_among_what_is_to_be_routed(page, district):
    tab = page("", size=PHONE)
    tab.goto("/follow/write/")
    tab.get_by_role("button", name="开始写").click()
    tab.get_by_label("检举、控告单位或者工作人员").check()
    tab.get_by_label("一句话说是什么事").fill("某单位收费不开票")
    tab.get_by_label("事情的经过和理由").fill("今年三月起收费不开票。")
    go_on(tab)
    tab.get_by_label("检举、控告的是哪个单位").select_option("unknown")
    go_on(tab)
    go_on(tab)
    tab.get_by_label("不写名字（匿名）").check()
    go_on(tab)
    go_on(tab)
    tab.get_by_label("我写的是真实的").check()
    tab.get_by_role("button", name="提交").click()
    tab.get_by_role("heading", name="收到了").wait_for()
    number = Petition.objects.get().number
    head = page("office_head")
    head.goto("/worklist/?state=registered&channel=online")
    assert number in head.locator("#list").inner_text()
    clerk = page("handler", unit=district.street)
    clerk.goto("/worklist/?channel=online")
    assert number not in clerk.locator("main").inner_text()


def test_in_english_every_page_is_english(page, district):
    tab = page("", size=PHONE)
    tab.goto("/follow/write/")
    tab.get_by_role("button", name="EN").click()
    for name in ("Begin", "Continue"):
        tab.get_by_role("button", name=name).wait_for()
        text = tab.locator("body").inner_text().replace("中文", "").replace("云溪区", "")
        assert [sign for sign in text if "\u4e00" <= sign <= "\u9fff"] == []
        tab.get_by_role("button", name=name).click()
