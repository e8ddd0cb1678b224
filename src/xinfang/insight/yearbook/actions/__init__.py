"""The only writers of reports and their texts."""

from xinfang.insight.yearbook.actions.composing import Wanted, compose_report, edit_report, recount_report
from xinfang.insight.yearbook.actions.issuing import (
    check_report,
    discard_report,
    issue_report,
    send_back_report,
)
from xinfang.insight.yearbook.actions.wording import save_text

__all__ = [
    "Wanted",
    "check_report",
    "compose_report",
    "discard_report",
    "edit_report",
    "issue_report",
    "recount_report",
    "save_text",
    "send_back_report",
]
