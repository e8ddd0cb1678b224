"""All acts that have a page of their own: verb -> page. Acts with a letter are drafted, not done here."""

from xinfang.faces.workbench.acts import hearing, reviewing, routing
from xinfang.faces.workbench.acts.page import ActPage

__all__ = ["PAGES"]

PAGES: dict[str, ActPage] = {page.verb: page for page in (*routing.PAGES, *reviewing.PAGES, *hearing.PAGES)}
