"""How many people come together: two rules of the field, which happen to be the same number."""

__all__ = ["GROUP_FROM", "REPRESENTATIVES"]

GROUP_FROM = 5  # people of one visit, from which on the field calls it a group visit (集体访)
REPRESENTATIVES = 5  # more choose representatives, of whom no more may come (条例 2022, 20)
