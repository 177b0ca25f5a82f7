"""Parse a goal's sentence together with a separate schedule, which decides what a time means."""

from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.schedules import DAILY, Once, Schedule
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import goal_parser
from accountabot.phrases.goals.fitting_ends import with_fitting_ends
from accountabot.phrases.goals.parsed_goal import ENDS, ParsedGoal


@dataclass(frozen=True, slots=True)
class InputParser:
    """Parser for a sentence and the schedule that a member may type beside it."""

    sentence: str
    calendar: Calendar
    now: datetime
    locale: str
    week_start: int

    def parse(self, schedule: str = "", *, is_one_goal: bool = False) -> ParsedGoal:
        """Parse the sentence; a separate schedule overrides the one in it.

        Without any schedule, the result has a usual time and an unknown end in case that the member
        picks a recurring one. Raises Refusal as `parse_goal` does.
        """
        alone = self._parse(self.sentence, is_one_goal=is_one_goal or bool(schedule))
        if schedule:
            return self._with_schedule(alone, schedule)
        if alone.schedule or alone.parts:
            return alone
        return replace(
            alone, usual_time=self._joined(DAILY).usual_time, unread_end=self._unread_end()
        )

    def _with_schedule(self, alone: ParsedGoal, schedule: str) -> ParsedGoal:
        joined = self._joined(schedule)
        if joined.usual_time and alone.schedule in {None, Once()}:
            return replace(joined, unread_end=joined.unread_end or self._unread_end())
        try:
            beside = goal_parser.parse_schedule(
                schedule,
                self.calendar,
                self.now,
                locale=self.locale,
                week_start=self.week_start,
            )
        except Refusal:
            return self._without_schedule(alone, schedule)
        found = _as_recurring(alone, joined, beside.schedule)
        if not isinstance(beside.schedule, Once):
            found = replace(found, unread_end=found.unread_end or self._unread_end())
        return with_fitting_ends(_merge(found, beside), self.calendar)

    def _without_schedule(self, alone: ParsedGoal, unread: str) -> ParsedGoal:
        """Return the goal if its separate schedule was not understood."""
        daily = self._joined(DAILY)
        return replace(
            _as_recurring(alone, daily, DAILY),
            schedule=None,
            usual_time=daily.usual_time,
            unread_frequency=(unread,),
            unread_end=self._unread_end(),
        )

    def _unread_end(self) -> str:
        """Return the words for an end without a date, which follow the frequency."""
        return self._parse_or_keep(f"{DAILY} {self.sentence}").unread_end

    def _joined(self, schedule: Schedule | str) -> ParsedGoal:
        return self._parse_or_keep(f"{self.sentence}, {schedule}")

    def _parse_or_keep(self, text: str) -> ParsedGoal:
        """Parse a text; if it is refused, return the sentence without a schedule."""
        try:
            return self._parse(text, is_one_goal=True)
        except Refusal:
            return ParsedGoal(self.sentence)

    def _parse(self, text: str, *, is_one_goal: bool) -> ParsedGoal:
        return goal_parser.parse_goal(
            text,
            self.calendar,
            self.now,
            locale=self.locale,
            week_start=self.week_start,
            is_one_goal=is_one_goal,
        )


def _as_recurring(alone: ParsedGoal, joined: ParsedGoal, schedule: Schedule | None) -> ParsedGoal:
    """Return the goal as parsed with its schedule if that makes it recurring, or else alone.

    Alone, "gym at 6pm" has a deadline; with "every day" it has a usual time.
    """
    is_joined = joined.schedule == schedule != Once()
    return joined if is_joined and alone.schedule == Once() else alone


def _merge(said: ParsedGoal, beside: ParsedGoal) -> ParsedGoal:
    """Merge a sentence with a separate schedule; the schedule's own start and end win."""
    fields = {choice.field for choice in beside.choices}
    has_end = bool(beside.until or beside.through or fields & ENDS)
    start = beside.start if beside.start or "start" in fields else said.start
    kept = (
        choice
        for choice in said.choices
        if not (has_end if choice.field in ENDS else start or choice.field in fields)
    )
    found = replace(
        beside,
        title=said.title,
        amount=said.amount,
        usual_time=said.usual_time,
        start=start,
        choices=(*kept, *beside.choices),
    )
    if has_end:
        return found
    return replace(found, until=said.until, through=said.through, unread_end=said.unread_end)
