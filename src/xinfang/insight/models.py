"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.insight.pivot.models import AnalysisView

__all__ = ["AnalysisView"]
