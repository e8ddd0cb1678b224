"""The chain of fonts: where the files lie, which is missing, and whether every character has a glyph.

仿宋, 楷体, 黑体 and 宋体 are Fandol's (GB 2312 and little more); what they lack, such as 喆 堃 玥 in a name,
comes from Noto Serif, Noto Sans, LXGW WenKai and BabelStone Han in this order: no box is ever printed.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTCollection, TTFont

from xinfang.engines.letterpress import refusals
from xinfang.engines.letterpress.refusals import LetterRefused

__all__ = ["FAMILIES", "FOLDERS", "Family", "Fonts", "found_fonts", "missing_families", "uncovered"]


@dataclass(frozen=True)
class Family:
    """A family of the chain: its name inside the files, Debian's package, and the files that are wanted.

    A family that may be absent only widens what can be printed.
    """

    name: str
    package: str
    files: tuple[str, ...]
    may_be_absent: bool = False


FANDOL = "texlive-lang-chinese"
FAMILIES = (
    Family("FandolFang R", FANDOL, ("FandolFang-Regular.otf",)),
    Family("FandolKai", FANDOL, ("FandolKai-Regular.otf",)),
    Family("FandolHei", FANDOL, ("FandolHei-Regular.otf",)),
    Family("FandolSong", FANDOL, ("FandolSong-Regular.otf", "FandolSong-Bold.otf")),
    Family("Noto Serif CJK SC", "fonts-noto-cjk", ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")),
    Family("Noto Sans CJK SC", "fonts-noto-cjk", ("NotoSansCJK-Regular.ttc",)),
    Family("LXGW WenKai", "fonts-lxgw-wenkai", ("LXGWWenKai-Regular.ttf",)),
    Family("BabelStone Han", "fonts-babelstone-han", ("BabelStoneHan.ttf",), may_be_absent=True),
)
# Our own folders first: `make fonts` fills one of them. The rest is where Debian's packages put fonts.
FOLDERS = (
    Path(sys.prefix) / "share" / "fonts",
    Path("/usr/local/share/xinfang/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/usr/share/fonts"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
)


@dataclass(frozen=True)
class Fonts:
    """Every wanted file that was found, by its name; hashable, so that what is read from it is kept."""

    files: tuple[tuple[str, Path], ...]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that hold the files, each once."""
        return tuple(dict.fromkeys(path.parent for _name, path in self.files))

    def path(self, name: str) -> Path | None:
        """Where a file lies."""
        return dict(self.files).get(name)

    def has(self, family: Family) -> bool:
        """Whether all files of a family are there."""
        return all(self.path(name) for name in family.files)


def found_fonts(folders: Sequence[Path] = FOLDERS) -> Fonts:
    """The fonts of the chain on this machine. Looked for once while nothing is missing.

    Raises LetterRefused naming the families that are missing and the packages that bring them.
    """
    fonts = search(tuple(folders))
    missing = [family for family in missing_families(fonts) if not family.may_be_absent]
    if missing:
        search.cache_clear()  # installing them must not need a restart
        raise LetterRefused(
            refusals.FONTS_MISSING,
            families="、".join(family.name for family in missing),
            packages=" ".join(dict.fromkeys(family.package for family in missing)),
        )
    return fonts


def missing_families(fonts: Fonts) -> tuple[Family, ...]:
    """The families of the chain of which a file was not found."""
    return tuple(family for family in FAMILIES if not fonts.has(family))


@lru_cache(maxsize=4)
def search(folders: tuple[Path, ...]) -> Fonts:
    wanted = {name for family in FAMILIES for name in family.files}
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _folders, names in os.walk(folder):
            for name in sorted(wanted.intersection(names) - found.keys()):
                found[name] = Path(place) / name
    return Fonts(tuple(sorted(found.items())))


@lru_cache(maxsize=4)
def typst_fonts(fonts: Fonts) -> typst.Fonts:
    """The same fonts as Typst knows them: these folders and the Latin font inside Typst, no others."""
    folders: list[str] = [str(folder) for folder in fonts.folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def uncovered(text: Iterable[str], fonts: Fonts) -> list[str]:
    """The characters, each once, that no font of the chain can print; line ends need no glyph.

    Private-use characters have no meaning of their own: each font draws another thing, so none counts.
    """
    known = coverage(fonts)
    seen = dict.fromkeys(ch for part in text for ch in part if ch != "\n")
    return [ch for ch in seen if ord(ch) not in known or unicodedata.category(ch) == "Co"]


@lru_cache(maxsize=4)
def coverage(fonts: Fonts) -> frozenset[int]:
    """The code points that some font of the chain has a glyph for. Takes half a second, once."""
    points: set[int] = set()
    for family in FAMILIES:
        path = fonts.path(family.files[0])
        if path:
            points.update(_code_points(path, family.name))
    return frozenset(points)


def _code_points(path: Path, family: str) -> Iterable[int]:
    if path.suffix != ".ttc":
        with TTFont(path, lazy=True) as font:
            return tuple(font.getBestCmap())
    with TTCollection(path, lazy=True) as faces:
        face = next(face for face in faces if face["name"].getBestFamilyName() == family)
        return tuple(face.getBestCmap())
