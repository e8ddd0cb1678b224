"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.insight.appraisal.models import CardLine, Objection, OpinionCheck, Scheme, Target

__all__ = ["CardLine", "Objection", "OpinionCheck", "Scheme", "Target"]
