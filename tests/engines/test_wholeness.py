"""A file that begins rightly and breaks off is not whole; what cameras and mail programs add does no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pictures import BMP, GIF, HEIC, JPEG, PDF, PNG, TIFF, WEBP

from xinfang.engines.wholeness import CHECKS, whole

FILES = {
    "image/png": PNG,
    "image/jpeg": JPEG,
    "image/gif": GIF,
    "image/webp": WEBP,
    "image/bmp": BMP,
    "image/tiff": TIFF,
    "image/heic": HEIC,
    "application/pdf": PDF,
}
# Where the last byte that must be there stands; behind it is what no check reads.
LEAST = {"image/bmp": len(BMP) - 3, "image/tiff": len(TIFF) - 4, "application/pdf": len(PDF) - 1}


@pytest.mark.parametrize(("kind", "data"), FILES.items())
def test_what_is_all_there_is_whole(kind: str, data: bytes) -> None:
    assert whole(kind, data)


@pytest.mark.parametrize("kind", FILES)
@given(share=st.floats(0, 1, exclude_max=True))
def test_what_breaks_off_is_not_wherever_it_does(kind: str, share: float) -> None:
    data = FILES[kind]
    broken = data[: int(share * LEAST.get(kind, len(data)))]
    assert not whole(kind, broken)


@given(st.binary(), st.sampled_from([*CHECKS]))
def test_no_bytes_at_all_make_it_fail(data: bytes, kind: str) -> None:
    assert whole(kind, data) in (True, False)


def test_one_changed_byte_of_a_png_is_seen() -> None:
    assert not whole("image/png", PNG[:40] + bytes([PNG[40] ^ 1]) + PNG[41:])


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("image/jpeg", JPEG + b"\0" * 64 + b"MotionPhoto"),
        ("image/png", PNG + b"\n"),
        ("application/pdf", PDF + b"\r\n--boundary--\r\n"),
        ("image/gif", GIF + b"\0"),
    ],
)
def test_what_is_added_behind_does_no_harm(kind: str, data: bytes) -> None:
    assert whole(kind, data)


def test_a_kind_without_marks_is_taken_as_it_is() -> None:
    assert whole("text/plain", b"")
