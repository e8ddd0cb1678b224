"""What may be chosen on the pages of documents."""

from xinfang.casework.letters.models import Relationship, Way

__all__ = ["Relationship", "Way"]
