"""What a letter calls a matter, its petition and its units: in Chinese, whoever reads it."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from xinfang.casework.petitions.models import Channel, Matter, Petition
from xinfang.casework.petitions.queries import addressee, attached
from xinfang.casework.wording.kinds import Kind
from xinfang.engines.letterpress import chinese_date
from xinfang.registers.organisations.models import Unit, UnitKind
from xinfang.registers.organisations.queries import district
from xinfang.registers.topics.queries import path_of

__all__ = ["above", "article", "brought", "issuer_name", "reviewer_name", "said"]

SUMMARY = 600  # characters of what was reported that a slip repeats; the rest goes with it as papers
LONG_TITLE = 40
# What a unit is called where it issues documents, by the end of its name.
OFFICES: dict[str, dict[str, str]] = {
    UnitKind.STREET: {"街道": "办事处"},
    UnitKind.COMMUNITY: {"社区": "居民委员会", "村": "村民委员会"},
}
CONFINED, CONFINED_TEXT = "检举控告事项", "检举控告材料单独保密，另行移交。"


def brought(matter: Matter, kind: Kind, *, masked: bool, petition_id: int | None = None) -> dict[str, str]:
    """What was brought, for a kind of letter; `petition_id`: by a further petitioner, and of nobody else.

    What goes to a unit about an accusation names neither the accuser nor what was said (条例 2022, 30).
    """
    if petition_id is not None:
        return _brought_too(matter, Petition.objects.get(pk=petition_id), masked=masked)
    first = Petition.objects.get(raisings__matter=matter, raisings__kind="first")
    closed = matter.confined and kind.to in ("unit", "above")
    who = "（单独保密）" if closed else _name(first, masked=masked)
    title = CONFINED if matter.confined else matter.title
    claims = title if matter.confined else matter.demand or title
    subject = title if closed or len(title) <= LONG_TITLE else ""
    return {
        "number": matter.number,
        "petition": first.number,
        "petitioner": who,
        "title": title,
        "subject": CONFINED if closed else f"{who}反映{title}" if subject else who,
        "summary": CONFINED_TEXT if matter.confined else _short(matter.facts),
        "demand": "" if matter.confined else matter.demand,
        "claims": claims,
        "received_on": said(matter.received_at),
        "channel": str(Channel(first.channel).label),
        "heads": str(first.head_count),
        "class": path_of(matter.content_class_id) if matter.content_class_id else "",
        "place": "" if closed else matter.place or str(matter.place_unit or ""),
        "files": "" if closed else _files(matter.pk),
    }


def _brought_too(matter: Matter, petition: Petition, *, masked: bool) -> dict[str, str]:
    """What a further petitioner brought: the own title where there is one; nothing of another's."""
    own = Matter.objects.filter(raisings__petition=petition).order_by("pk")
    title = (own.filter(merged_into__isnull=False).first() or matter).title
    who = _name(petition, masked=masked)
    return {
        "number": petition.number,
        "petition": petition.number,
        "petitioner": who,
        "title": title,
        "subject": f"{who}反映{title}" if len(title) <= LONG_TITLE else who,
        "received_on": said(petition.received_at),
        "channel": str(Channel(petition.channel).label),
        "heads": str(petition.head_count),
    }


def _name(first: Petition, *, masked: bool) -> str:
    person = None if first.anonymous else addressee(first.pk)
    if person is None:
        return "信访人"
    name = person.masked if masked else person.name
    return f"{name}等{first.head_count}人" if first.head_count > 1 else name


def _short(text: str) -> str:
    return text if len(text) <= SUMMARY else text[:SUMMARY] + "……（全文见随件材料）"


def _files(matter_id: int) -> str:
    count = len(attached(matter_id))
    return f"随件材料{count}件" if count else ""


def issuer_name(unit: Unit, names: Mapping[int, str] | None = None, root: Unit | None = None) -> str:
    """The full name of who issues, as the head and the signature of an official document bear it.

    The district's own unit is its office, a street is its 办事处, a community its 居民委员会 and bears the
    street's name too; all others bear the district's name. `root`: the district, if it is known already.
    """
    known = names or {}
    name = known.get(unit.pk, unit.name)
    if unit.kind == UnitKind.DISTRICT:
        return settings.XINFANG_OFFICE or f"{name}信访局"
    root = root or district()
    place = known.get(root.pk, root.name) if root else ""
    if unit.kind == UnitKind.COMMUNITY:
        name = f"{_street(unit, name, known)}{name}"
    full = name if _says_where(unit, name, place) else f"{place}{name}"
    office = OFFICES.get(unit.kind, {})
    return next((f"{full}{ending}" for sign, ending in office.items() if name.endswith(sign)), full)


def _street(unit: Unit, name: str, known: Mapping[int, str]) -> str:
    """The street or town of a community, where its name does not say it."""
    above = Unit.objects.get_parent(unit)
    if above is None or above.kind != UnitKind.STREET:
        return ""
    street = known.get(above.pk, above.name).removesuffix("人民政府").removesuffix("办事处")
    return "" if street in name else street


def _says_where(unit: Unit, name: str, place: str) -> bool:
    """Whether a name tells the district itself: 云溪区教育局, or a city's branch, 云州市公安局云溪分局."""
    stem = place[:-1]
    branch = unit.kind == UnitKind.DEPARTMENT and len(stem) > 1 and stem in name
    return branch or place in name


def above(unit: Unit, names: Mapping[int, str], root: Unit | None = None) -> str:
    """Who reviews: the next level up (条例 2022, 35); the writer corrects it where an agency has its own."""
    parent = None if unit.depth == 1 else Unit.objects.get_parent(unit)
    if parent is None:
        return ""
    return reviewer_name(parent, names, root)


def reviewer_name(unit: Unit, names: Mapping[int, str] | None = None, root: Unit | None = None) -> str:
    """Who reviews and re-reviews, as the opinion in question, the review's own and the petitioner's page call
    it: of the district its government, of any other unit who issues there."""
    if unit.kind == UnitKind.DISTRICT:
        return f"{(names or {}).get(unit.pk, unit.name)}人民政府"
    return issuer_name(unit, names, root)


def said(moment: datetime) -> str:
    """The day of a moment, as a letter dates."""
    return chinese_date(timezone.localdate(moment))


def article(number: str) -> str:
    """'23' as 二十三: articles are cited in Chinese numerals; what is no number stays."""
    if not number.isdigit():
        return number
    tens, ones = divmod(int(number), 10)
    digits = "〇一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")
