"""A register with reviews, and who works on them."""

import pytest
from django.urls import reverse
from tests.sample import fill

from xinfang.casework.reviews.models import Review
from xinfang.kernel import clock

FOUND = "经复查，没有到现场查看，事实没有查清。"


@pytest.fixture(autouse=True)
def _today(monkeypatch, at, settings, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def sample(district, posted, at):
    return fill(district, at, posted("office_head", district.root, "the head"))


@pytest.fixture
def reviewer(client, posted, district):
    client.force_login(posted("reviewer", district.root))
    return client


def url(step: str, pk: int) -> str:
    return reverse(f"workbench:reviews_{step}", args=[pk])


def act(number: str, verb: str) -> str:
    return reverse("workbench:matter_act", args=[number, verb])


def handed(day: str) -> dict[str, str]:
    """The proof of service, filled in."""
    person = {"receiver": "王小明", "relationship": "self", "server": "办事员"}
    return {"way": "direct", "received_on": day, **person}


def said(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def before_the_city(client, posted, district, sample, at):
    """A request before an organ outside, and who keeps it: the office."""
    client.force_login(posted("clerk", district.root))
    told = {
        "received_at": at.strftime("%Y-%m-%dT%H:%M"), "via": "letter",
        "facts": "围挡没有后移，答复与事实不符。",
        "reviewer": "outside", "reviewer_name": "市人民政府",
    }  # fmt: skip
    client.post(act(sample.answered, "request_review"), told)
    client.force_login(posted("office_head", district.root))
    return Review.objects.get(matter__number=sample.answered)


def card(reviewer, number: str) -> str:
    page = said(reviewer.get(reverse("workbench:matter", args=[number])))
    return page[page.index('<section class="card next"') :].split("</section>")[0]
