"""What the stories at the counter share: people who came before, and fingers that count."""

from collections.abc import Callable
from types import SimpleNamespace

from xinfang.casework.intake import actions
from xinfang.casework.intake.arrivals import Registered
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["Fingers", "before"]


def before(
    district: SimpleNamespace, arrival: Callable, at: object, title: str = "安置小区物业收费不公示"
) -> Registered:
    """王小明 (fictional) has written before; the letter went to the street."""
    person = PersonEntry(
        name="王小明",
        id_kind="passport",
        id_number="E12345678",
        phone="139 1234 0217",
        address="中和街道朝阳社区",
    )
    letter = arrival(
        title=title, facts=f"{title}，多次反映没有结果。", people=(person,), to_unit_id=district.street.pk
    )
    told = actions.register(letter, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    assert isinstance(told, Registered)
    return told


class Fingers:
    """Presses keys and counts them; free text is typed without counting."""

    def __init__(self, tab: object) -> None:
        self.keyboard = tab.keyboard
        self.count = 0

    def press(self, *keys: str) -> None:
        """A chord counts as one key for each finger."""
        for key in keys:
            self.count += len(key.split("+"))
            self.keyboard.press(key)

    def text(self, text: str) -> None:
        """Free text."""
        self.keyboard.type(text)
