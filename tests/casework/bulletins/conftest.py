"""A community worker, the street, the office and its head; a report that each may begin with."""

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from xinfang.casework.bulletins import actions
from xinfang.casework.bulletins.actions import ItemEntry, ReportEntry
from xinfang.kernel.actor import Actor

WHAT = "三栋楼外墙瓷砖脱落，住户担心余震，多次询问什么时候鉴定。"
BODY = "近两周多个社区反映震后住房鉴定等待时间长，住户要求先公布鉴定顺序和补助标准。"


def entry(**changes: Any) -> ReportEntry:
    fields: dict[str, Any] = {
        "what": WHAT,
        "place": "朝阳社区三组团",
        "heads": 120,
        "since": date(2026, 10, 12),
        "wish": "尽快鉴定，公布时间表。",
    }
    return ReportEntry(**{**fields, **changes})


def item_entry(**changes: Any) -> ItemEntry:
    fields: dict[str, Any] = {"title": "震后住房鉴定的情况和建议", "body": BODY, "addressee": "市信访局"}
    return ItemEntry(**{**fields, **changes})


@pytest.fixture
def people(district: Any) -> SimpleNamespace:
    """Who acts, by level."""
    return SimpleNamespace(
        worker=Actor(11, "信息员1号", district.community.pk, "朝阳社区"),
        street=Actor(12, "街道承办人", district.street.pk, "中和街道"),
        clerk=Actor(13, "登记员1号", district.root.pk, "云溪区"),
        head=Actor(14, "信访局局长", district.root.pk, "云溪区"),
    )


@pytest.fixture
def filed(district: Any, people: Any, at: Any) -> Any:
    """filed(urgent=True): a report of the community, with the street."""

    def make(**changes: Any) -> Any:
        return actions.file_report(
            entry=entry(**changes),
            from_unit_id=district.community.pk,
            form_key=uuid4(),
            by=people.worker,
            at=at,
        )

    return make


@pytest.fixture
def submitted(filed: Any, district: Any, people: Any, at: Any) -> Any:
    """submitted(body="…"): an item made of one report, handed to the head."""

    def make(**changes: Any) -> Any:
        report = filed()
        actions.pass_up(report_id=report.pk, by=people.street, at=at)
        item = actions.draft_item(
            entry=item_entry(**changes),
            report_ids=[report.pk],
            unit_id=district.root.pk,
            form_key=uuid4(),
            by=people.clerk,
            at=at,
        )
        actions.submit_item(item_id=item.pk, by=people.clerk, at=at)
        return item

    return make
