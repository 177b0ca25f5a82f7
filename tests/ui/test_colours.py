"""The colours of cards and pictures, on Discord's themes and for colour-blind people."""

from itertools import combinations

import pytest

from accountabot.pictures.palette import Accent
from accountabot.ui import cards
from tests.pictures.test_content import contrast

THEMES = ("#FFFFFF", "#2B2D31", "#313338", "#1A1A1E")
"""Behind the edge of a card: the light theme, and the dark ones."""
Row = tuple[float, float, float]
PROTANOPIA: tuple[Row, ...] = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: tuple[Row, ...] = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""Of Machado, Oliveira and Fernandes (2009), at full severity, for linear RGB."""
UNCHANGED: tuple[Row, ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
TO_XYZ: tuple[Row, ...] = (
    (0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047),
    (0.2126, 0.7152, 0.0722),
    (0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883),
)
CLEARLY = 20
"""The CIE76 distance of colours that are told apart at a glance; about 2.3 is just visible."""
BY_TEXT_ALONE = [{Accent.KEPT, Accent.PEOPLE}, {Accent.PEOPLE, Accent.INFO}]
"""Pairs that some people can't tell apart; docs/decisions/0030-colours.md says why."""


def times(matrix: tuple[Row, ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(accent: Accent, seen_as: tuple[Row, ...]) -> Row:
    """Return how someone sees a colour, in CIELAB."""
    srgb = [int(accent.value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb]
    seen = [min(1.0, max(0.0, part)) for part in times(seen_as, linear)]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in times(TO_XYZ, seen))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def confused(seen_as: tuple[Row, ...]) -> list[set[Accent]]:
    """Return the pairs of colours that someone can't easily tell apart."""
    return [
        {one, other}
        for one, other in combinations(Accent, 2)
        if sum((a - b) ** 2 for a, b in zip(lab(one, seen_as), lab(other, seen_as), strict=True))
        < CLEARLY**2
    ]


@pytest.mark.parametrize("accent", Accent)
def test_the_edge_of_a_card_is_visible_on_every_theme(accent: Accent) -> None:
    assert min(contrast(accent.value, theme) for theme in THEMES) >= 3


def test_each_kind_of_news_has_a_colour_of_its_own() -> None:
    assert confused(UNCHANGED) == []


def test_colour_blind_people_tell_all_but_two_pairs_apart() -> None:
    assert confused(DEUTERANOPIA) == BY_TEXT_ALONE
    assert confused(PROTANOPIA) == BY_TEXT_ALONE[1:]


def test_cards_have_the_colours_of_pictures() -> None:
    of_cards = {name: str(getattr(cards, name)).upper() for name in Accent.__members__}

    assert of_cards == {name: accent.value for name, accent in Accent.__members__.items()}


def test_no_colour_is_red() -> None:
    """Only a miss could be meant, and a miss is part of a goal in progress."""
    hues = [
        (red, green, blue)
        for red, green, blue in (bytes.fromhex(each.value[1:]) for each in Accent)
        if red > 2 * max(green, blue)
    ]

    assert hues == []
