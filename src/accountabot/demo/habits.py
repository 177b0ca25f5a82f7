"""What the members of the simulated club do, and how often they manage."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from accountabot.demo.club import moment
from accountabot.domain.goals.schedules import WeeklyOn, parse_schedule

FOUNDED = 28
"""How many days ago everyone joined and declared a goal."""


class Habit(NamedTuple):
    """A goal and how it is kept.

    `missed` are days counted back from today, `misses` days of each ten to come.
    """

    who: str
    goal: str
    schedule: str
    hour: float
    missed: tuple[int, ...] = ()
    misses: tuple[int, ...] = ()
    notes: tuple[str, ...] = ("",)
    amount: str = ""
    done: tuple[str, ...] = ("",)
    witnesses: tuple[str, ...] = ()
    cheers: tuple[str, ...] = ()
    remind: str = ""
    """When the bot reminds of it."""
    begins: int = -FOUNDED
    """The first day on which it is done, counted from today."""

    def is_due(self, day: date) -> bool:
        """Tell whether the habit may be done on a day."""
        schedule = parse_schedule(self.schedule)
        return not isinstance(schedule, WeeklyOn) or schedule.due_on(day, day)

    def is_kept(self, day: date, ahead: int) -> bool:
        """Tell whether the habit is done on a day, counted from today."""
        if not self.is_due(day) or ahead < self.begins:
            return False
        return ahead % 10 not in self.misses if ahead > 0 else -ahead not in self.missed


class Done(NamedTuple):
    """A check-in on a habit."""

    at: datetime
    who: str
    goal: str
    note: str
    amount: str


HABITS = (
    Habit(
        who="Ada",
        goal="Read",
        schedule="daily",
        hour=21,
        missed=(0,),
        misses=(6,),
        notes=("", "", "The storm chapter.", "", "One more, and then lights out."),
        amount="10 pages",
        done=("11", "10", "24"),
        cheers=("Emi",),
        remind="6pm",
    ),
    Habit(
        who="Ben",
        goal="Run 5k",
        schedule="weekly on tue,thu,sat",
        hour=7,
        notes=("Into the wind.", "27:40", ""),
        cheers=("Ada", "Chloe"),
    ),
    Habit(
        who="Chloe",
        goal="Practise the cello",
        schedule="weekly on mon,tue,wed,thu,fri",
        hour=17,
        missed=(11,),
        notes=("", "The slow movement."),
        witnesses=("Emi",),
    ),
    Habit(
        who="Dev",
        goal="Phone away by ten",
        schedule="daily",
        hour=22,
        missed=(0, 1, *range(8, 14)),
        misses=(3, 4, 8),
        notes=("", "In the kitchen drawer.", ""),
        witnesses=("Ada", "Ben"),
        cheers=("Emi",),
        remind="6pm",
    ),
    Habit(
        who="Emi",
        goal="Swim before work",
        schedule="3 per week",
        hour=6,
        missed=tuple(range(1, FOUNDED, 2)),
        misses=(1, 3, 5, 7, 9),
        notes=("Twenty lengths.", "", "Cold!"),
        cheers=("Ben",),
    ),
    Habit(
        who="Emi",
        goal="Write to grandma",
        schedule="weekly on sun",
        hour=11,
        missed=(0,),
        notes=("Two pages and a drawing.", "She wrote back!"),
        witnesses=("Dev",),
    ),
)
SCALES = "Play my scales"
BACK = 4
"""In how many days Chloe's cello is back."""
AHEAD = (
    *(habit._replace(begins=BACK) if "cello" in habit.goal else habit for habit in HABITS),
    Habit(
        who="Chloe",
        goal=SCALES,
        schedule="daily",
        hour=18,
        misses=(2, 7),
        notes=("", "G flat, at last.", ""),
    ),
)
"""What the members do from today on."""


def done_on(habits: tuple[Habit, ...], now: datetime, ahead: int) -> Iterator[Done]:
    """Yield the check-ins of a day, counted from today."""
    for habit in habits:
        at = moment(now, -ahead, habit.hour)
        if habit.is_kept(at.date(), ahead):
            note, amount = (those[ahead % len(those)] for those in (habit.notes, habit.done))
            yield Done(at, habit.who, habit.goal, note, amount)
