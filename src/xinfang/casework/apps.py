"""Django's handle on the casework floor."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The tables of casework and their migrations; its high rooms tell its low ones what they know."""

    name = "xinfang.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the acts what the rooms above speak against, letters what their service leads to, and the
        outbox which kinds of notice the rooms send."""
        from xinfang.casework.acts.guards import guard_with
        from xinfang.casework.assignments.guards import GUARDS as OF_ASSIGNMENTS
        from xinfang.casework.assignments.guards import SWEEPS
        from xinfang.casework.backlog.guards import GUARDS as OF_BACKLOG
        from xinfang.casework.backlog.notices import KINDS as BACKLOG
        from xinfang.casework.bookings.notices import KINDS as BOOKINGS
        from xinfang.casework.bulletins.notices import KINDS as BULLETINS
        from xinfang.casework.charge.notices import KINDS as CHARGE
        from xinfang.casework.deadlines.guards import GUARDS as OF_DEADLINES
        from xinfang.casework.instructions.notices import KINDS as INSTRUCTIONS
        from xinfang.casework.letters.following import follow_with
        from xinfang.casework.meetings.notices import KINDS as MEETINGS
        from xinfang.casework.outreach.notices import KINDS as OUTREACH
        from xinfang.casework.reviews.following import FOLLOWING
        from xinfang.casework.reviews.guards import GUARDS as OF_REVIEWS
        from xinfang.casework.rota.notices import KINDS as ROTA
        from xinfang.casework.rota.standing_in import KINDS as STANDING_IN
        from xinfang.casework.supervision.guards import GUARDS as OF_SUPERVISION
        from xinfang.casework.supervision.notices import KINDS as SUPERVISION
        from xinfang.casework.telling.kinds import KINDS
        from xinfang.kernel.notices.kinds import offer_kinds

        guard_with(OF_ASSIGNMENTS, SWEEPS)
        for guards in (OF_DEADLINES, OF_REVIEWS, OF_BACKLOG, OF_SUPERVISION):
            guard_with(guards)
        follow_with(FOLLOWING)
        rooms = (BACKLOG, BOOKINGS, BULLETINS, CHARGE, INSTRUCTIONS, MEETINGS, OUTREACH, ROTA, STANDING_IN)
        for kinds in (KINDS, SUPERVISION, *rooms):
            offer_kinds(kinds)
