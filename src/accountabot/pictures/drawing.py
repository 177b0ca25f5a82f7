"""Render an SVG document to PNG; used by the worker process only."""

import re
from functools import cache
from xml.etree.ElementTree import fromstring

from resvg_py import svg_to_bytes

from accountabot.pictures.fonts.fallback_fonts import fallback_fonts
from accountabot.pictures.fonts.font_runs import with_fonts
from accountabot.pictures.measuring import lato_files

_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);base64,")
_OUTSIDE_IN_STYLE = re.compile(r"url\(\s*[\"']?(?!#)|@import", re.IGNORECASE)


class OutsideReferenceError(ValueError):
    """The picture refers to something outside itself."""


def draw(svg: str, width: int) -> bytes:
    """Return a PNG that is `width` pixels wide."""
    _check(svg)
    drawn, fonts = with_fonts(svg, fallback_fonts())
    return svg_to_bytes(
        svg_string=drawn,
        width=width,
        skip_system_fonts=True,
        font_family="Lato",
        serif_family="Lato",
        sans_serif_family="Lato",
        font_files=[*_lato(), *map(str, fonts)],
    )


def _check(svg: str) -> None:
    """Raise an error if the renderer would read a file of the host, as it does by default."""
    if "<!" in svg or "<?" in svg:
        raise OutsideReferenceError
    for element in fromstring(svg).iter():  # noqa: S314  # ours, and without any entities
        values = element.attrib.items()
        hrefs = (value for name, value in values if name.endswith("href"))
        styles = [value for _, value in values if not value.startswith("data:")]
        if element.tag.endswith("style"):
            styles.append(element.text or "")
        if not all(map(_INSIDE.match, hrefs)) or any(map(_OUTSIDE_IN_STYLE.search, styles)):
            raise OutsideReferenceError


@cache
def _lato() -> tuple[str, ...]:
    return tuple(map(str, lato_files()))
