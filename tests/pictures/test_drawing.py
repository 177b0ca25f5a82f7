"""What members type can't break a picture, and nothing outside a picture gets into it."""

import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from accountabot.pictures import drawing
from accountabot.pictures.avatars import data_uri
from accountabot.pictures.drawing import OutsideReferenceError, draw
from accountabot.pictures.fonts.fallback_fonts import FallbackFonts, fallback_fonts
from accountabot.pictures.fonts.font_runs import with_fonts
from accountabot.pictures.measuring import width_of
from accountabot.pictures.picture import ALT_LIMIT, WIDTH, Picture
from tests.pictures.examples import all_pictures, board, milestone, row

HOSTILE = {
    "markup": '</text><image href="/etc/passwd"/>&amp;&xxe;]]><script>"\'',
    "placeholders": "$name ${body} $$ %s {0}",
    "controls": "A\x00\x08\x0b\x1b\x7f\x85\ufffe\ud800B",
    "overrides": "\u202eabc\u202c\u2066\u2067d\u2069\u200f",
    "marks only": "\u0301\u0302\u0489" * 20,
    "stacked marks": "Z" + "\u0301" * 500,
    "wide": "漢" * 32,
    "widest": "W" * 100,
    "joined emoji": "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿1️⃣🇩🇪" * 8,
    "right to left": "שירה כהן (3) محمد! Ada",
    "unassigned": "\U0003ffff\ue000\u0378",
    "long": "word " * 800,
    "blank": "  \u3164\n",
}
NAMES = re.compile(r"<text [^>]*>([^<]*)</text>")


def png_size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def pixels(png: bytes) -> bytes:
    """Return all that the compressed pixels contain; enough to compare pictures."""
    return zlib.decompress(b"".join(re.findall(rb"IDAT(.*?)(?=....IEND|....IDAT)", png, re.DOTALL)))


def texts(picture: Picture) -> list[str]:
    root = ET.fromstring(picture.svg)  # noqa: S314  # our own document
    return [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_picture(text: str) -> None:
    for picture in all_pictures(text).values():
        root = ET.fromstring(picture.svg)  # noqa: S314  # our own document

        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
            *("svg", "style", "defs", "clipPath", "rect", "circle", "linearGradient", "stop"),
            *("g", "text", "path"),
        }
        assert len(picture.alt) <= ALT_LIMIT
        assert picture.alt.isprintable() or "\u200d" in picture.alt or "\U000e0067" in picture.alt


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_text_is_drawn(text: str) -> None:
    picture = board(row(text, goal=text))

    assert png_size(draw(picture.svg, 250))[0] == 250


def test_every_kind_of_picture_is_drawn() -> None:
    for picture in all_pictures().values():
        png = draw(picture.svg, picture.width)

        assert png.startswith(b"\x89PNG")
        assert png_size(png)[0] == WIDTH


def test_a_dollar_sign_in_a_name_stays_one() -> None:
    assert "$name $$" in texts(board(row("$name $$")))


def test_text_is_truncated_at_a_grapheme() -> None:
    family = "👨‍👩‍👧‍👦"

    shown = next(text for text in texts(board(row(family * 50))) if text.endswith("…"))

    assert set(shown.removesuffix("…").split(family)) == {""}


def test_no_text_is_wider_than_its_place() -> None:
    for text in ("W" * 100, "漢" * 100, "word " * 50, "i" * 500):
        for picture in all_pictures(text).values():
            for found in re.finditer(r"<text ([^>]*)>([^<]*)</text>", picture.svg):
                attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', found[1]))
                width = width_of(
                    found[2],
                    float(attributes["font-size"]),
                    int(attributes.get("font-weight", 400)),
                )
                assert width <= float(attributes.get("data-fit", 888)) + 1


def test_a_streak_of_ten_thousand_becomes_smaller_instead_of_truncated() -> None:
    assert "1,234,567" in texts(milestone("1,234,567"))
    assert png_size(draw(milestone("10,000").svg, WIDTH))[0] == WIDTH


def test_a_word_without_spaces_is_broken_into_lines() -> None:
    assert sum("W" in text for text in texts(all_pictures("W" * 60)["reached"])) > 3


@pytest.mark.parametrize(
    "reference",
    [
        '<image href="{}"/>',
        "<image href='{}'/>",
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file://{}"/>',
        '<rect style="fill: url({})"/>',
        '<use href="{}#a"/>',
        '<rect fill="url({})"/>',
        "<style>@import '{}';</style>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "{}">]>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
    ],
)
def test_nothing_outside_the_picture_is_read(reference: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(draw(milestone().svg, 100))
    svg = milestone().svg.replace("</svg>", f"{reference.format(secret)}</svg>")

    with pytest.raises(OutsideReferenceError):
        draw(svg, 100)


def test_an_avatar_that_is_no_data_uri_is_replaced_with_initials() -> None:
    for avatar in ("/etc/passwd", "https://example.com/a.png", 'data:image/png;base64,AA"/><a b="'):
        assert "<image" not in board(row("Ada Lovelace", avatar=avatar)).svg
        assert "AL" in texts(board(row("Ada Lovelace", avatar=avatar)))


def test_an_avatar_is_drawn() -> None:
    avatar = data_uri(draw(milestone().svg, 100))

    with_avatar, without = board(row(avatar=avatar)), board(row())

    assert pixels(draw(with_avatar.svg, 300)) != pixels(draw(without.svg, 300))


def test_latin_text_is_the_same_on_a_machine_without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = all_pictures("Zoë Łukasz – “Ångström” … 5 × 2")["board"]
    with_fonts_of_the_machine = draw(picture.svg, WIDTH)

    monkeypatch.setattr(drawing, "fallback_fonts", lambda: FallbackFonts([]))

    assert draw(picture.svg, WIDTH) == with_fonts_of_the_machine


def test_a_letter_without_a_font_is_drawn_as_a_lozenge_and_an_emoji_is_left_out() -> None:
    svg, fonts = with_fonts(board(row("Ada 漢 🎉")).svg, FallbackFonts([]))

    assert [text for text in NAMES.findall(svg) if "Ada" in text] == ["\u2066Ada ◊\u2069"]
    assert not fonts


@pytest.mark.skipif(not fallback_fonts().find("ש", 400), reason="the machine has no Hebrew font")
def test_a_latin_word_keeps_its_font_beside_a_hebrew_one() -> None:
    svg, fonts = with_fonts(board(row("Ada שלום")).svg, fallback_fonts())

    hebrew = next(
        found for found in re.findall(r"<text [^>]*>[^<]*</text>", svg) if "שלום" in found
    )
    latin = next(found for found in re.findall(r"<text [^>]*>[^<]*</text>", svg) if "Ada" in found)

    assert len(fonts) == 1
    assert f'font-family="{fallback_fonts().find("ש", 700).family}"' in hebrew
    assert 'font-family="Lato"' in latin


@pytest.mark.skipif(not fallback_fonts().find("ש", 400), reason="the machine has no Hebrew font")
def test_a_name_is_drawn_in_its_own_direction() -> None:
    svg, _ = with_fonts(board(row("שלום Ada")).svg, fallback_fonts())

    place = {
        text.strip("\u2066\u2067\u2069"): float(x)
        for x, text in re.findall(r'<text x="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    }

    assert place["Ada"] < place["שלום"]
    assert "\u2067שלום\u2069" in svg
