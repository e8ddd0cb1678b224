"""The same sheets as Word files, from a template that the office may edit; the files only name fonts."""

from xinfang.engines.letterpress.word.defaults import default_template
from xinfang.engines.letterpress.word.filling import docx
from xinfang.engines.letterpress.word.inspection import check_template
from xinfang.engines.letterpress.word.placeholders import CONDITIONS, LOOPS, PLACEHOLDERS, STYLES

__all__ = ["CONDITIONS", "LOOPS", "PLACEHOLDERS", "STYLES", "check_template", "default_template", "docx"]
