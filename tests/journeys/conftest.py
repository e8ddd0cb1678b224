"""A real browser for whole stories: pages signed in by role, in light or dark, on a desk or a telephone."""

import os
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from xinfang.registers.staff.models import User

CHROMIUM = os.environ.get("XINFANG_TEST_BROWSER", "/usr/bin/chromium")
DESK = (1280, 800)
PHONE = (360, 780)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all stories, gone before other tests come. Playwright keeps an event loop in this
    thread, in which Django's own guard would refuse every query of a fixture and nothing else can run
    coroutines; no story does. What was connected to before the loop is not to be had within it, and would be
    found again, long cut off, after it."""
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Answering:
    """How many requests of browsers are being answered. One that a closed page no longer waits for is
    answered to its end all the same, and must not meet the emptying of the tables after the test."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._count = 0
        request_started.connect(self._began)
        request_finished.connect(self._ended)

    def _began(self, **_: Any) -> None:
        self._add(1)

    def _ended(self, **_: Any) -> None:
        self._add(-1)

    def _add(self, number: int) -> None:
        if threading.current_thread() is not threading.main_thread():  # there a test's own client asks
            with self._change:
                self._count += number
                self._change.notify_all()

    def wait(self) -> bool:
        """Until nothing is being answered; whether that came within a minute."""
        with self._change:
            return self._change.wait_for(lambda: self._count <= 0, timeout=60)


@pytest.fixture(scope="session")
def answering() -> Answering:
    """Counts from the first story on."""
    return Answering()


@pytest.fixture
def page(
    browser: Browser,
    live_server: Any,
    answering: Answering,
    district: SimpleNamespace,
    posted: Callable[..., User],
) -> Iterator[Callable[..., Page]]:
    """Open a browser page: page("clerk"), page("handler", unit=district.street, theme="dark", size=PHONE).

    Role "" is a visitor who has not signed in; somebody of the sample is asked for by name: page("the head").
    Addresses are relative: page.goto("/register/"). The page is
    slow to give up (15 s, not 30; sealing prints). At the end no page may have raised an error or broken the
    security policy.
    """
    contexts: list[Any] = []
    faults: list[str] = []

    def make(
        role: str = "clerk",
        *,
        unit: Any = None,
        theme: str = "light",
        size: tuple[int, int] = DESK,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,  # type: ignore[arg-type]
            locale="zh-CN",
            reduced_motion="reduce",
            **{"timezone_id": "Asia/Shanghai"} | options,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        cookies = {"theme": theme}
        if role:
            cookies[settings.SESSION_COOKIE_NAME] = _session(role, unit or district.root, posted)
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        context.on("console", lambda line: faults.append(line.text) if _breach(line) else None)
        return _at_hand(context.new_page())

    yield make
    for context in contexts:
        context.close()
    assert answering.wait()
    assert faults == []


AT_HAND = """() => location.hash || document.activeElement !== document.body
    || ![...document.querySelectorAll("[autofocus]")].some(field => field.checkVisibility())"""


def _at_hand(tab: Page) -> Page:
    """A page that is open when somebody can type: the browser puts the cursor into the field that asks for it
    (autofocus) with its next picture, which on a loaded machine is after the page has loaded."""
    go = tab.goto

    def goto(*args: Any, **options: Any) -> Any:
        answer = go(*args, **options)
        tab.wait_for_function(AT_HAND)
        return answer

    tab.goto = goto  # type: ignore[method-assign]
    return tab


def _session(role: str, unit: Any, posted: Callable[..., User]) -> str:
    known = User.objects.filter(username__in=[role, f"{role}-{unit.code}"]).first()
    user = known or posted(role, unit)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _breach(line: Any) -> bool:
    return line.type == "error" and "Content Security Policy" in line.text
