"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.insight.appraisal.models import CardLine, Objection, OpinionCheck, Scheme, Target
from xinfang.insight.pivot.models import AnalysisView
from xinfang.insight.yearbook.models import FiguresReport, ReportText

__all__ = [
    "AnalysisView",
    "CardLine",
    "FiguresReport",
    "Objection",
    "OpinionCheck",
    "ReportText",
    "Scheme",
    "Target",
]
