"""A petitioner may withdraw what is supervised: the office hears of it and decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts import actions as acts
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision import actions
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice

PDF = b"%PDF-1.7\n%%EOF\n"
UNIT = Actor(None, "街道承办人")  # who has the matter, and not the office
KIND = "supervision.matter_withdrawn"


@pytest.fixture
def supervised(
    registered: Any, go: Any, district: Any, posted: Any, at: Any, settings: Any, tmp_path: Any
) -> Any:
    settings.XINFANG_FILES = tmp_path
    told = registered()
    go(told.matter_id, "accept")
    district.head = posted("office_head", district.root, "supervises")
    ordered = actions.Ordered(
        unit_id=district.street.pk, cause="late", means="phone", found="受理后四十天没有任何调查记录。",
        demand="十日内完成鉴定并书面回复。", due_on=at.date() + timedelta(days=10),
    )  # fmt: skip
    district.order = actions.order(matter_id=told.matter_id, ordered=ordered, by=BY, at=at)
    district.matter = told.matter_id
    asked = {"file_name": "撤回申请.pdf", "file": PDF, "reason": "问题已经解决"}
    district.withdraw = lambda: acts.withdraw(matter_id=told.matter_id, by=UNIT, at=at, **asked)
    return district


def test_the_office_that_supervises_is_told_and_its_order_says_so(
    supervised: Any, client: Any, at: Any
) -> None:
    supervised.withdraw()
    (bell,) = Notice.objects.filter(kind=KIND, user_id=supervised.head.pk)
    assert (bell.subject_type, bell.subject_id) == ("order", supervised.order)
    assert bell.subject == Matter.objects.get(pk=supervised.matter).number
    client.force_login(supervised.head)
    page = client.get(reverse("workbench:supervision_order", args=[supervised.order])).content.decode()
    assert f"{at:%Y-%m-%d} 信访人撤回了这件事项" in page


def test_of_an_order_that_is_over_nobody_is_told(supervised: Any, at: Any) -> None:
    actions.withdraw(order_id=supervised.order, reason="已经当面解决了", by=BY, at=at)
    supervised.withdraw()
    assert not Notice.objects.filter(kind=KIND).exists()
