"""Reduce a screenshot to the 256 colours of a small file, without visible bands in its shades."""

from collections import Counter
from itertools import count

from PIL import Image

MOST = 256
"""How many colours are kept. With all of them, the files were three times as big."""
COMMON = 128
"""How many of the commonest are kept in any case: the grounds, and all of their shades."""

Colour = tuple[int, ...]


def with_few_colours(picture: Image.Image) -> Image.Image:
    """Return the picture with each rare colour replaced by the most similar one that is kept."""
    pixels = list(zip(*[iter(picture.convert("RGB").tobytes())] * 3, strict=True))
    colours = [colour for colour, _ in Counter(pixels).most_common()]
    kept = next(kept for apart in count(1) if len(kept := _kept(colours, apart)) <= MOST)
    nearest = {
        colour: min(range(len(kept)), key=lambda i: _distance(colour, kept[i]))
        for colour in colours
    }
    few = Image.new("P", picture.size)
    few.putpalette([part for colour in kept for part in colour])
    few.putdata([nearest[pixel] for pixel in pixels])
    return few


def _kept(colours: list[Colour], apart: int) -> list[Colour]:
    """Return the commonest colours, and others that differ from them and from one another."""
    kept = colours[:COMMON]
    for colour in colours[COMMON:]:
        if len(kept) <= MOST and all(_distance(colour, other) >= apart for other in kept):
            kept.append(colour)
    return kept


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
