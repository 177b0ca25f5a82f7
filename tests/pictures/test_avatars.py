"""Avatars are images of known formats, with few bytes and few pixels."""

import struct
from collections.abc import Callable

import pytest

from accountabot.pictures.avatars import MOST_BYTES, MOST_PIXELS, data_uri, is_avatar


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height)


def jpeg(width: int, height: int) -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"abcd"
    return b"\xff\xd8" + comment + b"\xff\xc2" + struct.pack(">HBHH", 17, 8, height, width)


def webp(width: int, height: int) -> bytes:
    return b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)


def lossless_webp(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    return b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", bits)


def extended_webp(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + size


FORMATS = (png, gif, jpeg, webp, lossless_webp, extended_webp)


@pytest.mark.parametrize("image", FORMATS)
def test_an_image_of_a_known_format_becomes_a_data_uri(
    image: Callable[[int, int], bytes],
) -> None:
    kind = image.__name__.rpartition("_")[2]

    uri = data_uri(image(128, MOST_PIXELS))

    assert uri.startswith(f"data:image/{kind};base64,")
    assert is_avatar(uri)


@pytest.mark.parametrize("image", FORMATS)
@pytest.mark.parametrize("size", [(MOST_PIXELS + 1, 1), (1, MOST_PIXELS + 1)])
def test_an_image_with_too_many_pixels_is_refused(
    image: Callable[[int, int], bytes], size: tuple[int, int]
) -> None:
    assert data_uri(image(*size)) is None


def test_an_image_with_too_many_bytes_is_refused() -> None:
    assert data_uri(png(8, 8) + bytes(MOST_BYTES)) is None


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"<svg/>",
        b"RIFF",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0\0\0" * 9,
        b"\x89PNG\r\n\x1a\n",
        png(0, 0),
    ]
    + [image(9, 9)[:-5] for image in FORMATS],
)
def test_what_is_no_image_is_refused(image: bytes) -> None:
    assert data_uri(image) is None
