"""A unit's plan of reception days for a year, its changes, and the notices made from it."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.changes import ReasonedChange, has_reason
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.organisations.models import Unit

__all__ = [
    "DayState",
    "MonthNotice",
    "NoticePlace",
    "PlaceChange",
    "PlanChange",
    "PlanState",
    "ReceptionDay",
    "ReceptionPlan",
]


class PlanState(models.TextChoices):
    """Being made, put before who approves, approved, open to the public."""

    DRAFT = "draft", _("编制中")
    SUBMITTED = "submitted", _("待批准")
    APPROVED = "approved", _("已批准")
    PUBLISHED = "published", _("已公布")


class DayState(models.TextChoices):
    """To come or being held, called off, held and closed."""

    PLANNED = "planned", _("已安排")
    CANCELLED = "cancelled", _("已取消")
    CLOSED = "closed", _("已结束")


class ReceptionPlan(models.Model):
    """The year's plan of one unit (2005, 10: published days and places). `sent_*`: sent up to the higher
    office, as a document with its number, and the receipt that came back."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=PlanState.choices, default=PlanState.DRAFT)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_user = models.BigIntegerField(null=True, blank=True)  # who put it forward does not approve it
    returned_why = models.TextField(blank=True)  # the last time; whoever makes it reads it until approval
    returned_by = models.CharField(max_length=120, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.CharField(max_length=120, blank=True)
    sent_number = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_file = models.CharField(max_length=64, blank=True)  # digest of the sealed document
    receipt_on = models.DateField(null=True, blank=True)
    receipt_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_plan_a_year"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="published_plan_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(receipt_on__isnull=True) | models.Q(sent_at__isnull=False),
                name="receipt_of_what_was_sent",
            ),
        ]


class ReceptionDay(models.Model):
    """One leader on one day at one place: a leader-day (个工作日(次)). Post and name as published. `rest_of`:
    the day whose rest this is, taken over from a leader who was called away (中途交接); the parts of a day
    share its numbers. `last_number`: the highest that was given, on the first part."""

    plan = models.ForeignKey(ReceptionPlan, on_delete=models.PROTECT, related_name="days")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=60)
    name = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    from_time = models.TimeField()
    to_time = models.TimeField()
    place = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=DayState.choices, default=DayState.PLANNED)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveSmallIntegerField(default=0)
    rest_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="rests")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_time__gt=models.F("from_time")), name="reception_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["leader", "day", "from_time"],
                condition=~models.Q(state="cancelled"),
                name="leader_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False),
                name="closed_reception_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["day", "from_time", "id"], name="reception_day")]

    @property
    def ends_at(self) -> datetime:
        """When it is over by the published hours."""
        return timezone.make_aware(datetime.combine(self.day, self.to_time))


class PlanChange(ReasonedChange):
    """A published day moved, held in another room, given to a stand-in, ended early since another leader
    went on with it, called off, added later, kept though it became a day of rest, or its leader named
    rightly: why, and what stood before. `whose` and `on`: the post and the day as they were when it was
    changed, set by `queries.attributed`."""

    whose: str = ""
    on: str = ""

    reception = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(
        max_length=8,
        choices=[
            *(("move", _("改期")), ("place", _("换地点")), ("stand_in", _("代为接访"))),
            *(("handed", _("中途交接")), ("cancel", _("取消"))),
            *(("added", _("增加")), ("named", _("更正姓名职务"))),
            ("kept", _("休息日照常接访")),
        ],
    )

    class Meta(ReasonedChange.Meta):
        constraints = [has_reason("plan_change_has_reason")]


class MonthNotice(models.Model):
    """The notice of a month's reception days, posted before the month before has ended. `version` counts the
    changes of the month since: places that hung an earlier one are to hang the new one."""

    plan = models.ForeignKey(ReceptionPlan, on_delete=models.PROTECT, related_name="notices")
    month = models.PositiveSmallIntegerField()
    due_on = models.DateField()  # the last working day of the month before
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], name="one_notice_a_month"),
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12), name="notice_month_is_one"
            ),
        ]


class NoticePlace(models.Model):
    """A place where a notice is posted (候访大厅, 街道, 社区): when, and the photo that shows it.
    `hung_version`: which version hangs there, 0 for none; `renewed_on`: since when a changed one does, and
    `posted_by` who ticked that. `hung_before`: what hung there before each renewal, oldest first (`on` a day,
    `by`, `version`, `photo`), and `changed`, the day of the change that the renewal answers ("" unknown)."""

    notice = models.ForeignKey(MonthNotice, on_delete=models.PROTECT, related_name="places")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    posted_on = models.DateField(null=True, blank=True)
    hung_version = models.PositiveSmallIntegerField(default=0)
    renewed_on = models.DateField(null=True, blank=True)
    hung_before = models.JSONField(default=list, blank=True)
    posted_by = models.CharField(max_length=120, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "label"], name="place_once_a_notice")]

    @property
    def name(self) -> str:
        """What it is called: a unit by its name, which is data; the hall in the reader's language."""
        return self.label if self.unit_id else str(_("候访大厅"))

    @property
    def hangings(self) -> list[tuple[date, str]]:
        """Since when it hangs and who ticked it: the first notice, then each changed one."""
        if self.posted_on is None:
            return []
        found = [(date.fromisoformat(was["on"]), was["by"]) for was in self.hung_before]
        found.append((self.renewed_on or self.posted_on, self.posted_by))
        return [(self.posted_on, found[0][1]), *found[1:]]  # the first day may have been corrected since

    @property
    def stands(self) -> str:
        """How it is ticked, in one word, which a form carries back: another one, and it was changed since."""
        parts = (self.posted_on, self.renewed_on, self.hung_version, self.photo_id)
        return "_".join(str(each or "") for each in parts)


class PlaceChange(ReasonedChange):
    """A tick that was wrong (another place, day or photo) and was set right: how it stood, why, by whom."""

    place = models.ForeignKey(NoticePlace, on_delete=models.PROTECT, related_name="changes")

    class Meta(ReasonedChange.Meta):
        constraints = [has_reason("place_change_has_reason")]
