"""Signing in: words, limits, the password that holds once, what the audit hears."""

import pytest
from django.core.cache import cache

from xinfang.kernel.actor import Actor
from xinfang.kernel.models import AuditEntry
from xinfang.registers.staff import actions
from xinfang.registers.staff.models import User

LOGIN = "/accounts/login/"
OWN = "an-own-long-phrase-7"


@pytest.fixture(autouse=True)
def _no_attempts_before(db):
    cache.clear()


@pytest.fixture
def clerk(posted, district) -> User:
    return posted("clerk", district.root)


def enter(client, name="clerk-YX", password="correct-horse-9"):
    return client.post(LOGIN, {"login": name, "password": password})


def test_the_right_password_opens_the_workbench_and_is_told_to_the_audit(client, clerk):
    assert enter(client)["Location"] == "/begin/"
    entry = AuditEntry.objects.get(event="account.signed_in")
    assert (entry.actor_id, entry.origin) == (clerk.pk, "127.0.0.1")


def test_a_leader_who_came_by_the_front_door_begins_on_the_leaders_page(client, posted, district):
    posted("leader", district.root)
    door = client.get("/")["Location"]
    answer = client.post(door, {"login": "leader-YX", "password": "correct-horse-9"}, follow=True)
    assert [address for address, _status in answer.redirect_chain] == ["/begin/", "/leader/"]


def test_a_wrong_password_gets_a_sentence_and_the_name_is_kept(client, clerk):
    page = enter(client, password="wrong").text
    assert "用户名或密码不对。" in page
    assert "<title>错误：" in page
    assert 'value="clerk-YX"' in page
    assert "clerk-YX" not in str(list(AuditEntry.objects.filter(event="account.sign_in_failed").values()))


def test_an_unknown_name_gets_the_same_sentence(client, clerk):
    assert "用户名或密码不对。" in enter(client, name="nobody").text


def test_too_many_attempts_are_held_back(client, clerk):
    for _attempt in range(5):
        enter(client, password="wrong")
    assert "试错的次数太多" in enter(client).text


def test_nobody_signs_up(client, db):
    assert "password1" not in client.get("/accounts/signup/").text


@pytest.mark.parametrize(
    "page", ["signup", "email", "password/reset", "password/reset/key/1-a", "password/set"]
)
def test_a_page_that_is_not_offered_is_not_found(client, db, page):
    assert client.get(f"/accounts/{page}/").status_code == 404


def test_a_password_that_holds_once_must_be_changed_first(client, clerk, at):
    once = actions.reset_password(user=clerk, by=Actor(None, "管理员1号"), at=at)
    enter(client, password=once)
    assert client.get("/register/")["Location"] == "/accounts/password/change/"
    fields = {"oldpassword": once, "password1": OWN, "password2": OWN}
    client.post("/accounts/password/change/", fields)
    assert User.objects.get(pk=clerk.pk).check_password(OWN)
    assert client.get("/session/").status_code == 200
    assert AuditEntry.objects.filter(event="account.password_changed").exists()


def test_a_shut_account_gets_no_further(client, clerk, at):
    clerk.is_active = False
    clerk.save()
    enter(client)
    assert client.get("/session/").status_code == 302


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (LOGIN, "登录信访工作台"),
        ("/accounts/password/change/", "再输一遍新密码"),
        ("/accounts/logout/", "没有保存的内容会留在草稿里"),
        ("/accounts/2fa/", "两步验证"),
        ("/accounts/reauthenticate/", "请再验证一次"),
        ("/accounts/2fa/totp/activate/", 'class="qr"'),
        ("/accounts/2fa/webauthn/add/", "mfa_webauthn_add"),
    ],
)
def test_each_page_of_the_account_stands_in_our_frame(client, clerk, address, words):
    if address != LOGIN:
        enter(client)
        if "/2fa/" in address:
            client.post("/accounts/reauthenticate/", {"password": "correct-horse-9"})
    page = client.get(address, follow=True).text
    assert words in page
    assert "frame/frame.css" in page
    assert "<script>" not in page
