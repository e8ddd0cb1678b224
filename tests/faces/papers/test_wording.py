"""The office's own wording: Word templates and standard sentences, who keeps them for whom."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from xinfang.casework.petitions.queries import case
from xinfang.casework.wording.models import TextModule, WordTemplate
from xinfang.casework.wording.printing import template_for
from xinfang.faces.workbench.case.sentences import sentences
from xinfang.registers.staff.scope import scope_of

MODULES, TEMPLATES = "/settings/modules/", "/settings/templates/"


@pytest.fixture
def signed_in(client, posted, now):
    def make(role: str, unit, name: str = ""):
        client.force_login(posted(role, unit, name))
        return client

    return make


def edited(data: bytes, words: str) -> bytes:
    document = Word(io.BytesIO(data))
    document.add_paragraph(words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_template_is_taken_out_edited_given_back_and_reset(signed_in, district):
    admin = signed_in("admin", district.root)
    taken = admin.get(f"{TEMPLATES}opinion/").getvalue()
    mine = edited(taken, "本单位的一段话")
    told = admin.post(
        TEMPLATES, {"key": "opinion", "file": SimpleUploadedFile("意见书.docx", mine)}, follow=True
    )
    assert "模板已启用" in told.text
    assert "意见书.docx" in told.text
    assert template_for("opinion") == mine == admin.get(f"{TEMPLATES}opinion/?own").getvalue()
    admin.post(f"{TEMPLATES}opinion/reset/")
    assert template_for("opinion") is None
    assert admin.get(f"{TEMPLATES}opinion/?own").status_code == 404


@pytest.mark.parametrize(
    ("name", "words"), [("no placeholder", "{{机密}}"), ("an expression", "{{标题.upper()}}")]
)
def test_what_cannot_be_filled_in_is_refused_in_a_sentence_at_the_field(signed_in, district, name, words):
    admin = signed_in("admin", district.root)
    wrong = edited(admin.get(f"{TEMPLATES}letter/").getvalue(), words)
    page = admin.post(TEMPLATES, {"key": "letter", "file": SimpleUploadedFile("a.docx", wrong)}).text
    assert '<p class="error" id="id_file_error">' in page
    assert not WordTemplate.objects.exists()


def test_a_file_that_is_no_word_file_is_refused(signed_in, district):
    admin = signed_in("admin", district.root)
    page = admin.post(TEMPLATES, {"key": "letter", "file": SimpleUploadedFile("a.docx", b"no zip")}).text
    assert '<p class="error" id="id_file_error">' in page


def test_a_street_does_not_change_the_whole_district_s_templates(signed_in, district):
    admin = signed_in("admin", district.street)
    good = admin.get(f"{TEMPLATES}letter/").getvalue()
    page = admin.post(TEMPLATES, {"key": "letter", "file": SimpleUploadedFile("a.docx", good)}).text
    assert "由全区管理员维护" in page
    admin.post(f"{TEMPLATES}letter/reset/")
    assert not WordTemplate.objects.exists()


def test_an_unknown_template_is_not_there(signed_in, district):
    assert signed_in("admin", district.root).get(f"{TEMPLATES}nonsense/").status_code == 404


def test_a_clerk_keeps_sentences_for_oneself(signed_in, district):
    clerk = signed_in("clerk", district.street)
    fields = {"title": "征收补偿", "text": "按征收补偿办法执行。", "reach": "own"}
    page = clerk.post(MODULES, fields, follow=True).text
    assert "::zsbc" in page
    made = TextModule.objects.get()
    assert (made.owner.username, made.unit) == (f"clerk-{district.street.code}", None)
    clerk.post(f"{MODULES}{made.pk}/", {**fields, "text": "另有规定的除外。"})
    made.refresh_from_db()
    assert made.text == "另有规定的除外。"
    clerk.post(f"{MODULES}{made.pk}/delete/")
    assert not TextModule.objects.exists()


@pytest.mark.parametrize("reach", ["unit", "all"])
def test_a_clerk_keeps_none_for_others(signed_in, district, reach):
    clerk = signed_in("clerk", district.root)
    page = clerk.post(MODULES, {"title": "征收", "text": "按办法执行。", "reach": reach}).text
    assert "<title>错误：" in page
    assert not TextModule.objects.exists()


def test_a_head_keeps_some_for_the_unit_and_others_of_it_read_but_do_not_change_them(signed_in, district):
    head = signed_in("unit_head", district.street)
    head.post(MODULES, {"title": "征收", "text": "按办法执行。", "reach": "unit"})
    made = TextModule.objects.get()
    assert made.unit == district.street
    handler = signed_in("handler", district.street)
    assert "按办法执行" in handler.get(MODULES).text
    assert handler.post(f"{MODULES}{made.pk}/delete/").status_code == 404
    assert "按办法执行" not in signed_in("handler", district.other).get(MODULES).text


def test_nobody_reaches_another_s_own_sentence(signed_in, district):
    signed_in("clerk", district.root, "one").post(MODULES, {"title": "私记", "text": "一", "reach": "own"})
    made = TextModule.objects.get()
    other = signed_in("office_head", district.root, "two")
    assert other.get(f"{MODULES}{made.pk}/").status_code == 404
    assert "私记" not in other.get(MODULES).text


def test_a_placeholder_that_is_none_is_refused(signed_in, district):
    page = signed_in("clerk", district.root).post(
        MODULES, {"title": "征收", "text": "{nonsense}", "reach": "own"}
    )
    assert "没有“{nonsense}”这个占位符" in page.text


def test_on_a_matter_the_sentences_are_filled_and_name_nobody(people, walk, posted, district, at):
    person = posted("handler", district.street, "writer")
    text = "{petitioner}：编号{number}，{subject}。"
    TextModule.objects.create(owner=person, title="开头", initials="kt", text=text)
    matter = walk("accept")
    scope = scope_of(person, at.date())
    found_case = case(scope, matter.number)
    assert found_case is not None
    (found,) = sentences(scope, found_case, at + timedelta(minutes=1))
    assert (found.letters, found.text) == ("kt", f"信访人：编号{matter.number}，{matter.title}。")


def test_a_draft_lists_them_beside_the_texts_that_take_them(signed_in, walk, district):
    handler = signed_in("handler", district.street, "writer")
    handler.post(MODULES, {"title": "属地办理", "text": "按属地办理。", "reach": "own"})
    page = handler.get(reverse("workbench:letter_new", args=[walk("accept").number, "accept"])).text
    assert 'data-modules="text-modules"' in page
    assert '<dd data-letters="sdbl">按属地办理。</dd>' in page
