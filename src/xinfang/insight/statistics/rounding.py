"""Rounding as chapters print it."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

__all__ = ["percent_at_least", "whole_percent"]


def whole_percent(value: float, base: float) -> int:
    """value / base in percent, half away from zero: 19.5 is 20, -17.99 is -18."""
    exact = Decimal(100) * Decimal(str(value)) / Decimal(str(base))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def percent_at_least(value: float, base: float) -> int:
    """value / base in percent, rounded down: what is printed as "at least" must not be more than it is."""
    exact = Decimal(100) * Decimal(str(value)) / Decimal(str(base))
    return int(exact.quantize(Decimal(1), rounding=ROUND_FLOOR))
