"""After signing in a person stands where the work is."""

import pytest


@pytest.mark.parametrize(
    ("role", "page"), [("leader", "/leader/"), ("clerk", "/"), ("office_head", "/"), ("admin", "/settings/")]
)
def test_a_leader_begins_on_the_leader_s_page_and_others_with_today(client, posted, district, role, page):
    user = posted(role, district.root)
    user.set_password("yunxi-2026-ok")
    user.save()
    answer = client.post(
        "/accounts/login/", {"login": user.username, "password": "yunxi-2026-ok"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == page


def test_who_asked_for_a_page_gets_that_page(client, posted, district):
    user = posted("leader", district.root)
    user.set_password("yunxi-2026-ok")
    user.save()
    told = {"login": user.username, "password": "yunxi-2026-ok", "next": "/worklist/"}
    assert client.post("/accounts/login/", told)["Location"] == "/worklist/"
