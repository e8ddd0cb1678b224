"""What the guards read: the package's files by kind, parsed once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import xinfang

PACKAGE = Path(xinfang.__file__).parent
ROOT = PACKAGE.parents[1]
FLOORS = ("engines", "kernel", "registers", "casework", "insight", "faces", "project")
# Rooms of casework from the ground up; the same order as the contract "rooms" in pyproject.toml.
ROOMS = (
    "workflow", "petitions", "themes", "marks", "acts", "intake", "assignments", "deadlines", "wording",
    "letters", "desks", "reviews", "satisfaction", "telling", "supervision", "backlog", "instructions",
    "rota", "bookings", "receptions", "outreach", "meetings", "bulletins", "upward", "campaigns", "charge",
)  # fmt: skip


def python_files(*, migrations: bool = False) -> list[Path]:
    """The package's own code."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if migrations or "migrations" not in path.parts]


def files(suffix: str) -> list[Path]:
    """Templates, styles or scripts of ours; what is vendored is not."""
    return [path for path in sorted(PACKAGE.rglob(f"*{suffix}")) if "vendor" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text("utf-8"))


def tracked() -> list[Path]:
    """Every file under version control that is there."""
    names = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True, text=True
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def short(path: Path) -> str:
    """The path as people name it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def level(module: str) -> int:
    """How high a module stands: floors count tens, rooms of casework count ones."""
    parts = module.split(".")
    floor = FLOORS.index(parts[1]) * 10 if len(parts) > 1 and parts[1] in FLOORS else -1
    room = ROOMS.index(parts[2]) if len(parts) > 2 and parts[1] == "casework" and parts[2] in ROOMS else 0
    return floor + room


def module_of(path: Path) -> str:
    """The dotted name of a file in the package."""
    return ".".join(("xinfang", *path.relative_to(PACKAGE).with_suffix("").parts))


def docstrings(parsed: ast.Module) -> set[int]:
    """The ids of the constant nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(parsed)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }
