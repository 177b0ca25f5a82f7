"""Fill the SVG templates: values are escaped, and text fits into the width that it has."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from re import Match
from string import Template

from accountabot.pictures.measuring import width_of, wrap
from accountabot.pictures.wording import NAMELESS, clean

SMALLEST = 30
"""The font size that is still read if a phone shows a picture at a third of its width."""
_TEXT = re.compile(r"<text (?P<attributes>[^>]*)>\$(?P<name>\w+)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_WIDEST = 888


class Markup(str):
    """A part of a picture that was already filled in."""

    __slots__ = ()


def fill(name: str, /, **values: str | float) -> Markup:
    """Fill a template. Plain strings can only be text, in a `text` element of their own.

    The attributes of such an element say how it is fitted: `data-fit` is its width in pixels,
    `data-lines` the number of lines, `data-leading` their distance, and with `data-shrink` the
    font becomes smaller before the text is truncated.
    """
    parts = {key: value for key, value in values.items() if isinstance(value, Markup | int | float)}

    def text(found: Match[str]) -> str:
        attributes = _ATTRIBUTE.findall(Template(found["attributes"]).substitute(parts))
        return _text(dict(attributes), str(values[found["name"]]))

    return Markup(Template(_TEXT.sub(text, _template(name))).substitute(parts))


@cache
def _template(name: str) -> str:
    folder = files("accountabot.pictures") / "templates"
    return (folder / f"{name}.svg").read_text(encoding="utf-8").strip()


def _text(attributes: dict[str, str], value: str) -> str:
    if not value:
        return ""
    size, weight = float(attributes["font-size"]), int(attributes.get("font-weight", 400))
    width = float(attributes.get("data-fit", _WIDEST))
    shown = clean(value) or NAMELESS
    if "data-shrink" in attributes:
        size = max(SMALLEST, int(min(size, size * width / width_of(shown, size, weight))))
        attributes["font-size"] = f"{size}"
    lines = wrap(shown, size, width, weight, int(attributes.get("data-lines", 1)))
    leading = float(attributes.get("data-leading", 0))
    return "".join(_line(attributes, line, i * leading) for i, line in enumerate(lines))


def _line(attributes: dict[str, str], line: str, below: float) -> str:
    moved = attributes | {"y": f"{float(attributes['y']) + below:g}"}
    written = " ".join(f'{name}="{value}"' for name, value in moved.items())
    return f"<text {written}>{escape(line).replace('$', '$$')}</text>"


def joined(parts: Iterable[Markup]) -> Markup:
    """Join parts of a picture."""
    return Markup("".join(parts))


def lines_in(part: Markup) -> int:
    """Return the number of lines of text in a part of a picture."""
    return part.count("<text ")
