"""A template of the office: what may stand in it, and in which sentence the rest is refused."""

from dataclasses import replace

import pytest
from docx.document import Document
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError
from tests.engines.letterpress.samples import AT, LETTER, STANDARD
from tests.engines.letterpress.templates import edited, refusal, swapped, with_text
from tests.engines.letterpress.test_word import said

from xinfang.engines.letterpress import Form, LetterRefused
from xinfang.engines.letterpress.word import check_template, default_template, docx
from xinfang.engines.letterpress.word.tags import environment


@pytest.mark.parametrize("form", Form)
def test_our_own_templates_are_accepted_and_built_the_same(form: Form) -> None:
    check_template(default_template(form))
    assert default_template(form) == default_template(form)


def test_a_changed_wording_is_kept() -> None:
    data = edited(
        lambda document: document.add_paragraph(
            "经办人：　　　　{% if 签发人 %}签发：{{ 签发人 }}{% endif %}"
        )
    )
    check_template(data)
    assert "经办人：　　　　签发：张建国" in said(
        docx(replace(STANDARD, form=Form.LETTER), at=AT, template=data)
    )
    assert "签发：" not in said(docx(LETTER, at=AT, template=data))


def test_a_placeholder_that_word_tore_into_pieces_is_one() -> None:
    def tear(document: Document) -> None:
        paragraph = document.add_paragraph()
        for piece in ("又：", "{", "{", "标", "题", " }", "}"):
            paragraph.add_run(piece).bold = piece == "标"

    assert "又：关于王小明" in said(docx(LETTER, at=AT, template=edited(tear)))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{{ 标题.__class__ }}",
        "{{ 标题|upper }}",
        "{{ 标题[0] }}",
        "{{ 标题() }}",
        "{{ 身份证号 }}",
        "{{ title }}",
        "{{ self }}",
        "{{r 标题 }}",
        "{{tr 标题 }}",
        "{{- 标题 -}}",
        "{{ 标题 ~ 署名 }}",
        "{{ 附件 }}",
        "{{ '标题' }}",
        "{% set a = 1 %}",
        "{% for a in 标题 %}{% endfor %}",
        "{% for 附件 in 附注列表 %}{% endfor %}",
        "{% for 附件 in 附件列表 recursive %}{% endfor %}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
        "{% macro a() %}{% endmacro %}",
        "{% raw %}{{ 标题 }}{% endraw %}",
        "{% if 标题 == 1 %}{% endif %}",
        "{% if 标题 %}{% else %}{% endif %}",
        "{%- if 标题 %}{% endif %}",
        "{% colspan 标题 %}",
        "{% cellbg 标题 %}",
        "{% vm %}",
        "{%p set a = 1 %}",
    ],
)
def test_what_is_not_on_the_list_is_refused_by_name(text: str) -> None:
    sentence = refusal(with_text(text))
    assert "不认识的占位符" in sentence
    assert text[:3] in sentence or "附件" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "{{ 标题",
        "标题 }}",
        "{% if 标题 %}甲",
        "甲{% endif %}",
        "{# 注 #}",
        "{% for 附件 in 附件列表 %}",
        "{{ 标题 }} }}",
        "{{{{标题}}}}",
        "{{ {标题} }}",
    ],
)
def test_what_is_torn_is_refused(text: str) -> None:
    assert "不成对" in refusal(with_text(text))


def test_braces_of_one_kind_are_only_text() -> None:
    check_template(with_text("集合 {甲，乙}，占比 50%，编号 #3"))


@pytest.mark.parametrize("text", ["甲{{p 正文 }}", "{{p 正文 }}乙", "甲{%p if 标题 %}", "{{p 正文 }}"])
def test_what_swallows_its_paragraph_stands_alone_and_once(text: str) -> None:
    assert "不能放在这里" in refusal(with_text(text))


def test_a_tag_that_spans_two_paragraphs_is_torn() -> None:
    def tear(document: Document) -> None:
        document.add_paragraph("{{")
        document.add_paragraph("标题 }}")

    assert "不成对" in refusal(edited(tear))


def test_code_hidden_in_a_name_or_an_attribute_is_found() -> None:
    hidden = swapped("word/document.xml", b"<w:body>", b'<w:body><w:p w:rsidR="{{ 7*7 }}"/>')
    assert "{{ 7*7 }}" in refusal(hidden)
    assert "{{" in refusal(edited(lambda document: setattr(document.core_properties, "title", "{{ 标题 }}")))
    assert "{{" in refusal(swapped("word/styles.xml", "公文版记".encode(), "公文{{标题}}".encode()))


def test_code_in_a_header_is_found() -> None:
    def change(document: Document) -> None:
        document.sections[0].first_page_header.paragraphs[0].add_run("{{ config }}")

    assert "{{ config }}" in refusal(edited(change))


def test_the_body_in_a_header_is_refused() -> None:
    def change(document: Document) -> None:
        document.sections[0].first_page_header.add_paragraph("{{p 正文}}")

    assert "不能放在这里" in refusal(edited(change))


@pytest.mark.parametrize("lost", ["{{p 正文}}", "{{标题}}"])
def test_a_lost_body_or_title_is_told(lost: str) -> None:
    def lose(document: Document) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text == lost:
                paragraph.clear()

    assert lost in refusal(edited(lose))


def test_a_lost_style_is_told() -> None:
    assert "公文二级标题" in refusal(edited(lambda document: document.styles["公文二级标题"].delete()))


def test_a_template_that_was_not_checked_is_not_filled_in() -> None:
    with pytest.raises(LetterRefused):
        docx(LETTER, at=AT, template=with_text("{{ 7*7 }}"))


def test_the_environment_is_a_sandbox_all_the_same() -> None:
    with pytest.raises((SecurityError, TemplateError)):
        environment().from_string("{{ ''.__class__.__mro__ }}").render()
    for text in ("{{ range(3) }}", "{{ 'a'|upper }}", "{{ nothing }}"):
        with pytest.raises(TemplateError):
            environment().from_string(text).render()
    assert environment().from_string("{{ a }}").render(a="<&>") == "&lt;&amp;&gt;"
