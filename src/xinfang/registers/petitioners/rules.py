"""What must hold for a person's fields; digests for look-up."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.engines import identity
from xinfang.kernel.errors import Problem
from xinfang.kernel.secrets import digest
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.models import IdKind

__all__ = ["id_digest", "name_digest", "phone_digest", "problems"]

NAME_LIMIT = 60
ADDRESS_LIMIT = 200
EARLIEST_BIRTH = date(1900, 1, 1)
_TEXTS = (("name", NAME_LIMIT, gettext_lazy("姓名")), ("address", ADDRESS_LIMIT, gettext_lazy("住址")))
_ID_KINDS = frozenset(IdKind.values)


def problems(entry: PersonEntry, today: date, prefix: str = "", came: date | None = None) -> list[Problem]:
    """What is wrong with a person's fields, each with its field's name (after `prefix`).

    `came`: the day on which the person wrote or came, by which they were born; None: today.
    """
    found: list[Problem] = []
    for field, limit, label in _TEXTS:
        value = getattr(entry, field)
        if len(value) > limit:
            found.append(
                Problem(
                    prefix + field, _("%(label)s最多 %(limit)d 个字。") % {"label": label, "limit": limit}
                )
            )
        for oddity in identity.suspicious_characters(value):
            text = _("%(label)s里有看不见的字符（%(oddity)s），请重新输入。") % {
                "label": label,
                "oddity": oddity,
            }
            found.append(Problem(prefix + field, text))
    found += _birth_problems(entry, came or today, prefix)
    return found + _id_problems(entry, today, prefix) + _phone_problems(entry, prefix)


def _birth_problems(entry: PersonEntry, came: date, prefix: str) -> list[Problem]:
    if not entry.birth:
        return []
    try:
        birth = date.fromisoformat(entry.birth)
    except ValueError:
        return [Problem(prefix + "birth", _("出生日期看不懂，请写成 1970-01-31 的样子。"))]
    if birth > came:
        told = _("出生日期 %(birth)s 晚于收到的日子 %(came)s，请改正。")
        return [Problem(prefix + "birth", told % {"birth": birth, "came": came})]
    if birth < EARLIEST_BIRTH:
        return [Problem(prefix + "birth", _("出生日期 %(birth)s 早于 1900 年，请改正。") % {"birth": birth})]
    return []


def _id_problems(entry: PersonEntry, today: date, prefix: str) -> list[Problem]:
    if not entry.id_number:
        return []
    if entry.id_kind not in _ID_KINDS:
        return [Problem(prefix + "id_kind", _("请选择证件类型。"))]
    if entry.id_kind == IdKind.ACCOUNT:
        return []
    check = identity.check_id(entry.id_kind, entry.id_number, today)
    if not check.ok:
        return [Problem(prefix + "id_number", _(check.error_id) % check.params)]
    if check.birth and check.birth < EARLIEST_BIRTH and not entry.birth:
        return [Problem(prefix + "id_number", _("证件号码里的出生日期早于 1900 年，请核对。"))]
    return []


def _phone_problems(entry: PersonEntry, prefix: str) -> list[Problem]:
    if not entry.phone:
        return []
    phone = identity.normalise_phone(entry.phone)
    if phone.isdigit() and 5 <= len(phone) <= 15:
        return []
    return [Problem(prefix + "phone", _("电话号码应为 5 到 15 位数字，可带区号和分机横线。"))]


def name_digest(name: str) -> bytes:
    """Digest of the normalised full name."""
    return digest(identity.normalise_name(name), "name")


def id_digest(number: str) -> bytes:
    """Digest of a normalised document number; the kind stands beside it in the table."""
    return digest(identity.normalise_id(number), "id")


def phone_digest(phone: str) -> bytes:
    """Digest of a telephone number's digits."""
    return digest(identity.normalise_phone(phone), "phone")
