"""Every page that any role can open, light and dark: no rule of WCAG 2.2 AA is broken.

The list of pages is the resolver's own: a new page is looked at without being named here.
"""

import re

import pytest
from django.test import Client
from tests.addresses import OURS, addresses, named, parameters
from tests.axe import violations

from xinfang.registers.staff.roles import ROLES

SEEN: set[tuple[str, ...]] = set()  # pages of the same make are looked at once
TAG = re.compile(r"<([a-z0-9]+)((?:\s[^<>]*)?)>")
CLASS = re.compile(r'(?:class|type|role)="[^"]*"')


def test_every_address_with_parameters_has_a_sample(sample):
    asked = {name for name, wanted in named() if wanted and name.startswith(OURS)}
    assert asked - parameters(sample).keys() == set(), "tests/addresses.py lacks these"
    assert parameters(sample).keys() - asked == set(), "tests/addresses.py has these, the project has not"


@pytest.mark.browser
@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_page_breaks_a_rule(page, sample, district, posted, role):
    broken = []
    tab = page(role)
    tab.goto("/accounts/login/" if not role else "/")
    for name, path in _pages(tab, sample).items():
        for theme in ("light", "dark"):
            tab.emulate_media(color_scheme=theme)
            tab.context.add_cookies([{"name": "theme", "value": theme, "url": tab.url}])
            tab.goto(path)
            broken += [f"{role or 'visitor'} {theme} {name} {fault}" for fault in violations(tab)]
    assert broken == []


def _pages(tab, sample) -> dict[str, str]:
    """The addresses that answer this person with a whole page of a make not yet seen."""
    client = Client()
    client.cookies.load({cookie["name"]: cookie["value"] for cookie in tab.context.cookies()})
    found = {}
    for name, path in addresses(sample).items():
        answer = client.get(path)
        answer.close()
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        if "<html" not in html:
            continue  # a part that scripts put into a page; the page is looked at
        make = (name, *(tag + "".join(CLASS.findall(rest)) for tag, rest in TAG.findall(html)))
        if make not in SEEN:
            SEEN.add(make)
            found[name] = path
    return found
