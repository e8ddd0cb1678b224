"""A matter as the rooms below make it."""

from tests.casework.satisfaction.conftest import registered

__all__ = ["registered"]
