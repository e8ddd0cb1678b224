"""The icons that pages and code name, and one sprite that holds just these."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["named_icons", "sprite"]

IN_TEMPLATES = (
    re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']"""),
    re.compile(r"""\bicon=["']([a-z0-9-]+)["']"""),
    re.compile(r"""\bdata-icon=["']([a-z0-9-]+)["']"""),
)
IN_SCRIPTS = (re.compile(r"icons\.svg#([a-z0-9-]+)"), re.compile(r"""\bicon\(["']([a-z0-9-]+)["']\)"""))
DRAWING = re.compile(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)</svg>', re.DOTALL)


def named_icons(package: Path) -> dict[str, Path]:
    """Every icon name found under `package`, with one file that names it.

    Templates: {% icon "x" %}, icon="x" and data-icon="x"; scripts: icons.svg#x and icon("x"); Python: the
    keyword or dictionary key `icon`, the field `icon` of a class in the same file, tables named ...ICONS.
    """
    found: dict[str, Path] = {}
    readers = {".html": _in_template, ".js": _in_script, ".py": _in_python}
    for path in sorted(package.rglob("*")):
        if path.suffix in readers and "vendor" not in path.parts:
            for name in readers[path.suffix](path.read_text("utf-8")):
                found.setdefault(name, path)
    return found


def sprite(names: dict[str, Path], drawings: Path) -> str:
    """One SVG with a symbol for each name. Raises LookupError for a name without a drawing."""
    symbols = []
    for name, named_in in sorted(names.items()):
        file = drawings / f"{name}.svg"
        if not file.is_file():
            raise LookupError(f"{named_in} names the icon {name!r}, which Bootstrap Icons does not have.")
        match = DRAWING.search(file.read_text("utf-8"))
        if match is None:
            raise LookupError(f"The drawing {file} is no SVG that we can read.")
        symbols.append(
            f'<symbol id="{name}" viewBox="{match[1]}" fill="currentColor">{match[2].strip()}</symbol>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _in_template(text: str) -> Iterator[str]:
    for pattern in IN_TEMPLATES:
        yield from pattern.findall(text)


def _in_script(text: str) -> Iterator[str]:
    for pattern in IN_SCRIPTS:
        yield from pattern.findall(text)


def _in_python(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    positions = dict(_icon_fields(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node, positions)
        elif isinstance(node, ast.Dict):
            yield from _in_dictionary(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _is_icon_table(node) and node.value:
            yield from _table_values(node.value)


def _icon_fields(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [
                item.target.id
                for item in node.body
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
            ]
            if "icon" in fields:
                yield node.name, fields.index("icon")


def _in_call(node: ast.Call, positions: dict[str, int]) -> Iterator[str]:
    for keyword in node.keywords:
        if keyword.arg == "icon":
            yield from _text(keyword.value)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in positions and len(node.args) > positions[name]:
        yield from _text(node.args[positions[name]])


def _in_dictionary(node: ast.Dict) -> Iterator[str]:
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == "icon":
            yield from _text(value)


def _is_icon_table(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id.endswith("ICONS") for target in targets)


def _table_values(value: ast.expr) -> Iterator[str]:
    parts = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", [])
    for part in parts:
        yield from _text(part)


def _text(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node) if isinstance(node, ast.IfExp) else (node,):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value
