"""Every page that any role can open, light and dark: no rule of WCAG 2.2 AA is broken.

The list of pages is the resolver's own: a new page is looked at without being named here.
"""

import re

import pytest
from django.test import Client
from tests.addresses import OURS, addresses, named, parameters
from tests.axe import violations

from xinfang.registers.staff.roles import ROLES

# What was looked at: of each page, and of the frame around all pages, its headings and its elements. A page
# that another role sees with nothing but these holds nothing new.
SEEN: set[tuple[str, str]] = set()
TAG = re.compile(r"<([a-z0-9]+)((?:\s[^<>]*)?)>")
OF_COLOUR = ["color-contrast", "link-in-text-block"]
HEADING = re.compile("h[1-6]")
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
    tab.context.clear_cookies(name="theme")  # it follows the device, so that it turns dark without a new page
    for name, path in _pages(tab, sample).items():
        tab.emulate_media(color_scheme="light")
        tab.goto(path)
        found = [f"light {fault}" for fault in violations(tab)]
        tab.emulate_media(color_scheme="dark")
        found += [f"dark {fault}" for fault in violations(tab, OF_COLOUR)]
        broken += [f"{role or 'visitor'} {name} {fault}" for fault in found]
    assert broken == []


def _pages(tab, sample) -> dict[str, str]:
    """The addresses that answer this person with a whole page and with something not yet seen."""
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
        before, opened, inside = html.partition("<main")
        inside, closed, after = inside.partition("</main>")
        assert opened, f"{name} has no <main>"
        assert closed, f"{name} has no </main>"
        new = {(name, each) for each in _makes(inside)} | {("frame", each) for each in _makes(before + after)}
        if new - SEEN:
            SEEN.update(new)
            found[name] = path
    return found


def _makes(html: str) -> set[str]:
    """Each kind of element with what it is to a reader's aid, and the headings in their order."""
    tags = [(tag, tag + "".join(CLASS.findall(rest))) for tag, rest in TAG.findall(html)]
    return {make for _tag, make in tags} | {" ".join(tag for tag, _make in tags if HEADING.fullmatch(tag))}
