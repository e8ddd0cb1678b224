"""An item as an official document (GB/T 9704-2012); always in Chinese, whoever reads."""

from datetime import date

from django.utils import translation

from xinfang.casework.bulletins.models import Item
from xinfang.casework.wording.known import issuer_name
from xinfang.engines.letterpress import Block, Form, Heading, Paragraph, Sheet
from xinfang.registers.organisations.queries import names_on

__all__ = ["sheet_of"]


def sheet_of(item: Item, day: date) -> Sheet:
    """The sheet as it would be sealed on a day; without a number it is a draft and says so."""
    with translation.override("zh-hans"):
        issuer = issuer_name(item.unit, names_on(day))
        body: list[Block] = [Paragraph(item.body)]
        if item.advice:
            body += [Heading(1, "工作建议"), Paragraph(item.advice)]
        return Sheet(
            form=Form.STANDARD,
            title=item.title,
            issuer=issuer,
            number=item.number,
            urgency="特急" if item.urgent else "",
            signer=item.signer,
            addressee=item.addressee,
            body=tuple(body),
            signature=issuer,
            date=day,
            printed_by=issuer,
            printed_on=day,
            draft=not item.number,
        )
