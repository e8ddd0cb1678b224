"""Unforeseen errors: a page with an id, the id in the log, and nothing of a petitioner."""

import logging
import sys

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.http import require_POST
from structlog.testing import capture_logs

from xinfang.kernel.requests import WithoutValues, last_resort
from xinfang.project import urls


@login_not_required
def breaks(request: HttpRequest) -> HttpResponse:
    name = "王小明"
    raise RuntimeError(f"{name} could not be saved")


@login_not_required
def works(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("breaks/", breaks),
    path("works/", works),
    path("i18n/only-posted/", login_not_required(require_POST(works))),
    *urls.urlpatterns,
]
here = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def unforeseen(client, db):
    client.raise_request_exception = False
    with here, capture_logs() as logs:
        response = client.get("/breaks/")
    return response, logs


def test_the_page_names_an_id_that_stands_in_the_log(unforeseen):
    response, logs = unforeseen
    assert response.status_code == 500
    identity = response.headers["X-Request-Id"]
    assert identity in response.content.decode()
    assert [entry["request_id"] for entry in logs if entry["event"] == "unforeseen"] == [identity]


def test_neither_page_nor_log_shows_what_was_being_handled(unforeseen):
    response, logs = unforeseen
    assert "王小明" not in response.content.decode()
    assert "王小明" not in str(logs)


def test_pages_are_never_kept_in_a_cache(client, db):
    with here:
        assert client.get("/works/").headers["Cache-Control"] == "no-store"


def test_every_answer_carries_the_policy_without_unsafe(client, db):
    with here:
        policy = client.get("/works/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_library_that_logs_an_exception_does_not_log_its_values():
    try:
        raise ValueError("Key (name)=(王小明) already exists")
    except ValueError:
        record = logging.LogRecord("any", logging.ERROR, __file__, 1, "failed: %s", ("step",), sys.exc_info())
    assert WithoutValues().filter(record)
    line = logging.Formatter().format(record)
    assert "王小明" not in line
    assert "ValueError" in line


def test_every_log_handler_takes_the_values_out():
    for handler in settings.LOGGING["handlers"].values():
        assert "without_values" in handler["filters"]


def test_the_last_resort_needs_nothing_and_names_the_id(rf):
    request = rf.get("/")
    request.id = "abc123"
    assert "abc123" in last_resort(request).content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "要在页面上点按钮"), ("en", "Nothing has been changed")]
)
def test_the_address_of_a_button_says_so_in_words(client, db, language, words):
    with here:
        answer = client.get("/i18n/only-posted/", headers={"accept-language": language})
        posted = client.post("/i18n/only-posted/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert words in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert posted.content == b"ok"
