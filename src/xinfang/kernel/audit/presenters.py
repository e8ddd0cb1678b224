"""One presenter an event: how an audit row reads as a sentence. The faces register theirs."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from xinfang.kernel.audit.models import AuditEntry

__all__ = ["Presenter", "known_events", "present", "present_with"]

Presenter = Callable[[AuditEntry], str]
_presenters: dict[str, Presenter] = {}


def present_with(presenters: Mapping[str, Presenter]) -> None:
    """Add presenters by event key; a key that has one already is refused, so that no sentence is lost."""
    doubled = sorted(_presenters.keys() & presenters.keys())
    if doubled:
        raise ValueError(f"These events have a presenter already: {doubled}. Keep one for each.")
    _presenters.update(presenters)


def present(entry: AuditEntry) -> str:
    """The sentence of an entry. An event of a newer or older version without a presenter shows its key."""
    presenter = _presenters.get(entry.event)
    if presenter is None:
        return _("未知事件：%(event)s") % {"event": entry.event}
    return presenter(entry)


def known_events() -> list[str]:
    """The events that have a presenter, in the order in which they were registered."""
    return list(_presenters)
