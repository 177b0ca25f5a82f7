"""A picture before it is rendered, and its description for those who can't see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from accountabot.pictures.wording import clean, cut

ALT_LIMIT = 1024
"""Discord's limit for the description of an attachment."""
_LEAST, _STEP = 24, 8
"""The length to which parts of a description are truncated, and how exactly it is found."""
WIDTH = 1000
"""In pixels. All templates are drawn at this width; their height varies."""


@dataclass(frozen=True)
class Picture:
    """An SVG document, the width of its PNG in pixels, and a text that says the same."""

    svg: str
    width: int
    alt: str


@dataclass(frozen=True)
class Stat:
    """A number and what it counts, such as "41" and "check-ins"."""

    value: str
    label: str


@dataclass(frozen=True)
class Person:
    """A member's name and their avatar as a data URI, if there is one."""

    name: str
    avatar: str | None = None


def describe(parts: Iterable[str]) -> str:
    """Join what a picture says to one text of at most 1,024 characters.

    If it is longer, the longest parts are truncated, so that each of them is still there.
    """
    said = [_ended(part) for part in map(clean, parts) if part]
    for most in range(ALT_LIMIT, _LEAST, -_STEP):
        text = " ".join(cut(part, most) for part in said)
        if len(text) <= ALT_LIMIT:
            return text
    return cut(" ".join(said), ALT_LIMIT)


def _ended(part: str) -> str:
    return part if part[-1] in ".!?:…" else f"{part}."
