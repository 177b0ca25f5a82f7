"""The grid of a goal's last weeks, which must line up on every device."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.streaks.kept_ratio import DayMark
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.ui.week_grid import SYMBOLS, week_grid

THURSDAY = date(2026, 1, 1)
MONDAYS, SATURDAYS, SUNDAYS = 0, 5, 6
KEPT, MISSED = Outcome.KEPT, Outcome.MISSED
WIDE = {*SYMBOLS.values(), "▫️", *"🇲🇹🇼🇫🇸"}


def days(*outcomes: Outcome | None) -> Iterator[DayMark]:
    for n, outcome in enumerate(outcomes):
        yield DayMark(LocalDay.fromordinal((THURSDAY + timedelta(n)).toordinal()), outcome)


def grid(*outcomes: Outcome | None, week_start: int = MONDAYS) -> list[str]:
    return week_grid([*days(*outcomes)], week_start).splitlines()


def test_a_row_is_a_week_and_each_day_is_below_its_letter() -> None:
    shown = grid(*[KEPT] * 4, MISSED, *[KEPT] * 5)

    assert shown == [
        "-# Since Thu, Jan 1: ✅ 9 kept, ⬜ 1 missed",
        "🇲 🇹 🇼 🇹 🇫 🇸 🇸",
        "▫️ ▫️ ▫️ ✅ ✅ ✅ ✅",
        "⬜ ✅ ✅ ✅ ✅ ✅",
    ]


@pytest.mark.parametrize(
    ("week_start", "letters", "first_row"),
    [
        (SUNDAYS, "🇸 🇲 🇹 🇼 🇹 🇫 🇸", "▫️ ▫️ ▫️ ▫️ ✅ ✅ ✅"),
        (SATURDAYS, "🇸 🇸 🇲 🇹 🇼 🇹 🇫", "▫️ ▫️ ▫️ ▫️ ▫️ ✅ ✅"),
        (THURSDAY.weekday(), "🇹 🇫 🇸 🇸 🇲 🇹 🇼", "✅ ✅ ✅ ✅ ✅ ✅ ✅"),
    ],
)
def test_weeks_begin_on_the_servers_first_weekday(
    week_start: int, letters: str, first_row: str
) -> None:
    shown = grid(*[KEPT] * 7, week_start=week_start)

    assert shown[1:3] == [letters, first_row]


def test_every_symbol_is_explained_and_no_other() -> None:
    assert grid(*Outcome, None)[0] == (
        "-# Since Thu, Jan 1: ✅ 1 kept, ⏰ 1 late, 🛟 1 excused, 🧊 1 frozen, ⬜ 1 missed, "
        "🔹 open, ⏳ pending, ⏹️ 1 not judged, ▫️ nothing due"
    )
    assert grid(Outcome.OPEN)[0] == "-# Since Thu, Jan 1: 🔹 open"


def test_all_cells_are_emoji_which_are_equally_wide() -> None:
    shown = grid(*Outcome, *[None] * 20)

    assert {cell for line in shown[1:] for cell in line.split(" ")} == WIDE


def test_nothing_looks_like_a_mark_in_red() -> None:
    assert len({*SYMBOLS.values(), "▫️"}) == len(Outcome) + 1
    assert not {*SYMBOLS.values()} & {"❌", "✖️", "🟥", "🔴", "❎"}
