"""Personal columns: sealed in the database, bound to their column, opened only with the key."""

import os

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from xinfang.kernel import secrets
from xinfang.kernel.secrets.provider import FileKeyProvider, KeyFileRefused, read_key
from xinfang.registers.petitioners.models import Person

DIGEST = "4763612b6e13abb802bfbabe4c7cbaa6"
BOX = FileKeyProvider(bytes(range(32)))


@given(st.binary(), st.binary())
def test_what_is_sealed_opens_again(plain, context):
    assert BOX.open(BOX.seal(plain, context), context) == plain


def test_the_same_text_is_never_sealed_alike():
    assert BOX.seal(b"x", b"c") != BOX.seal(b"x", b"c")


@pytest.mark.parametrize("place", [1, 13, -1])
def test_a_changed_byte_another_context_or_key_does_not_open(place):
    sealed = bytearray(BOX.seal(b"plain", b"column"))
    with pytest.raises(InvalidTag):
        BOX.open(bytes(sealed), b"other column")
    with pytest.raises(InvalidTag):
        FileKeyProvider(bytes(32)).open(bytes(sealed), b"column")
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        BOX.open(bytes(sealed), b"column")


def test_another_key_version_is_refused_in_a_sentence():
    with pytest.raises(KeyFileRefused, match="another key version"):
        BOX.open(b"\x02" + bytes(40), b"column")


def test_digests_are_stable_apart_by_purpose_and_by_key():
    # A changed digest would make every person in an existing database unfindable.
    assert BOX.digest("13912340217", "phone").hex() == DIGEST
    assert BOX.digest("13912340217", "phone") != BOX.digest("13912340217", "id")
    assert BOX.digest("13912340217", "phone") != FileKeyProvider(bytes(32)).digest("13912340217", "phone")
    assert secrets.digest("", "phone") == b""


def test_a_key_file_is_made_for_its_owner_alone_and_kept(tmp_path):
    path = tmp_path / "keys" / "columns"
    first = read_key(path)
    assert (len(first), path.stat().st_mode & 0o777, read_key(path)) == (32, 0o600, first)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused_with_what_to_type(tmp_path, mode):
    path = tmp_path / "columns"
    read_key(path)
    path.chmod(mode)
    with pytest.raises(KeyFileRefused, match="Type: chmod 600"):
        read_key(path)


@pytest.mark.parametrize("text", ["", "short", "zz" * 32, "ab" * 31])
def test_a_damaged_key_file_is_refused_not_replaced(tmp_path, text):
    path = tmp_path / "columns"
    path.write_text(text)
    os.chmod(path, 0o600)
    with pytest.raises(KeyFileRefused, match="restore it from a backup"):
        read_key(path)
    assert path.read_text() == text


@pytest.fixture
def _own_provider():
    yield
    secrets.use_provider(None)


class Backwards:
    """A stand-in for a certified product."""

    def seal(self, plain, context):
        return plain[::-1]

    def open(self, sealed, context):
        return sealed[::-1]

    def digest(self, text, purpose):
        return text.encode()[:16]


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_provider")
def test_the_provider_can_be_swapped(at):
    secrets.use_provider(Backwards())
    person = Person.objects.create(name="abc", created_at=at)
    assert _raw(person) == b"cba"
    assert Person.objects.get().name == "abc"


@pytest.mark.django_db
def test_no_plain_text_is_in_the_database(at):
    person = Person.objects.create(name="王小明", created_at=at)
    assert "王小明".encode() not in _raw(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT registers_person::text FROM registers_person")
        row = cursor.fetchone()[0]
    assert "王小明" not in row
    assert "王小明".encode().hex() not in row
    assert Person.objects.get().name == "王小明"


@pytest.mark.django_db
def test_a_value_moved_to_another_column_does_not_open(at):
    Person.objects.create(name="王小明", birth="1970-01-01", created_at=at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registers_person SET birth = name")
    with pytest.raises(InvalidTag):
        Person.objects.get()


def _raw(person: Person) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM registers_person WHERE id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])
