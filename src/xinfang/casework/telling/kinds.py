"""The kinds of notice that the room offers to the outbox."""

from django.utils.functional import Promise

from xinfang.casework.telling.table import DAYS_MOVED, INVITED, NEWS, OTHERS, STAFF, TO_PETITIONERS

__all__ = ["KINDS"]

KINDS: dict[str, Promise | str] = {
    **{
        row.kind: row.label for row in (*TO_PETITIONERS.values(), *OTHERS.values(), NEWS, INVITED, DAYS_MOVED)
    },
    **{row.kind: row.label for row in STAFF.values()},
}
