"""Fictional people: surnames with made-up given names, numbers of a region that does not exist."""

import random

from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["Crowd"]

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
FIRST = "云溪禾朴知言亦南秋水长青远山若木星河"
SECOND = "安宁舟禾岚川月泉竹叶石帆渡野汀桥"
REGION = "999999"  # in no list of administrative divisions
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


class Crowd:
    """Gives new people, always the same for the same seed. No two share a number or a telephone."""

    def __init__(self, chance: random.Random, places: tuple[str, ...], series: int) -> None:
        self._chance, self._places, self._count, self._series = chance, places, 0, series

    def one(self, role: str = "petitioner") -> PersonEntry:
        """A person with a telephone or an ID number or both."""
        self._count += 1
        chance = self._chance
        name = chance.choice(SURNAMES) + chance.choice(FIRST)
        if chance.random() < 0.7:
            name += chance.choice(SECOND)
        birth = f"{chance.randrange(1936, 1986)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
        woman = chance.random() < 0.48
        identified = chance.random() < 0.45
        return PersonEntry(
            name=name,
            role=role,
            id_kind="resident" if identified else "",
            id_number=self._id_number(birth, woman=woman) if identified else "",
            phone=f"1390000{self._series * 2500 + self._count:04d}" if self._count < 2500 else "",
            address=f"云溪区{chance.choice(self._places)}{self._door()}",
            sex="F" if woman else "M",
            birth=f"{birth[:4]}-{birth[4:6]}-{birth[6:]}",
        )

    def _door(self) -> str:
        chance = self._chance
        return f"{chance.randrange(1, 30)}栋{chance.randrange(1, 7)}0{chance.randrange(1, 5)}"

    def many(self, count: int, role: str) -> tuple[PersonEntry, ...]:
        """Several people of one role."""
        return tuple(self.one(role) for _ in range(count))

    def _id_number(self, birth: str, *, woman: bool) -> str:
        order = (self._count * 2 + (0 if woman else 1)) % 1000
        body = f"{REGION}{birth}{order:03d}"
        total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
        return body + "10X98765432"[total % 11]
