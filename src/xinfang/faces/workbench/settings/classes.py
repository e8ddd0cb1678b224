"""The class list, to read and to search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.registers.staff.doors import door
from xinfang.registers.topics import queries

__all__ = ["settings_classes"]


@door("manage_units")
def settings_classes(request: HttpRequest) -> HttpResponse:
    """The tree of the version in force, or what a search finds."""
    text = request.GET.get("class", "")
    nodes = queries.class_tree()
    below: dict[int | None, list[queries.ClassNode]] = {}
    for node in nodes:
        below.setdefault(node.parent_id, []).append(node)
    tree = [
        (first, [(second, below.get(second.id, [])) for second in below.get(first.id, [])])
        for first in below.get(None, [])
    ]
    context = {
        "tab": "classes",
        "listing": queries.current_list(),
        "count": len(nodes),
        "tree": tree,
        "text": text,
        "found": queries.search_classes(text, 50) if text.strip() else None,
    }
    return render(request, "workbench/settings/classes.html", context)
