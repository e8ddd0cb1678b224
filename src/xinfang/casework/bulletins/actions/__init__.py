"""The only writers of reports, items and circulars."""

from xinfang.casework.bulletins.actions.answering import answer_circular, receive_circular
from xinfang.casework.bulletins.actions.checking import (
    confirm_read,
    merge_reports,
    note_report,
    pass_up,
    return_report,
)
from xinfang.casework.bulletins.actions.circulating import CircularEntry, issue_circular, withdraw_circular
from xinfang.casework.bulletins.actions.editing import (
    ItemEntry,
    discard_item,
    draft_item,
    save_item,
    send_back_item,
    submit_item,
)
from xinfang.casework.bulletins.actions.filing import ReportEntry, file_report, recall_report, resend_report
from xinfang.casework.bulletins.actions.reminding import remind_overdue
from xinfang.casework.bulletins.actions.sending import (
    record_dispatch,
    record_feedback,
    record_receipt,
    send_item,
)

__all__ = [
    "CircularEntry",
    "ItemEntry",
    "ReportEntry",
    "answer_circular",
    "confirm_read",
    "discard_item",
    "draft_item",
    "file_report",
    "issue_circular",
    "merge_reports",
    "note_report",
    "pass_up",
    "receive_circular",
    "recall_report",
    "record_dispatch",
    "record_feedback",
    "record_receipt",
    "remind_overdue",
    "resend_report",
    "return_report",
    "save_item",
    "send_back_item",
    "send_item",
    "submit_item",
    "withdraw_circular",
]
