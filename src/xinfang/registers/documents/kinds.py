"""Which files are taken, and what their bytes must be."""

import filetype

from xinfang.engines.wholeness import holds

__all__ = ["ALLOWED", "kind_of", "real_type"]

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of old Office and WPS files
ZIP = b"PK\x03\x04"

# Extension -> media type under which the file is kept and handed out.
ALLOWED: dict[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "txt": "text/plain",
    "csv": "text/csv",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "wps": "application/vnd.ms-works",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/x-wav",
    "amr": "audio/amr",
    "mp4": "video/mp4",
}
# What a document of office software must hold inside its ZIP container.
_INSIDE = {"docx": "word", "xlsx": "xl", "ofd": "OFD.xml"}
_TEXT = ("txt", "csv")
_OLE = ("doc", "xls", "wps")


def kind_of(media_type: str) -> str:
    """A kept file's real type in a word people know: PDF, JPG, DOCX."""
    return next((name.upper() for name, known in ALLOWED.items() if known == media_type), media_type)


def real_type(extension: str, data: bytes) -> str:
    """The media type when the bytes are what the extension says; '' when they are not."""
    if extension in _TEXT:
        return ALLOWED[extension] if _is_text(data) else ""
    if extension in _OLE:
        return ALLOWED[extension] if data.startswith(OLE) else ""
    if extension in _INSIDE:
        return ALLOWED[extension] if data.startswith(ZIP) and holds(data, _INSIDE[extension]) else ""
    return ALLOWED[extension] if filetype.guess_mime(data) == ALLOWED[extension] else ""


def _is_text(data: bytes) -> bool:
    if b"\x00" in data or filetype.guess(data) is not None:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
