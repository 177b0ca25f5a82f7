"""Render an SVG document to PNG; used by the worker process only."""

import re
from functools import cache

from resvg_py import svg_to_bytes

from accountabot.pictures.fallback_fonts import fallback_fonts
from accountabot.pictures.font_runs import with_fonts
from accountabot.pictures.measuring import lato_files

_OUTSIDE = re.compile(
    r"""href\s*=\s*(?!"(?:\#|data:image/(?:png|jpeg|webp|gif);base64,))
    |url\(\s*["']?(?!\#) | <!(?:DOCTYPE|ENTITY) | @import | <\?xml-stylesheet""",
    re.VERBOSE | re.IGNORECASE,
)
"""The renderer would read any file of the host that a picture refers to."""


class OutsideReferenceError(ValueError):
    """The picture refers to something outside itself."""


def draw(svg: str, width: int) -> bytes:
    """Return a PNG that is `width` pixels wide."""
    if _OUTSIDE.search(svg):
        raise OutsideReferenceError
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


@cache
def _lato() -> tuple[str, ...]:
    return tuple(map(str, lato_files()))
