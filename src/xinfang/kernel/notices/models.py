"""The outbox: recipient and text sealed, the rest fit for whoever looks after deliveries."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField

__all__ = ["Channel", "Notice", "State"]


class Channel(models.TextChoices):
    """By what it reaches the recipient."""

    EMAIL = "email", _("邮件")
    SMS = "sms", _("短信")
    INSIDE = "inside", _("站内")


class State(models.TextChoices):
    """Where a notice stands; `rules.STEPS` says what leads where."""

    WAITING = "waiting", _("等待发送")
    SENDING = "sending", _("正在发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("未能送出")
    WITHDRAWN = "withdrawn", _("已撤回")


UNDER_WAY = (State.WAITING, State.SENDING)


class Notice(models.Model):
    """One occasion told to one recipient by one channel.

    `once` names the occasion and never holds a name or an address. `uid` is the key under which providers
    are given the notice, at every try the same. `subject` is a number people know.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    language = models.CharField(max_length=10)
    recipient = SealedTextField()
    title = SealedTextField()
    body = SealedTextField()
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=60, blank=True)
    user_id = models.BigIntegerField(null=True)  # whom a notice inside is for
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)  # how often sending began
    next_try_at = models.DateTimeField(null=True)  # while sending: when the lease runs out
    leased_to = models.CharField(max_length=80, blank=True)  # the worker that is sending it
    provider_id = models.CharField(max_length=120, blank=True)
    fault = models.CharField(max_length=20, blank=True)  # why the last try failed: a key of outcomes.FAULTS
    fault_code = models.PositiveSmallIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)  # recipient and text are gone, the row stays

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel=Channel.INSIDE, user_id__isnull=False)
                | (~Q(channel=Channel.INSIDE) & Q(user_id__isnull=True)),
                name="notice_inside_has_a_reader",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.SENDING) & ~Q(leased_to=""))
                | (~Q(state=State.SENDING) & Q(leased_to="")),
                name="notice_leased_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY, next_try_at__isnull=False)
                | (~Q(state__in=UNDER_WAY) & Q(next_try_at__isnull=True)),
                name="notice_under_way_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="notice_sent_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state__in=UNDER_WAY), name="notice_due"),
            models.Index(
                fields=["user_id", "-sent_at", "-id"],
                condition=Q(state=State.SENT, user_id__isnull=False),
                name="notice_mine",
            ),
            models.Index(
                fields=["user_id"],
                condition=Q(state=State.SENT, user_id__isnull=False, read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["-id"], condition=Q(user_id__isnull=True), name="notice_delivery"),
            models.Index(
                fields=["state", "-id"], condition=Q(user_id__isnull=True), name="notice_delivery_state"
            ),
            models.Index(
                fields=["sent_at"],
                condition=Q(state=State.SENT, forgotten_at__isnull=True),
                name="notice_to_forget",
            ),
        ]
