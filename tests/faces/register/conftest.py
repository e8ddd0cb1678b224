"""A clerk at the counter, and what a browser posts."""

import uuid

import pytest
from django.urls import reverse


@pytest.fixture
def clerk(client, district, posted):
    client.force_login(posted("clerk", district.root))
    return client


@pytest.fixture
def form():
    """The fields of a letter from a fictional person; any can be given another value."""

    def make(**changes):
        fields = {
            "form_key": str(uuid.uuid4()), "revision": "0", "raising_kind": "first", "act": "save",
            "name": "王小明", "phone": "13912340217", "id_kind": "resident", "id_number": "",
            "received_at": "2026-10-14 09:30", "title": "墙体开裂要求鉴定", "purpose": "request",
        }  # fmt: skip
        return {**fields, **changes}

    return make


@pytest.fixture
def post(form):
    """Post a form as someone: post(client, "visit", title="")."""

    def send(client, cell="letter", **changes):
        return client.post(reverse("workbench:register_cell", args=[cell]), form(**changes), follow=True)

    return send
