"""A list of weekdays or a count of days is read whole or asked, never read in part."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    FULL_WIDTH,
    WEEKDAY_NAMES,
    WEEKDAYS,
    activities,
    days_from,
    end_of,
    lead_ins,
    meant,
    weekly_on,
)
from tests.phrases.kinds.reading import WEDNESDAY, read

OTHER_NAMES = ("mon", "tues", "weds", "thurs", "fri", "sat", "sun")
SPELLINGS = tuple(zip(WEEKDAYS, WEEKDAY_NAMES, OTHER_NAMES, strict=True))
weekdays = st.integers(0, 6)
some_weekdays = st.lists(weekdays, min_size=2, max_size=5, unique=True)
separators = st.sampled_from((", ", "/", " ", " & ", " and ", ",", " + ", "-"))
listing = separators.filter(lambda separator: separator != " ")
casings = st.sampled_from((str.lower, str.title, str.upper))


@given(
    lead_ins, activities, some_weekdays, separators, st.sampled_from(("every", "each")), st.data()
)
def test_every_weekday_of_a_list_is_due(
    lead_in: str,
    activity: str,
    days: list[int],
    separator: str,
    beginning: str,
    data: st.DataObject,
) -> None:
    assume(separator != "-" or len(days) > 2)
    casing = data.draw(casings)
    names = [casing(data.draw(st.sampled_from(SPELLINGS[day]))) for day in days]
    last = data.draw(st.sampled_from((separator, " and ", ", and "))) if separator == ", " else None
    listed = separator.join(names[:-1]) + (last or separator) + names[-1]
    reading = read(f"{lead_in}{activity} {beginning} {listed}")
    assert reading == meant(reading, title=activity, schedule=weekly_on(days))


@given(activities, weekdays, weekdays, st.sampled_from(("-", " - ", " to ", " thru ", " through ")))
def test_every_weekday_of_a_range_is_due(activity: str, first: int, last: int, dash: str) -> None:
    assume(first != last)
    due: set[int] = set()
    for day in days_from(WEDNESDAY.date()):
        if due or day.weekday() == first:
            due.add(day.weekday())
        if due and day.weekday() == last:
            break
    reading = read(f"{activity} every {WEEKDAYS[first]}{dash}{WEEKDAYS[last]}")
    assert reading == meant(reading, title=activity, schedule=weekly_on(due))


@st.composite
def misspelt_weekdays(draw: st.DrawFn, day: int) -> str:
    """Draw a weekday's name with two letters swapped, or one missing or doubled."""
    name = WEEKDAY_NAMES[day]
    at = draw(st.integers(1, len(name) - 2))
    before, here, after = name[:at], name[at], name[at + 1 :]
    mistakes = (before + after, before + here + here + after, before + after[0] + here + after[1:])
    return draw(st.sampled_from(mistakes))


@given(activities, some_weekdays, separators, st.data())
def test_a_list_with_a_misspelt_weekday_is_never_read_in_part(
    activity: str, days: list[int], separator: str, data: st.DataObject
) -> None:
    assume(separator != "-" or len(days) > 2)
    names = [WEEKDAYS[day] for day in days]
    place = data.draw(st.integers(0, len(days) - 1))
    names[place] = data.draw(misspelt_weekdays(days[place]))
    reading = read(f"{activity} every {separator.join(names)}")
    assert reading.asked or reading == meant(reading, title=activity, schedule=weekly_on(days))


@given(activities, some_weekdays, listing, st.text("bcdgjkqvxz", min_size=3, max_size=8), st.data())
def test_a_list_with_a_garbled_item_is_never_read_as_a_part_of_it(
    activity: str, days: list[int], separator: str, garbled: str, data: st.DataObject
) -> None:
    names = [WEEKDAYS[day] for day in days]
    names[data.draw(st.integers(0, len(days) - 1))] = garbled
    assert read(f"{activity} every {separator.join(names)}").asked


@given(activities, st.integers(1, 6), st.booleans())
def test_a_count_of_days_is_read_in_any_writing(activity: str, count: int, wide: bool) -> None:
    number, more = (str(each).translate(FULL_WIDTH if wide else {}) for each in (count, count + 1))
    for words in (
        "{}x/wk",
        "{}d/wk",
        "{}x/week",
        "{} times a week",
        "{}x per week",
        "{} days a week",
    ):
        reading = read(f"{activity} {words.format(number)}")
        expected = meant(reading, title=activity, schedule=f"{count} per week")
        assert reading == expected, words
        ranged = read(f"{activity} {number}-{words.format(more)}")
        assert ranged == expected, words


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("M W F", {0, 2, 4}),
        ("mwf", {0, 2, 4}),
        ("M/W/F", {0, 2, 4}),
        ("m-f", {0, 1, 2, 3, 4}),
        ("TTh", {1, 3}),
        ("t/th", {1, 3}),
        ("tu th sa", {1, 3, 5}),
        ("mo/we/fr", {0, 2, 4}),
        ("sa+su", {5, 6}),
        ("Tue-Thu-Sat", {1, 3, 5}),
        ("mon-wed and sat", {0, 1, 2, 5}),
        ("evry mon n thur", {0, 3}),
        ("ever tuesday and firday", {1, 4}),
        ("on mon, wed, & fri's", {0, 2, 4}),
    ],
)
def test_a_casual_list_is_read_whole_or_asked(words: str, due: set[int]) -> None:
    reading = read(f"swim {words}")
    assert reading.asked or reading == meant(reading, title="swim", schedule=weekly_on(due))


@pytest.mark.parametrize(
    "task", ["buy M&Ms", "visit Sun Valley", "reread The Thursday Murder Club"]
)
def test_a_name_with_weekdays_stays_in_the_title(task: str) -> None:
    reading = read(f"{task} by dec 18")
    friday = end_of(WEDNESDAY.date().replace(month=12, day=18))
    assert reading.asked or reading == meant(reading, title=task, schedule="once", until=friday)
