"""The only writers of assignments."""

from xinfang.casework.assignments.actions.books import forget, keep_books
from xinfang.casework.assignments.actions.disputing import (
    escalate,
    keep,
    object_to,
    receive_back,
    rule,
    take_back,
)
from xinfang.casework.assignments.actions.helping import contribute, involve
from xinfang.casework.assignments.actions.reporting import report_back, return_report

__all__ = [
    "contribute",
    "escalate",
    "forget",
    "involve",
    "keep",
    "keep_books",
    "object_to",
    "receive_back",
    "report_back",
    "return_report",
    "rule",
    "take_back",
]
