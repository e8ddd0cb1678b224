"""Takes the pictures of the README from the running demonstration: `make screenshots`.

Starts `xinfang demo` on a free port when XINFANG_SCREENSHOTS_OF names no address, signs in with the first
account that the demonstration prints, and writes docs/screenshots/<page>-<width>-<theme>.png.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinfang.project.settings")
TARGET = Path(__file__).parent / "screenshots"
WIDTHS = {1280: 800, 390: 844}
PAGES = {
    "today": "/",
    "register": "/register/",
    "worklist": "/worklist/",
    "case": "",  # the first matter of the worklist
    "figures": "/figures/?year=2008",
}


def main() -> None:
    """Every page, in light and dark, on a desk and on a telephone."""
    TARGET.mkdir(exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with office() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox", "--lang=zh-CN"],  # the browser's own words too, on its file buttons
            env={**os.environ, "LANGUAGE": "zh_CN"},
        )
        for theme in ("light", "dark"):
            for width, height in WIDTHS.items():
                context = browser.new_context(
                    base_url=address,
                    viewport={"width": width, "height": height},
                    color_scheme=theme,
                    locale="zh-CN",
                )
                context.add_cookies([{"name": "theme", "value": theme, "url": address}])
                page = context.new_page()
                sign_in(page)
                for name, path in PAGES.items():
                    page.goto(path or first_matter(page))
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=TARGET / f"{name}-{width}-{theme}.png")
                context.close()


def sign_in(page: Page) -> None:
    """With the clerk's account of the demonstration."""
    django.setup()
    from xinfang.faces.cli.demonstration.accounts import ACCOUNTS

    username, password = next(iter(ACCOUNTS))[:2]
    page.goto("/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def first_matter(page: Page) -> str:
    """The address of the first matter in the worklist."""
    page.goto("/worklist/")
    return page.locator("a[href^='/matters/']").first.get_attribute("href") or "/worklist/"


@contextmanager
def office() -> Iterator[str]:
    """The address of a demonstration, stopped afterwards when we started it."""
    given = os.environ.get("XINFANG_SCREENSHOTS_OF")
    if given:
        yield given
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    home = tempfile.mkdtemp(prefix="xinfang-pictures-", dir="/var/tmp")  # root's database user must reach it
    Path(home).chmod(0o755)
    demo = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "xinfang.project", "demo", "--bind", bind],
        env={**os.environ, "XINFANG_HOME": home},
    )
    try:
        wait_for(f"http://{bind}/accounts/login/")
        yield f"http://{bind}"
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def wait_for(address: str) -> None:
    """Until it answers; the first start loads two years of registrations."""
    for _second in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
    raise SystemExit(f"{address} does not answer.")


if __name__ == "__main__":
    main()
