"""Whether a file is all there: what begins as a picture or a document and breaks off is none.

A file is read by its own marks, block by block, and never decoded: nothing in it is carried out or unpacked.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

__all__ = ["holds", "whole"]

PNG = b"\x89PNG\r\n\x1a\n"
END_OF_PICTURE = b"\xff\xd9"  # of a JPEG; some telephones write more behind it
BARE = {0x01, *range(0xD0, 0xD9)}  # marks of a JPEG without a length
SCAN = 0xDA
MOST_PARTS = 100_000  # blocks that a file is read in: no camera writes so many, and each takes time
MOST_ENTRIES = 10_000  # of a ZIP
TAIL = 4096  # bytes at the end in which a PDF says that it ends; mail programs add some


def whole(media_type: str, data: bytes) -> bool:
    """Whether the bytes of a known type have the parts that such a file must have, to their end."""
    check = CHECKS.get(media_type)
    try:
        return check is None or check(data)
    except (struct.error, IndexError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def holds(data: bytes, part: str) -> bool:
    """Whether a ZIP that can be opened has a part under this name, or below it."""
    if data.count(b"PK\x01\x02") > MOST_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name == part or name.startswith(f"{part}/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _png(data: bytes) -> bool:
    place, seen = len(PNG), list[bytes]()
    while place < len(data) and len(seen) < MOST_PARTS:
        length, kind = struct.unpack_from(">I4s", data, place)
        content = data[place + 4 : place + 8 + length]
        (check,) = struct.unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(content) != check:
            return False
        seen.append(kind)
        place += 12 + length
        if kind == b"IEND":
            return seen[0] == b"IHDR" and b"IDAT" in seen
    return False


def _jpeg(data: bytes) -> bool:
    place = 2
    for _block in range(MOST_PARTS):
        if data[place] != 0xFF:
            break
        mark = data[place + 1]
        if mark == SCAN:
            return data.find(END_OF_PICTURE, place) > 0
        if mark in BARE or mark == 0xFF:
            place += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        place += 2 + length
    return False


def _gif(data: bytes) -> bool:
    return len(data) > 13 and data.rstrip(b"\0").endswith(b";")


def _webp(data: bytes) -> bool:
    (size,) = struct.unpack_from("<I", data, 4)
    return 12 < size + 8 <= len(data)


def _bmp(data: bytes) -> bool:
    offset, header, width, height = struct.unpack_from("<IIii", data, 10)
    return header >= 40 and width > 0 and height != 0 and offset < len(data)


def _tiff(data: bytes) -> bool:
    order = "<" if data.startswith(b"II") else ">"
    (place,) = struct.unpack_from(f"{order}I", data, 4)
    (entries,) = struct.unpack_from(f"{order}H", data, place)
    return entries > 0 and place + 2 + 12 * entries <= len(data)


def _boxes(data: bytes) -> bool:
    """HEIC, MP4 and M4A: boxes one behind the other, each with its length, the last to the end."""
    place, seen = 0, set()
    for _box in range(MOST_PARTS):
        if place == len(data):
            break
        size, kind = struct.unpack_from(">I4s", data, place)
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, place + 8)
        size = size or len(data) - place
        if size < 8 or place + size > len(data):
            return False
        seen.add(kind)
        place += size
    return place == len(data) and b"mdat" in seen and bool(seen & {b"meta", b"moov", b"moof"})


def _pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024] and b"%%EOF" in data[-TAIL:]


CHECKS: dict[str, Callable[[bytes], bool]] = {
    "application/pdf": _pdf,
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/bmp": _bmp,
    "image/tiff": _tiff,
    "image/heic": _boxes,
    "video/mp4": _boxes,
    "audio/mp4": _boxes,
}
