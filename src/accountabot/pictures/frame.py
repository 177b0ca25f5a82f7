"""The card around every picture, and the avatars on it."""

from zlib import crc32

from accountabot.pictures import palette
from accountabot.pictures.avatars import is_avatar
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import WIDTH, Person, Picture, describe
from accountabot.pictures.svg_template import Markup, fill
from accountabot.pictures.wording import NAMELESS, clean, graphemes_of

_AVATAR = 100
"""The size of an avatar in the templates."""


def framed(body: Markup, height: int, accent: Accent, alt: list[str]) -> Picture:
    """Return a picture: a card with an accent at its edge."""
    colours = {
        "card": palette.CARD,
        "panel": palette.PANEL,
        "line": palette.LINE,
        "text": palette.TEXT,
        "muted": palette.MUTED,
        "dark": palette.DARK,
        "accent": accent.value,
    }
    colours |= {f"level{i}": colour for i, colour in enumerate(palette.RAMPS[accent], start=1)}
    colours |= {f"medal{i}": colour for i, colour in enumerate(palette.MEDALS, start=1)}
    marked = {name: Markup(colour) for name, colour in colours.items()}
    svg = fill("frame", body=body, height=height, card_height=height - 10, **marked)
    return Picture(str(svg), WIDTH, describe(alt))


def avatar(person: Person, x: float, y: float, size: float) -> Markup:
    """Draw a member's avatar in a circle, or their initials if there is none."""
    place = {"x": x, "y": y, "scale": size / _AVATAR}
    if person.avatar and is_avatar(person.avatar):
        return fill("avatar", href=Markup(person.avatar), **place)
    colour = palette.INITIALS[crc32(person.name.encode(errors="replace")) % len(palette.INITIALS)]
    return fill("initials", initials=initials(person.name), colour=Markup(colour), **place)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = [word for word in clean(name).split(" ") if any(map(str.isalnum, word))]
    words = words or clean(name).split(" ")
    firsts = [graphemes_of(_from_letter(word))[0] for word in words if word]
    return "".join([*firsts[:1], *firsts[1:][-1:]]).upper() or NAMELESS


def _from_letter(word: str) -> str:
    return next((word[i:] for i, letter in enumerate(word) if letter.isalnum()), word)
