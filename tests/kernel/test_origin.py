"""Where a request comes from: only as many headers are believed as there are proxies."""

import pytest
from django.test import RequestFactory

from xinfang.kernel.requests import origin_of

FORGED = (
    "1.2.3.4, 203.0.113.9, 10.0.0.2"  # what the client wrote, what the first proxy saw, what the second saw
)


@pytest.mark.parametrize(
    ("proxies", "passed", "origin"),
    [
        (0, FORGED, "10.0.0.1"),
        (1, FORGED, "10.0.0.2"),
        (2, FORGED, "203.0.113.9"),
        (4, FORGED, "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "<script>", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_taken_as_many_steps_back_as_there_are_proxies(settings, proxies, passed, origin):
    settings.XINFANG_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=passed)
    assert origin_of(request) == origin
