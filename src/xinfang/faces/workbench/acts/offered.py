"""All acts that have a page of their own: verb -> page. Acts with a letter are drafted, not done here."""

from xinfang.faces.workbench.acts import hearing, reviewing, routing, settling
from xinfang.faces.workbench.acts.page import ActPage

__all__ = ["PAGES"]

PAGES: dict[str, ActPage] = {
    page.verb: page for each in (routing, reviewing, hearing, settling) for page in each.PAGES
}
