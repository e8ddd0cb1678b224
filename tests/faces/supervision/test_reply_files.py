"""A reply to an order shows what was done by a file, which is opened by whoever sees the order."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.pictures import PNG
from tests.sample import fill

from xinfang.casework.petitions.models import Attachment, Matter
from xinfang.casework.supervision.models import Order, OrderStep
from xinfang.kernel import clock
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.documents.models import StoredFile

pytestmark = pytest.mark.django_db
REPLY = "已到现场核实，围挡今天后移。"


@pytest.fixture
def sample(district, posted, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path
    return fill(district, clock.now(), posted("office_head", district.root, "the head"))


@pytest.fixture
def replied(client, posted, sample, district):
    """The address of the file of a reply to the sample's order."""
    client.force_login(posted("handler", district.street, "u"))
    page = f"/supervision/orders/{sample.order}/"
    assert 'enctype="multipart/form-data"' in client.get(page).content.decode()
    given = {"text": REPLY, "file": SimpleUploadedFile("现场.png", PNG)}
    assert client.post(f"{page}reply/", given).status_code == 302
    step = OrderStep.objects.get(kind="reply")
    assert "现场.png" in client.get(page).content.decode()
    return f"{page}files/{step.pk}/"


def test_the_office_opens_it_and_that_is_on_record(client, posted, replied, district):
    client.force_login(posted("office_head", district.root, "o"))
    answer = client.get(replied)
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(event="file.downloaded").count() == 1
    assert not Attachment.objects.filter(file__name="现场.png").exists()


def test_who_does_not_see_the_order_does_not_open_it(client, posted, replied, district):
    client.force_login(posted("handler", district.other, "elsewhere"))
    assert client.get(replied).status_code == 404


def test_who_supervises_together_opens_it_but_not_that_of_an_accusation(
    client, posted, sample, replied, district
):
    Order.objects.filter(pk=sample.order).update(means="joint", partners=[district.department.pk])
    client.force_login(posted("handler", district.department, "partner"))
    assert client.get(replied).status_code == 200
    Matter.objects.filter(orders=sample.order).update(purpose="accusation", confined=True, accused="outside")
    assert client.get(replied).status_code == 404
    client.force_login(posted("clerk", district.root, "without the right"))
    assert client.get(replied).status_code == 404


def test_a_file_that_is_not_taken_is_refused_and_nothing_is_replied(client, posted, sample, district):
    client.force_login(posted("handler", district.street, "u"))
    address = f"/supervision/orders/{sample.order}/reply/"
    answer = client.post(address, {"text": REPLY, "file": SimpleUploadedFile("run.exe", b"MZ")})
    page = answer.content.decode()
    assert "不收这种文件" in page
    assert REPLY in page
    assert not OrderStep.objects.filter(kind="reply").exists()
    assert not StoredFile.objects.filter(name="run.exe").exists()
    assert client.get(f"/supervision/orders/{sample.order}/files/1/").status_code == 404
