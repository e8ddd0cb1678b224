"""Files that come with a letter: attached with it, or nothing at all is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from xinfang.casework.petitions.models import Attachment, Petition
from xinfang.registers.documents.models import StoredFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def test_files_are_attached_in_order(clerk, post):
    files = [SimpleUploadedFile("来信.pdf", PDF), SimpleUploadedFile("信封.pdf", PDF + b"\n")]
    post(clerk, files=files)
    assert [each.file.name for each in Attachment.objects.order_by("position")] == ["来信.pdf", "信封.pdf"]
    assert Attachment.objects.first().petition == Petition.objects.get()


def test_a_refused_file_leaves_no_letter_and_says_so_with_what_was_typed(clerk, post):
    files = [SimpleUploadedFile("来信.pdf", PDF), SimpleUploadedFile("程序.exe", b"MZ")]
    page = post(clerk, files=files)
    shown = page.content.decode()
    assert page.status_code == 422
    assert "不收这种文件" in shown
    assert "请重新选择" in shown
    assert "墙体开裂要求鉴定" in shown
    assert (Petition.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_same_form_posted_again_attaches_nothing_twice(clerk, form):
    given = form()
    for _time in range(2):
        clerk.post("/register/letter/", {**given, "files": SimpleUploadedFile("来信.pdf", PDF)})
    assert Attachment.objects.count() == 1
