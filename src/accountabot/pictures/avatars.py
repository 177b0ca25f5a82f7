"""Check avatars before they are drawn: few bytes, few pixels, and only known formats."""

import re
from base64 import b64encode
from struct import error as StructError  # noqa: N812
from struct import unpack_from

MOST_BYTES = 256 * 1024
MOST_PIXELS = 1024
"""In width and in height."""
_URI = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}")
_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG file that are followed by its size."""


def data_uri(image: bytes) -> str | None:
    """Return an image as a data URI, or None if it is too large or no image."""
    if len(image) > MOST_BYTES:
        return None
    try:
        kind, width, height = _header(image)
    except (StructError, IndexError, ValueError):
        return None
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return None
    return f"data:image/{kind};base64,{b64encode(image).decode()}"


def is_avatar(uri: str) -> bool:
    """Return whether a text is the data URI of an image."""
    return bool(_URI.fullmatch(uri))


def _header(image: bytes) -> tuple[str, int, int]:
    """Return an image's format, width and height, without decoding it."""
    if image.startswith(b"\x89PNG\r\n\x1a\n") and image[12:16] == b"IHDR":
        return "png", *unpack_from(">II", image, 16)
    if image[:6] in {b"GIF87a", b"GIF89a"}:
        return "gif", *unpack_from("<HH", image, 6)
    if image[:4] == b"RIFF" and image[8:12] == b"WEBP":
        return "webp", *_webp_size(image)
    if image.startswith(b"\xff\xd8"):
        return "jpeg", *_jpeg_size(image)
    raise ValueError


def _webp_size(image: bytes) -> tuple[int, int]:
    if image[12:16] == b"VP8X":
        wide, high = unpack_from("<3s3s", image, 24)
        return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    if image[12:16] == b"VP8L":
        (bits,) = unpack_from("<I", image, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if image[12:16] == b"VP8 ":
        width, height = unpack_from("<HH", image, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError


def _jpeg_size(image: bytes) -> tuple[int, int]:
    at = 2
    while True:
        marker, length = unpack_from(">xBH", image, at)
        if marker in _SIZE_MARKERS:
            height, width = unpack_from(">HH", image, at + 5)
            return width, height
        if length < 2:  # noqa: PLR2004  # the length counts its own two bytes
            raise ValueError
        at += 2 + length
