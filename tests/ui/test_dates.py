from datetime import date, timedelta

import pytest

from accountabot.ui import dates, plurals
from accountabot.ui.lists import listed


def test_a_date_is_written_out() -> None:
    day = date(2026, 3, 1)

    assert dates.full_date(day) == "Sun, Mar 1, 2026"
    assert dates.plain_date(day) == "Mar 1, 2026"
    assert dates.date(day) == "Sun, Mar 1"
    assert dates.weekday(day) == "Sun"


def test_every_month_has_a_name() -> None:
    names = [dates.plain_date(date(2026, month, 1)).split()[0] for month in range(1, 13)]

    assert " ".join(names) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(seconds=90), "2 minutes"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=47, minutes=40), "48 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=14), "2 weeks"),
        (timedelta(days=60), "2 months"),
        (timedelta(days=800), "2 years"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_unit(length: timedelta, said: str) -> None:
    assert dates.duration(length) == said


def test_a_list_is_written_as_in_a_sentence() -> None:
    assert [listed("abc"[:count]) for count in (1, 2, 3)] == ["a", "a and b", "a, b, and c"]


def test_an_ordinal_has_the_form_of_its_number() -> None:
    kinds = {number: plurals.ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112, 123)}

    assert [number for number, kind in kinds.items() if kind == "one"] == [1, 21]
    assert [number for number, kind in kinds.items() if kind == "two"] == [2]
    assert [number for number, kind in kinds.items() if kind == "few"] == [3, 123]
