"""Give each part of a text the font that draws it.

The renderer uses a single font for as much of a text as it can, so that an Arabic word would
change the Latin letters beside it. Here every part gets a font and a place of its own.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import dropwhile
from pathlib import Path
from re import Match

from accountabot.pictures.fonts.fallback_fonts import FallbackFonts
from accountabot.pictures.fonts.font_face import FontFace
from accountabot.pictures.measuring import is_in_lato, lato, width_of
from accountabot.pictures.wording import graphemes_of, is_emoji, is_right_to_left

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TO_THE_RIGHT, _TO_THE_LEFT, _END = "\u2066", "\u2067", "\u2069"
"""Isolate a part and set its direction; invisible. The renderer itself assumes left to right."""
_UNKNOWN = "◊"
"""Drawn for a letter that no font has. Lato has it."""
Run = tuple[str, FontFace | None]


def with_fonts(svg: str, fonts: FallbackFonts) -> tuple[str, list[Path]]:
    """Return a document in which every text has its fonts, and the files other than Lato's."""
    used: dict[Path, None] = {}

    def replaced(found: Match[str]) -> str:
        text = unescape(found[2])
        if all(map(is_in_lato, text)):
            return found[0]
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        weight = int(attributes.get("font-weight", 400))
        runs = list(_runs(text, fonts, weight))
        others = (face.path for _, face in runs if face and face is not lato(weight))
        used.update(dict.fromkeys(others))
        is_rtl = is_right_to_left(text, is_sentence="data-sentence" in attributes)
        return _placed(attributes, runs, weight, is_rtl=is_rtl)

    return _TEXT.sub(replaced, svg), list(used)


def _runs(text: str, fonts: FallbackFonts, weight: int) -> Iterator[Run]:
    """Split a text into parts with one font each."""
    run, face = "", None
    for grapheme, found in _drawable(text, fonts, weight):
        if run and not _continues(grapheme, face, found):
            yield run, face
            run = ""
        if not run:
            face = found
        run += grapheme
    if run:
        yield run, face


def _drawable(text: str, fonts: FallbackFonts, weight: int) -> list[Run]:
    """Return the graphemes with their fonts, without accents and emoji that no font has."""
    found = [_simplified(grapheme, fonts, weight) for grapheme in graphemes_of(text)]
    kept = [run for run in found if run[1] or not is_emoji(run[0])]
    kept = kept if any(run.strip() for run, _ in kept) else found
    shown = [(run, face) if face else (_UNKNOWN, lato(weight)) for run, face in kept]
    return list(dropwhile(lambda run: run[0].isspace(), shown))


def _simplified(grapheme: str, fonts: FallbackFonts, weight: int) -> Run:
    if face := fonts.find(grapheme, weight):
        return grapheme, face
    face = fonts.find(grapheme[0], weight)
    return (grapheme[0] if face else grapheme), face


def _continues(grapheme: str, face: FontFace | None, found: FontFace | None) -> bool:
    """Signs and digits between two words stay with the word before them."""
    if found is face:
        return True
    is_sign = is_in_lato(grapheme[0]) and not grapheme[0].isalpha()
    return is_sign and face is not None and face.has(grapheme[0])


def _placed(attributes: dict[str, str], runs: list[Run], weight: int, *, is_rtl: bool) -> str:
    size = float(attributes["font-size"])
    widths = [_width(run, face, size, weight) for run, face in runs]
    total = sum(widths)
    if (limit := float(attributes.get("data-fit", total))) < total:
        widths = [width * limit / total for width in widths]
        attributes["font-size"] = f"{size * limit / total:.2f}"
        total = limit
    shift = {"end": total, "middle": total / 2}.get(attributes.pop("text-anchor", ""), 0)
    at = float(attributes["x"]) - shift
    head = " ".join(f'{name}="{value}"' for name, value in attributes.items() if name != "x")
    parts = []
    pairs = list(zip(runs, widths, strict=True))
    for (run, face), width in reversed(pairs) if is_rtl else pairs:
        before = _width(_space_before(run, is_rtl=is_rtl), face, size, weight)
        family = f' font-family="{escape(face.family)}"' if face else ""
        content = f"{_TO_THE_LEFT if is_rtl else _TO_THE_RIGHT}{escape(run.strip())}{_END}"
        parts.append(f'<text x="{at + before:.1f}" {head}{family}>{content}</text>')
        at += width
    return "".join(parts)


def _space_before(run: str, *, is_rtl: bool) -> str:
    """Return the space at the left end of a part; the renderer moves it to the right end."""
    return run[len(run.rstrip()) :] if is_rtl else run[: len(run) - len(run.lstrip())]


def _width(run: str, face: FontFace | None, size: float, weight: int) -> float:
    if face is None or face.family == "Lato":
        return width_of(run, size, weight)
    return sum(face.advance(grapheme[0]) for grapheme in graphemes_of(run)) * size
