"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.insight.yearbook.models import FiguresReport, ReportText

__all__ = ["FiguresReport", "ReportText"]
