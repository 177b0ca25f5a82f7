"""A weekday that a sentence excludes is not due, and every other day of its frequency is."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    ACTIVITIES,
    WEEKDAY_NAMES,
    WEEKDAYS,
    activities,
    end_of,
    lead_ins,
    meant,
    weekly_on,
)
from tests.phrases.kinds.reading import read

WHOLE_WEEK = frozenset(range(7))
DUE = {
    "every day": WHOLE_WEEK,
    "daily": WHOLE_WEEK,
    "each day": WHOLE_WEEK,
    "everyday": WHOLE_WEEK,
    "mon-fri": frozenset(range(5)),
    "every weekday": frozenset(range(5)),
    "monday to saturday": frozenset(range(6)),
}
EXCLUDING = (
    " except {}",
    " except on {}",
    " except for {}",
    " excluding {}",
    " apart from {}",
    " but not on {}",
    " but never on {}",
    ", not on {}",
    ", {} off",
)
PLURALS = tuple(f"{name}s" for name in WEEKDAY_NAMES)
ENDS = {"": None, " until dec 24": end_of(date(2026, 12, 24))}


@st.composite
def exclusions(draw: st.DrawFn) -> tuple[str, frozenset[int], str]:
    """Draw a frequency, the weekdays left of it, and the wording that excludes the others."""
    frequency = draw(st.sampled_from(sorted(DUE)))
    due = DUE[frequency]
    some = st.lists(st.sampled_from(sorted(due)), min_size=1, max_size=3, unique=True)
    excluded = draw(some)
    if due == WHOLE_WEEK and set(excluded) == {5, 6}:
        names = draw(st.sampled_from(("weekends", "wknds", "the weekend", "sat and sun")))
    else:
        spelling = draw(st.sampled_from((WEEKDAYS, WEEKDAY_NAMES, PLURALS)))
        separator = draw(st.sampled_from((" and ", " & ", "/", ", ")))
        names = separator.join(spelling[day] for day in excluded)
    return frequency, due - set(excluded), draw(st.sampled_from(EXCLUDING)).format(names)


@example("", "read", ("daily", frozenset(range(5)), ", the weekend off"), "")
@given(lead_ins, activities, exclusions(), st.sampled_from(sorted(ENDS)))
def test_an_excluded_weekday_is_not_due(
    lead_in: str, activity: str, exclusion: tuple[str, frozenset[int], str], end: str
) -> None:
    frequency, left, excluding = exclusion
    reading = read(f"{lead_in}{activity} {frequency}{end}{excluding}")
    assert reading == meant(reading, title=activity, schedule=weekly_on(left), until=ENDS[end])


@given(
    activities,
    st.sampled_from(("3x a week", "every other day", "every 3 days", "every 2 weeks", "monthly")),
    st.sampled_from(EXCLUDING),
    st.sampled_from(PLURALS),
)
def test_an_exclusion_that_no_schedule_can_express_is_asked(
    activity: str, frequency: str, excluding: str, weekday: str
) -> None:
    assert read(f"{activity} {frequency}{excluding.format(weekday)}").asked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("gym every night except fri and sat", {0, 1, 2, 3, 6}),
        ("every day except sundays I will read", {0, 1, 2, 3, 4, 5}),
        ("journaling each morning but not on wkends", {0, 1, 2, 3, 4}),
        ("stretch every day of the week other than monday", {1, 2, 3, 4, 5, 6}),
        ("gym 6 days a week, sundays off", {0, 1, 2, 3, 4, 5}),
        ("no sugar except on weekends", {0, 1, 2, 3, 4}),
        ("read mon-fri except sunday", {0, 1, 2, 3, 4}),
    ],
)
def test_an_unusual_exclusion_is_understood_or_asked(text: str, left: set[int]) -> None:
    reading = read(text)
    assert reading.asked or reading == meant(reading, schedule=weekly_on(left))


@pytest.mark.parametrize("activity", ACTIVITIES[:2])
@pytest.mark.parametrize(
    "excluded",
    ["weekends except sat and sun", "every tuesday except tuesdays", "mon-fri but not weekdays"],
)
def test_an_exclusion_of_all_due_days_is_asked(activity: str, excluded: str) -> None:
    assert read(f"{activity} {excluded}").asked


@pytest.mark.parametrize("exception", ["holidays", "the 15th", "this friday", "when it rains"])
def test_an_exception_that_is_no_weekday_is_never_dropped(exception: str) -> None:
    reading = read(f"run every day except {exception}")
    assert reading.asked or reading == meant(
        reading, title=f"run except {exception}", schedule="daily"
    )


@pytest.mark.parametrize("activity", ["eat everything except sugar", "say nothing but thanks"])
def test_an_exception_within_the_activity_stays_in_the_title(activity: str) -> None:
    reading = read(f"{activity} every day")
    assert reading == meant(reading, title=activity, schedule="daily")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I take weekends off but otherwise knit daily", "knit"),
        ("knit daily but I take the weekend off", "knit"),
        ("my sundays off, otherwise knit every day", "knit"),
    ],
)
def test_a_whole_sentence_about_days_off_is_no_part_of_the_title(text: str, title: str) -> None:
    reading = read(text)
    left = {0, 1, 2, 3, 4} if "weekend" in text else {0, 1, 2, 3, 4, 5}
    assert reading == meant(reading, title=title, schedule=weekly_on(left))


@pytest.mark.parametrize(
    "activity", ["listen to my Friday off-topic podcast", "the Monday rest-day stretches"]
)
def test_a_compound_after_a_weekday_excludes_nothing(activity: str) -> None:
    reading = read(f"{activity} daily")
    assert reading.asked or reading == meant(reading, title=activity, schedule="daily")
