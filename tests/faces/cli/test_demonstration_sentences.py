"""The demonstration has standard sentences, once each, and their placeholders are known."""

import pytest

from xinfang.casework.wording.grammar import unknown
from xinfang.casework.wording.queries import TextModule, everybodys
from xinfang.faces.cli.demonstration import sentences

pytestmark = pytest.mark.django_db


def test_a_handful_for_everybody_once_each(at):
    sentences.keep(at)
    sentences.keep(at)
    assert TextModule.objects.count() == len(sentences.SENTENCES) == len(everybodys())
    assert "sl" in set(TextModule.objects.values_list("initials", flat=True))
    assert [unknown(each.text) for each in TextModule.objects.all()] == [[]] * len(sentences.SENTENCES)
