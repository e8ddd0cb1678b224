"""The content class of a form: found by code, name or initials."""

from django.utils.translation import gettext as _

from xinfang.faces.workbench.register.forms import ArrivalForm
from xinfang.registers.topics.queries import ClassNode, class_tree, classes_named, search_classes

__all__ = ["resolve", "suggest"]


def suggest(text: str, limit: int = 8) -> list[ClassNode]:
    """Classes by code, name or pinyin initials, the best first."""
    return search_classes(text[:40], limit)


def resolve(form: ArrivalForm) -> int | None:
    """The key of the class that a form names; an unclear one is an error beside the field."""
    text, chosen = (form.said("class_text") or "").strip(), form.said("class_id")
    if not text:
        return None
    alike = [node for node in class_tree() if node.id == chosen and text in (node.code, node.name, node.path)]
    found = alike or classes_named(text)
    if len(found) == 1:
        return found[0].id
    near = _("、").join(node.path for node in (found or suggest(text, 4)))
    if found:
        form.add_error("class_text", _("有几个分类叫这个名字：%(near)s。请写全。") % {"near": near})
    elif near:
        form.add_error("class_text", _("没有这个分类；相近的有：%(near)s。") % {"near": near})
    else:
        form.add_error("class_text", _("没有这个分类，请从列表中选择，或留空。"))
    return None
