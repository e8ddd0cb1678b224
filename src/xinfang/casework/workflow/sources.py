"""The articles that an act or a duty stands on, in words; a refusal names them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.workflow.table import TRANSITIONS
from xinfang.casework.workflow.transition import IN_FORCE_2022, Transition
from xinfang.engines.numbering import article_number

__all__ = ["SIMPLE", "articles", "cited", "source_of"]

SIMPLE = {
    "JY16": _("《信访事项简易办理办法（试行）》（2016）"),
    "JY22": _("《信访事项简易办理办法》（2022）"),
}

LOCAL = {"BJ50": _("《北京市信访条例》（2006）第五十条")}


def source_of(row: Transition, day: date) -> str:
    """《信访工作条例》（2022）第二十三条; '' for acts of the register itself."""
    new = day >= IN_FORCE_2022
    article = row.article[new]
    if article in LOCAL:
        return str(LOCAL[article])
    if article in SIMPLE:
        return str(SIMPLE[article])
    return articles([int(article)], new=new) if article else ""


def cited(sentence: str, verb: str, day: date) -> str:
    """A refusal with the article of the act that it is about, under the rules of a day; as it is for acts of
    the register itself, for those that the rules of that time do not know, and when it names one already."""
    if _named(sentence):
        return sentence
    row = next((row for row in TRANSITIONS if row.verb == verb), None)
    source = source_of(row, day) if row and sentence else ""
    return f"{sentence}（{source}）" if source else sentence


def _named(sentence: str) -> bool:
    """Whether it ends with a source of some act; words in brackets at its end are none."""
    days = (IN_FORCE_2022 - timedelta(days=1), IN_FORCE_2022)
    known = {source_of(row, day) for row in TRANSITIONS for day in days} - {""}
    return any(sentence.endswith(f"（{source}）") for source in known)


def articles(numbers: Sequence[int], *, new: bool) -> str:
    """One or two articles of the regulation of 2022 (`new`) or of 2005; '' for none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        one = _t("《信访工作条例》（2022）第%(n)s条") if new else _t("《信访条例》（2005）第%(n)s条")
        return one % {"n": _numeral(numbers[0])}
    two = (
        _t("《信访工作条例》（2022）第%(n)s条、第%(m)s条")
        if new
        else _t("《信访条例》（2005）第%(n)s条、第%(m)s条")
    )
    return two % {"n": _numeral(numbers[0]), "m": _numeral(numbers[1])}


def _numeral(number: int) -> str:
    """As the reader's language writes it: 二十三, or 23."""
    return article_number(number) if (get_language() or "").startswith("zh") else str(number)
