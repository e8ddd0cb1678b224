"""A leader's note of an arrival, and what stood in it before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.receptions.models import Arrival
from xinfang.kernel.changes import ReasonedChange, has_reason

__all__ = ["LeaderNote", "LeaderNoteChange"]


class LeaderNote(models.Model):
    """One an arrival. `takes`: the leader who received says "I take this in charge": the office then lists
    the case and puts the leader in charge of it, which this record alone does not. `told`: the matter's
    timeline says so, which is known once the arrival is joined to one."""

    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    takes = models.BooleanField(default=False)
    told = models.BooleanField(default=False)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()


class LeaderNoteChange(ReasonedChange):
    """A note or a mark that was set right: what stood before, why, by whom."""

    row = models.ForeignKey(LeaderNote, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=4, choices=[("note", _("更正备注"))], default="note")

    class Meta(ReasonedChange.Meta):
        constraints = [has_reason("leader_note_change_has_reason")]
