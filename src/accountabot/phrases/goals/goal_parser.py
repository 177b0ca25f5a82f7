"""Parse a sentence into a goal's title, schedule, start, end and amount."""

from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.schedules import DAILY, Once, Schedule
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TextField, clean_text
from accountabot.phrases.amounts.promised_amounts import AmountFinder
from accountabot.phrases.calendar.durations import Duration, DurationParser
from accountabot.phrases.calendar.moment import Moment
from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.calendar.weekdays import WeekdayParser
from accountabot.phrases.goals import recurrences, several_goals, titles, unread_ends
from accountabot.phrases.goals.clauses import Clause, choose_schedule
from accountabot.phrases.goals.ends import EndResolver
from accountabot.phrases.goals.goal_dates import is_contradictory, with_dates
from accountabot.phrases.goals.leftovers import find_leftover
from accountabot.phrases.goals.parsed_goal import SENTENCE_LIMIT, ParsedGoal
from accountabot.phrases.goals.several_goals import Segment
from accountabot.phrases.goals.time_frames import TimeFrame, TimeFrameFinder
from accountabot.phrases.goals.usual_times import find_usual_time
from accountabot.phrases.language import language_tables
from accountabot.phrases.language.language_tables import LanguageTable
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser
from accountabot.phrases.language.tokenizer import tokenize

MAX_TOKENS = 50
"""The maximum length; a longer sentence becomes the title without parsing."""


@dataclass(frozen=True, slots=True)
class Context:
    """When, where and in which language a sentence was typed."""

    calendar: Calendar
    now: datetime
    locale: str
    week_start: int
    table: LanguageTable
    is_one_goal: bool = False
    """The sentence is not split into several goals."""


def parse_goal(
    text: str,
    calendar: Calendar,
    now: datetime,
    *,
    locale: str = "en-US",
    week_start: int = 0,
    table: LanguageTable | None = None,
    is_one_goal: bool = False,
) -> ParsedGoal:
    """Parse a goal's sentence; the title is never empty.

    A sentence that contains several goals has parts, unless the member said that it is one goal.
    Raises Refusal if the text is blank or too long, or its amount is out of range.
    """
    sentence = clean_text(text, SENTENCE_LIMIT, TextField.GOAL)
    table = table or language_tables.load_table(locale)
    context = Context(calendar, now, locale, week_start, table, is_one_goal=is_one_goal)
    parsed = _SentenceParser(sentence, context).parse()
    return parsed if parsed.title else replace(parsed, title=sentence)


def parse_schedule(
    text: str,
    calendar: Calendar,
    now: datetime,
    *,
    locale: str = "en-US",
    week_start: int = 0,
    table: LanguageTable | None = None,
) -> ParsedGoal:
    """Parse a schedule with its dates; the title is empty.

    Raises Refusal with the unparsed words if the text has other content or no schedule.
    """
    sentence = clean_text(text, SENTENCE_LIMIT, TextField.SCHEDULE)
    table = table or language_tables.load_table(locale)
    context = Context(calendar, now, locale, week_start, table, is_one_goal=True)
    parsed = _SentenceParser(sentence, context).parse()
    if parsed.title or parsed.unread_frequency or parsed.schedule is None:
        unread = " · ".join(parsed.unread_frequency) or parsed.unread or parsed.title or sentence
        raise Refusal("schedule-unreadable", read=unread)
    return parsed


class _SentenceParser:
    """Parser for one sentence; each step consumes or locks tokens for the next steps."""

    def __init__(self, sentence: str, context: Context) -> None:
        self.sentence = sentence
        self.context = context
        self.matcher = Matcher(tokenize(sentence), context.table)
        self.numerals = NumeralParser(self.matcher, context.locale)
        self.weekdays = WeekdayParser(self.matcher)
        self.durations = DurationParser(self.matcher, self.numerals)
        self.moments = MomentParser(
            self.matcher,
            context.calendar,
            context.now,
            locale=context.locale,
            week_start=context.week_start,
        )
        self.ends = EndResolver(self.matcher, self.moments)
        self.frame = TimeFrame()

    def parse(self) -> ParsedGoal:
        """Parse the sentence; the title is empty if everything else was consumed."""
        if len(self.matcher.tokens) > MAX_TOKENS:
            return ParsedGoal(self.sentence)
        self.matcher.lock_names()
        if not self.context.is_one_goal and (parts := self._parts()):
            return ParsedGoal(self.sentence, parts=parts)
        self.moments.clock_times.lock_time_ranges()
        return self._parse_one()

    def _parts(self) -> tuple[str, ...]:
        """Return the sentences of several goals, or nothing if this is one goal."""
        return several_goals.split_goals(self.matcher, self.sentence, self._segment)

    def _segment(self, sentence: str) -> Segment:
        parser = _SentenceParser(sentence, replace(self.context, is_one_goal=True))
        parsed = parser.parse()
        end = parser.frame.end
        return Segment(parsed, isinstance(end, Moment) and end.is_only_time)

    def _parse_one(self) -> ParsedGoal:
        clauses = recurrences.take_recurrences(self.matcher)
        self.frame = frame = self._take_time_frame(clauses)
        schedule, unread_frequency = self._schedule(clauses, frame)
        if unread_frequency:
            # The member has to rephrase the frequency, and may then mean other dates.
            self.matcher.consumed.clear()
            frame = TimeFrame()
        unread_end = ""
        if frame.end is None and not unread_frequency:
            unread_end = unread_ends.find_unread_end(self.matcher, self.sentence, clauses)
        if unread_end and not schedule and frame.is_abstinence:
            schedule = DAILY
        recurs = schedule not in {None, Once()}
        parsed = ParsedGoal(
            title="",
            schedule=schedule,
            amount=self._amount(is_result=schedule == Once() and frame.is_deadline),
            usual_time=find_usual_time(self.matcher, self.moments) if recurs else None,
            unread_frequency=unread_frequency,
            unread_end=unread_end if recurs else "",
        )
        dated = with_dates(parsed, frame, self.moments.calendar, self.moments.today)
        if leftover := self._leftover(dated, frame):
            self.matcher.consumed.clear()
            return ParsedGoal(titles.extract_title(self.matcher, self.sentence), unread=leftover)
        return replace(dated, title=titles.extract_title(self.matcher, self.sentence))

    def _leftover(self, parsed: ParsedGoal, frame: TimeFrame) -> str | None:
        """Return words about time that were not understood, or None."""
        if parsed.schedule is None or parsed.unread_end:
            return None
        if is_contradictory(parsed, frame, self.moments.calendar, self.moments.today):
            return self.sentence
        return find_leftover(self.matcher, self.moments, self.sentence, parsed.schedule)

    def _take_time_frame(self, clauses: list[Clause]) -> TimeFrame:
        """Consume the time frame, and append less explicit recurrences to the clauses."""
        frame = self._time_frame_finder(clauses).take_explicit()
        if not clauses:
            clauses += recurrences.take_loose(self.matcher)
        is_period = frame.end is None or frame.implies_daily or isinstance(frame.end, Duration)
        if not clauses and is_period:
            clauses += recurrences.take_adjectives(self.matcher)
        clauses += recurrences.take_adjectives_of_weekday(self.matcher, clauses)
        clauses += recurrences.take_weekdays_of_weekly(self.matcher, clauses)
        if frame.end is not None:
            return frame
        loose = self._time_frame_finder(clauses).take_loose(frame.start)
        return replace(loose, start=frame.start or loose.start)

    def _time_frame_finder(self, clauses: list[Clause]) -> TimeFrameFinder:
        return TimeFrameFinder(self.matcher, self.ends, recurs=_recurs(clauses))

    def _schedule(
        self, clauses: list[Clause], frame: TimeFrame
    ) -> tuple[Schedule | None, tuple[str, ...]]:
        """Return the schedule, or None and the words that were not understood."""
        if not clauses:
            return _implied_schedule(frame), ()
        if schedule := choose_schedule(clauses):
            return schedule, ()
        unread = [clause for clause in clauses if clause.schedule is None] or clauses
        return None, tuple(
            self.matcher.source(self.sentence, clause.first, clause.end) for clause in unread
        )

    def _amount(self, *, is_result: bool) -> Amount | None:
        """Return the promised amount; call this after all dates are consumed."""
        self.moments.clock_times.lock_h_times()
        finder = AmountFinder(self.matcher, self.numerals, self.sentence, is_result=is_result)
        return finder.promised()


def _recurs(clauses: list[Clause]) -> bool:
    return any(clause.schedule != Once() for clause in clauses)


def _implied_schedule(frame: TimeFrame) -> Schedule | None:
    if frame.implies_daily:
        return DAILY
    return Once() if frame.end else None
