"""What pictures show and say: rows, calendars, initials, colours and descriptions."""

import re
from datetime import date
from importlib.resources import files
from itertools import product

import pytest

from accountabot.pictures import palette
from accountabot.pictures.frame import initials
from accountabot.pictures.heatmap import Heatmap
from accountabot.pictures.leaderboard import MOST_ROWS
from accountabot.pictures.palette import Accent
from accountabot.pictures.svg_template import SMALLEST, fill
from tests.pictures.examples import LABELS, all_pictures, board, heatmap, row


def test_a_leaderboard_without_rows_says_so() -> None:
    picture = board(note="Nobody is on this board yet.")

    assert "Nobody is on this board yet." in picture.svg
    assert picture.alt == "Longest streaks. This month. Nobody is on this board yet."


def test_a_leaderboard_describes_its_rows() -> None:
    picture = board(row("Ada <3", 1), row("Ben", 2, goal=""))

    assert picture.alt == ("Longest streaks. This month. 1 Ada <3: 12 days (Run). 2 Ben: 12 days.")


def test_a_leaderboard_has_a_bounded_number_of_rows() -> None:
    picture = board(*(row(f"Member {i}", i) for i in range(1, 500)))

    assert f"Member {MOST_ROWS}<" in picture.svg
    assert f"Member {MOST_ROWS + 1}<" not in picture.svg
    assert len(picture.alt) <= 1024


def test_a_description_that_is_too_long_has_all_rows_with_shorter_titles() -> None:
    picture = board(*(row(f"{n}" * 32, n, goal="Run " * 25) for n in range(1, 9)))

    assert 900 < len(picture.alt) <= 1024
    assert [f"{n} {f'{n}' * 32}: 12 days (Run" in picture.alt for n in range(1, 9)] == [True] * 8


def test_every_picture_says_what_it_shows() -> None:
    for kind, picture in all_pictures("Ada").items():
        assert "Ada" in picture.alt
        assert ("Checked in on 200 days." in picture.alt) == (kind in {"profile", "year", "month"})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", "AL"),
        ("ada", "A"),
        ("Maria del Mar Ruiz", "MR"),
        ("~*Ben*~", "B"),
        ("שירה כהן", "שכ"),
        ("🎉", "🎉"),
        ("\u0301", "–"),
        ("", "–"),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_the_last_word(
    name: str, expected: str
) -> None:
    assert initials(name) == expected


def test_the_weeks_of_a_calendar_begin_on_the_same_weekday() -> None:
    thursday = Heatmap(date(2026, 1, 1), (1, 2), LABELS)
    from_sunday = Heatmap(date(2026, 1, 1), (1, 2), LABELS, week_start=6)

    assert list(thursday.days()) == [(0, 3, 1), (0, 4, 2)]
    assert list(from_sunday.days()) == [(0, 4, 1), (0, 5, 2)]


def test_a_calendar_shows_the_latest_54_weeks() -> None:
    decade = heatmap(3653, date(2016, 1, 1))

    assert decade.weeks == 54
    assert max(column for column, _, _ in decade.days()) == 53


def test_a_day_without_a_check_in_is_an_empty_square_and_an_unknown_day_is_nothing() -> None:
    picture = all_pictures()["profile"]
    cells = re.findall(r'class="(empty|level\d)"', picture.svg)

    assert cells.count("empty") == len([i for i in range(365) if i % 6 == 0]) + 1
    assert len(cells) == 365 + 5
    assert list(Heatmap(date(2026, 1, 1), (None, 0, None), LABELS).days()) == [(0, 4, 0)]


def test_a_plain_value_can_only_be_text() -> None:
    with pytest.raises(KeyError):
        fill("avatar", href="data:,", x=0, y=0, scale=1)


def test_no_text_is_too_small_for_a_phone() -> None:
    for template in (files("accountabot.pictures") / "templates").iterdir():
        sizes = re.findall(r'<text [^>]*font-size="(\d+)"', template.read_text("utf-8"))
        scale = 0.76 if template.name == "initials.svg" else 1

        assert all(int(size) * scale >= SMALLEST for size in sizes) or scale < 1
        assert all(int(size) * scale >= SMALLEST for size in sizes)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blend(below: str, above: str, opacity: float) -> str:
    mixed = (
        round(int(below[i : i + 2], 16) * (1 - opacity) + int(above[i : i + 2], 16) * opacity)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("accent", Accent)
def test_text_has_enough_contrast(accent: Accent) -> None:
    card = [palette.CARD, blend(palette.CARD, accent.value, 0.20)]
    row = [palette.PANEL, blend(palette.PANEL, accent.value, 0.16)]

    ratios = [
        *(contrast(text, ground) for text, ground in product((palette.TEXT, palette.MUTED), card)),
        *(contrast(text, ground) for text, ground in product((palette.TEXT, palette.MUTED), row)),
        *(contrast(palette.TEXT, blend(one, accent.value, 0.14)) for one in card),
        contrast(accent.value, palette.CARD),
        contrast(palette.TEXT, palette.RAMPS[accent][0]),
        *(contrast(palette.DARK, level) for level in palette.RAMPS[accent][1:]),
        *(contrast(palette.DARK, medal) for medal in palette.MEDALS),
        *(contrast("#FFFFFF", colour) for colour in palette.INITIALS),
    ]

    assert min(ratios) >= 4.5


@pytest.mark.parametrize("accent", Accent)
def test_a_calendar_is_read_by_lightness_alone(accent: Accent) -> None:
    levels = [luminance(colour) for colour in palette.RAMPS[accent]]

    assert levels == sorted(levels)
    assert (
        min(
            contrast(a, b)
            for a, b in zip(palette.RAMPS[accent], palette.RAMPS[accent][1:], strict=False)
        )
        > 1.4
    )
    assert (
        min(contrast(colour, palette.CARD) for colour in (*palette.RAMPS[accent], palette.LINE))
        >= 3
    )
