"""The head of a unit signs on a telephone: from the first page two taps and a text, whatever the letter."""

import pytest
from tests.axe import violations, width
from tests.journeys.test_letters import typed

from xinfang.casework.acts.actions import perform
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
PHONE = (360, 780)
COUNT = (
    "addEventListener('pointerdown', () => sessionStorage.taps = 1 + Number(sessionStorage.taps || 0), true)"
)


def taps(phone) -> int:
    """How often the screen was touched since the last count."""
    done = int(phone.evaluate("sessionStorage.taps || 0"))
    phone.evaluate("sessionStorage.removeItem('taps')")
    return done


@pytest.mark.parametrize(
    ("verb", "kind", "theme"),
    [("extend", "延期办理告知书", "dark"), ("opine", "信访事项处理意见书", "light")],
)
def test_signed_and_sealed_in_two_taps_and_a_text(page, sample, district, verb, kind, theme):
    Document.objects.filter(pk__in=[sample.draft, sample.submitted]).update(state="void")
    matter = Matter.objects.get(number=sample.routed)
    perform(verb="accept", matter_ids=[matter.pk], by=Actor(None, "经办"), at=clock.now())
    unit = page("handler", unit=district.street)
    unit.goto(f"/matters/{sample.routed}/letters/new/{verb}/")
    typed(unit)
    unit.get_by_role("button", name="送审").click()
    unit.get_by_text("已送审").wait_for()

    phone = page("unit_head", unit=district.street, size=PHONE, theme=theme)
    phone.add_init_script(COUNT)
    phone.goto("/")
    assert (width(phone), violations(phone)) == (360, [])
    phone.get_by_role("link", name=kind).click()  # the first tap
    phone.get_by_label("审签意见").press_sequentially("同意。")
    phone.get_by_role("button", name="签发并用印").click()  # the second
    phone.get_by_text("没有等您审签的文书").wait_for(timeout=20_000)
    assert taps(phone) == 2
    document = Document.objects.get(matter=matter, verb=verb)
    assert (document.state, document.remark) == ("issued", "同意。")
    if verb == "extend":
        assert Clock.objects.get(matter=matter, family="handle").extended_days
