"""How a document was received."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.letters.actions import Proof
from xinfang.casework.letters.choices import Relationship, Way
from xinfang.casework.letters.rules import notice_over
from xinfang.faces.workbench.acts.page import day_field, meant, reason_field
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.documents.actions import store

__all__ = ["ASKED", "FIELDS", "CorrectForm", "ServiceForm", "proof_of"]

FIELDS = {"photo_id": "photo", "file": "photo"}  # what the action and the store call it

# Way -> what it asks for beside the day and who served.
ASKED: dict[str, tuple[str, ...]] = {
    Way.DIRECT: ("receiver", "relationship", "place"),
    Way.MAIL: ("tracking", "receiver", "relationship"),
    Way.LEFT: ("refusal", "witness", "place", "photo"),
    Way.POSTED: ("posted_on", "place"),
    Way.ELECTRONIC: ("receiver", "consent", "photo"),
}
ALL = tuple(dict.fromkeys(name for names in ASKED.values() for name in names))


def _line(label: Any, help_text: Any = "", *, longest: int = 120) -> forms.CharField:
    return meant(forms.CharField(label=label, help_text=help_text, required=False, max_length=longest))


class ServiceForm(forms.Form):
    """The proof of service; what a way must show is asked by the action, at its field."""

    way = forms.ChoiceField(
        label=_("怎样送达的"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择送达方式。"), "invalid_choice": _("请选择送达方式。")},
    )
    received_on = day_field(
        _("收到日期"),
        _("签收或者拒收的那一天；邮寄的以回执上的签收日期为准。公告送达的不用填，是公告期满的那一天。"),
    )
    posted_on = meant(
        day_field(
            _("公告的日期"),
            _("张贴或者刊登的那一天；自这一天起经过三十日（2022 年以前六十日）视为送达，收到日期照此算出。"),
            required=False,
        )
    )
    tracking = _line(_("邮件编号"), _("挂号信或者 EMS 面单上的编号。"), longest=60)
    receiver = _line(_("收件人姓名"), _("在回证上签名的人。"))
    relationship = meant(
        forms.ChoiceField(
            label=_("与受送达人的关系"), choices=[("", _("请选择")), *Relationship.choices], required=False
        )
    )
    refusal = meant(reason_field(_("拒收的理由和经过"), required=False))
    witness = _line(_("见证人"), _("姓名和单位，例如社区工作人员。"))
    place = _line(_("地点"), _("送达、留置或者张贴公告的地方。"))
    photo = meant(
        forms.FileField(
            label=_("照片或者扫描件"),
            help_text=_(
                "留置的，照片上看得到文书、地点和见证人；"
                "书面同意电子送达的，附上本人签名的扫描件。不超过 50 MB。"
            ),
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
            error_messages={"empty": _("文件是空的，请重新选择。")},
        )
    )
    consent = _line(
        _("怎样同意电子送达"), _("在网上同意过的不用填；书面同意的，写明时间和方式。"), longest=200
    )
    server = forms.CharField(
        label=_("送达人"), max_length=60, error_messages={"required": _("请填写送达人。")}
    )

    def clean(self) -> dict[str, Any]:
        """What the way does not ask for is not on the page, and is left out."""
        data = super().clean() or {}
        asked = ASKED.get(data.get("way", ""), ALL)
        for name in set(ALL) - set(asked):
            data[name] = None if name in ("photo", "posted_on") else ""
            self.errors.pop(name, None)
        if data.get("way") == Way.POSTED and data.get("posted_on"):  # the law says when it has served
            data["received_on"] = notice_over(data["posted_on"])[0]
            self.errors.pop("received_on", None)
        return data

    def asked(self) -> list[tuple[forms.BoundField, str]]:
        """The fields that a way may ask for, with the classes by which the page shows them."""
        return [
            (self[name], " ".join(f"for-{way}" for way, names in ASKED.items() if name in names))
            for name in self.fields
            if name in ALL
        ]


class CorrectForm(ServiceForm):
    """The right proof, and what was wrong with the one that it replaces."""

    reason = reason_field(_("原来的登记错在哪里"), hint=_("原来的登记留在记录里；期限按新的日期计算。"))


def proof_of(data: dict[str, Any], by: Actor) -> Proof:
    """What a form says of a service, with its photo stored; called in the transaction that records it."""
    photo = data["photo"]
    stored = store(name=photo.name, file=photo.file, by=by, at=clock.now()) if photo else None
    said = {name: data[name] for name in ServiceForm.base_fields if name != "photo"}
    return Proof(**said, photo_id=stored.pk if stored else None)
