"""What counts as the same name on two bookings: a word for a telephone is none."""

import pytest

from xinfang.casework.bookings.alike import name_in


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ("电话 13912340217", ""),
        ("手机138-1234-0217", ""),
        ("联系电话：87654321", ""),
        ("手机号码 13912340217", ""),
        ("Tel 87654321", ""),
        ("王先生 手机 13912340217", "王先生"),
        ("何某，电话 87654321", "何某"),
        ("13912340217 何先生", "何先生"),
    ],
)
def test_a_word_for_a_telephone_is_no_name(contact: str, name: str) -> None:
    assert name_in(contact) == name
