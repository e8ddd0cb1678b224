"""Pages of a letter on the web, filled in and sent."""

import json

from django.test import Client

from xinfang.casework.intake.models import WebDraft
from xinfang.casework.petitions.models import Petition
from xinfang.kernel.actor import Actor

HOME = "/follow/write/"
WHAT = {
    "purpose": "request",
    "title": "楼道灯坏了",
    "facts": "三号楼的灯坏了一个月，找过物业两次。",
    "demand": "",
}
WHERE = {"place": "三号楼", "place_unit": ""}
WHO = {"named": "yes", "name": "方小禾", "phone": "13900008321", "address": "柳塘街道三号楼", "by_text": "on"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SYSTEM = Actor(None, "系统")


def filled(client: Client, **pages: dict[str, str]) -> Client:
    for step, fields in {"what": WHAT, "where": WHERE, "who": WHO, **pages}.items():
        answer = client.post(f"{HOME}{step}/", fields)
        assert answer.status_code == 302, answer.content.decode()
    return client


def sent(client: Client) -> Petition:
    answer = client.post(f"{HOME}check/", {"truthful": "on"})
    assert answer.status_code == 302, answer.content.decode()
    return Petition.objects.get(number=answer["Location"].split("/")[2])


def said(answer) -> str:
    return answer.content.decode()


def kept_files() -> list[str]:
    payload = WebDraft.objects.order_by("pk")[0].payload
    return [each[0] for each in json.loads(payload or "{}").get("files", [])]
