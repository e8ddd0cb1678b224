"""Holidays that stand by law before a year's arrangement is announced.

全国年节及纪念日放假办法 (State Council Order 795, in force since 1 January 2025), Article 2: New Year one,
Spring Festival four with its eve, Qingming one, Labour Day two, Dragon Boat one, Mid-Autumn one, National
Day three. What is moved or worked in exchange (调休) is announced each year and is not here.
"""

from dataclasses import replace
from datetime import date, timedelta

from xinfang.engines.workdays import Calendar

__all__ = ["provisional", "statutory", "with_statutory"]

IN_FORCE = 2025  # the first year of these holidays; every year before it has been announced

# By GB/T 33661-2017: first day of the lunar year, Qingming, fifth of the fifth, fifteenth of the eighth.
_MOON: dict[int, tuple[str, str, str, str]] = {
    2026: ("02-17", "04-05", "06-19", "09-25"),
    2027: ("02-06", "04-05", "06-09", "09-15"),
    2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"),
    2030: ("02-03", "04-05", "06-05", "09-12"),
    2031: ("01-23", "04-05", "06-24", "10-01"),
    2032: ("02-11", "04-04", "06-12", "09-19"),
    2033: ("01-31", "04-04", "06-01", "09-08"),
    2034: ("02-19", "04-05", "06-20", "09-27"),
    2035: ("02-08", "04-05", "06-10", "09-16"),
}
_SUN = {
    "01-01": "元旦", "05-01": "劳动节", "05-02": "劳动节",
    "10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节",
}  # fmt: skip


def statutory(year: int) -> dict[date, str]:
    """The days of rest of a year with their names; of years beyond the table those of the sun alone, and none
    of years before the law: what was free in them was announced."""
    if year < IN_FORCE:
        return {}
    found = {date.fromisoformat(f"{year}-{day}"): name for day, name in _SUN.items()}
    if year in _MOON:
        first, *others = (date.fromisoformat(f"{year}-{day}") for day in _MOON[year])
        found |= {first + timedelta(days=n): "春节" for n in range(-1, 3)}
        found |= dict(zip(others, ("清明节", "端午节", "中秋节"), strict=True))
    return found


def with_statutory(known: Calendar, year: int) -> Calendar:
    """A calendar in which the law's holidays of a year rest already, while nothing is announced yet."""
    if year in known.confirmed:
        return known
    days = {day: name for day, name in statutory(year).items() if day not in known.work}
    return replace(known, rest=known.rest | days.keys(), names=days | dict(known.names))


def provisional(known: Calendar) -> Calendar:
    """A calendar in which the law's holidays rest in every year that is not announced, as far ahead as the
    table of the moon goes; a year that is confirmed stays as it is."""
    for year in range(IN_FORCE, max(_MOON) + 1):
        known = with_statutory(known, year)
    return known
