"""What matters are about: versioned classes, and special topics for a while."""

from xinfang.registers.topics.models.classes import ClassList, ContentClass
from xinfang.registers.topics.models.special import SpecialTopic, TopicProblem

__all__ = ["ClassList", "ContentClass", "SpecialTopic", "TopicProblem"]
