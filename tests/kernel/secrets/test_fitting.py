"""A key that is lost or another one is refused in words; it is never replaced in silence."""

import multiprocessing
from pathlib import Path

import pytest

from xinfang.kernel import secrets
from xinfang.kernel.secrets.fitting import refuse_other_key
from xinfang.kernel.secrets.models import KeyCheck
from xinfang.kernel.secrets.provider import KeyFileRefused, _from_key_file, read_key
from xinfang.registers.petitioners.models import Person


@pytest.fixture
def key_file(tmp_path, settings):
    """The site's key file, not made yet; what this process knew of another is forgotten."""
    settings.XINFANG_KEY_FILE = tmp_path / "keys" / "columns"
    _from_key_file.cache_clear()
    yield settings.XINFANG_KEY_FILE
    _from_key_file.cache_clear()


def replace(key_file: Path) -> None:
    key_file.unlink(missing_ok=True)
    read_key(key_file)
    _from_key_file.cache_clear()


@pytest.mark.django_db
def test_a_new_site_gets_a_key_and_a_check_value_that_is_not_the_key(key_file, at):
    refuse_other_key(at=at)
    kept = KeyCheck.objects.get()
    assert len(kept.value) == 16
    assert bytes(kept.value) not in read_key(key_file)
    refuse_other_key(at=at)
    assert KeyCheck.objects.count() == 1


@pytest.mark.django_db
def test_another_key_is_refused_by_the_name_of_its_file(key_file, at):
    refuse_other_key(at=at)
    replace(key_file)
    with pytest.raises(KeyFileRefused, match="Restore it from the backup made with this database") as told:
        refuse_other_key(at=at)
    assert str(key_file) in str(told.value)


@pytest.mark.django_db
def test_a_lost_key_is_refused_and_no_new_one_is_made(key_file, at):
    refuse_other_key(at=at)
    key_file.unlink()
    _from_key_file.cache_clear()
    with pytest.raises(KeyFileRefused, match="is missing"):
        refuse_other_key(at=at)
    assert not key_file.exists()


@pytest.mark.django_db
def test_the_database_of_an_older_version_is_tried_by_a_sealed_value(key_file, at):
    Person.objects.create(name="王小明", created_at=at)
    refuse_other_key(at=at)
    assert KeyCheck.objects.count() == 1


@pytest.mark.django_db
def test_the_database_of_an_older_version_refuses_another_key_and_keeps_no_value(key_file, at):
    Person.objects.create(name="王小明", created_at=at)
    replace(key_file)
    with pytest.raises(KeyFileRefused, match="does not fit this database"):
        refuse_other_key(at=at)
    assert not KeyCheck.objects.exists()


@pytest.mark.django_db
def test_the_database_of_an_older_version_refuses_a_lost_key(key_file, at):
    Person.objects.create(name="王小明", created_at=at)
    key_file.unlink()
    _from_key_file.cache_clear()
    with pytest.raises(KeyFileRefused, match="is missing"):
        refuse_other_key(at=at)
    assert not key_file.exists()


class Product:
    """A stand-in for a certified product, which keeps its key itself."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def seal(self, plain, context):
        return plain

    def open(self, sealed, context):
        return sealed

    def digest(self, text, purpose):
        return (self.key + text.encode())[:16]


@pytest.mark.django_db
def test_a_product_with_its_own_key_needs_no_file_but_must_fit_too(key_file, at):
    try:
        secrets.use_provider(Product(b"one"))
        refuse_other_key(at=at)
        refuse_other_key(at=at)
        secrets.use_provider(Product(b"two"))
        with pytest.raises(KeyFileRefused):
            refuse_other_key(at=at)
    finally:
        secrets.use_provider(None)
    assert not key_file.exists()


def _read(path: Path, gate, found) -> None:
    gate.wait()
    found.put(read_key(path).hex())


def test_processes_that_start_together_get_one_key_and_never_an_unfinished_file(tmp_path):
    fork = multiprocessing.get_context("fork")
    for attempt in range(5):
        path = tmp_path / f"site-{attempt}" / "columns"
        gate, found = fork.Barrier(8), fork.SimpleQueue()
        readers = [fork.Process(target=_read, args=(path, gate, found)) for _reader in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(20)
        assert [reader.exitcode for reader in readers] == [0] * 8
        assert len({found.get() for _reader in readers}) == 1
        assert [entry.name for entry in path.parent.iterdir()] == ["columns"]


def test_a_key_appears_under_its_name_only_when_it_is_whole(tmp_path, monkeypatch):
    path, seen = tmp_path / "columns", []
    monkeypatch.setattr("os.fsync", lambda _file: seen.append(path.exists()))
    read_key(path)
    assert seen == [False, True]
