"""The measures, a module a section; `a_`, `b_` … give the order on the page."""
