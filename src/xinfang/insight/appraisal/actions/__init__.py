"""The verbs of appraisal; the only writers of the room's tables."""

from xinfang.insight.appraisal.actions.checking import check_opinion
from xinfang.insight.appraisal.actions.objecting import Corrected, object_to, rule_on
from xinfang.insight.appraisal.actions.setting import TargetEntry, close_scheme, issue_scheme, make_scheme
from xinfang.insight.appraisal.actions.working_out import work_out

__all__ = [
    "Corrected",
    "TargetEntry",
    "check_opinion",
    "close_scheme",
    "issue_scheme",
    "make_scheme",
    "object_to",
    "rule_on",
    "work_out",
]
