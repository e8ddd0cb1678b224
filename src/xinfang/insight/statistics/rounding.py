"""Rounding as chapters print it."""

from decimal import ROUND_HALF_UP, Decimal

__all__ = ["whole_percent"]


def whole_percent(value: float, base: float) -> int:
    """value / base in percent, half away from zero: 19.5 is 20, -17.99 is -18."""
    exact = Decimal(100) * Decimal(str(value)) / Decimal(str(base))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
