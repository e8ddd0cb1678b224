"""A matter on its way, as the rooms below make it."""

from tests.casework.satisfaction.conftest import answered, go, registered

__all__ = ["answered", "go", "registered"]
