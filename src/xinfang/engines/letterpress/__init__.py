"""Official documents (公文): a sheet in; PDF/A, pictures of pages, or a Word file out.

The model and the refusals are here; `press.pdf`, `press.pictures`, `word.docx` and `word.check_template` are
imported from their modules where they are called, since a start of the programme must not wait for Typst.
"""

from xinfang.engines.letterpress.refusals import MESSAGES, LetterRefused
from xinfang.engines.letterpress.sheet import (
    Block,
    Entry,
    Form,
    Heading,
    Listing,
    Paragraph,
    Points,
    Sheet,
    Signing,
    Table,
    chinese_date,
)

__all__ = [
    "MESSAGES",
    "Block",
    "Entry",
    "Form",
    "Heading",
    "LetterRefused",
    "Listing",
    "Paragraph",
    "Points",
    "Sheet",
    "Signing",
    "Table",
    "chinese_date",
]
