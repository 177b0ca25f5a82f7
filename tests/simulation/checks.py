"""Compare what was told with the record that members download."""

import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import aiohttp
import discord

from tests.oracle.model import Absence, Life, Reading
from tests.simulation.answers import Told
from tests.simulation.deed import Deed
from tests.simulation.messages import wrong_messages
from tests.simulation.records import Record, read
from tests.simulation.run import Run

KINDS = {
    "declare": "declared",
    "check-in": "checked in",
    "skip": "skipped",
    "pause": "paused",
    "resume": "resumed",
    "drop": "dropped",
    "undo": "undone",
}
"""The deeds that are in the record, and what they are called there."""
HEARTBEAT = timedelta(minutes=14)
SHORTEST = timedelta(minutes=15)
"""The shortest absence that counts."""
EXPLAINED = (aiohttp.ClientError, discord.HTTPException, OSError)
ANSWERS = {"Refusal", "NotSaved", "NotRead", "MaybeSaved", "DuplicateInteraction"}
"""The bot's own errors of which members are told, or which change nothing."""


def check(run: Run, record: Record) -> Iterator[str]:
    """Yield whatever is wrong."""
    for deed in run.deeds:
        forgotten_at = run.forgotten.get((deed.server.word, deed.who.id))
        if not (forgotten_at and deed.at and deed.at <= forgotten_at):
            yield from (f"{deed}: {what}\n{deed.text}" for what in _contradictions(deed, record))
    yield from _wrong_numbers(run, record)
    yield from wrong_messages(run)
    yield from _left_over(run, record)
    yield from _bugs(run)


def _contradictions(deed: Deed, record: Record) -> Iterator[str]:
    """Yield how the record contradicts what was told about a deed."""
    entries = record.entries(deed.source)
    times = Counter((each["kind"], each["goal_id"]) for each in entries)
    if any(number > 1 for number in times.values()):
        yield f"twice in the record: {times}"
    if any(datetime.fromisoformat(each["at"]) != deed.at for each in entries):
        yield f"at another time in the record: {entries}"
    if deed.told is Told.NOT_DONE and entries:
        yield f"told as not done, but in the record: {entries}"
    if deed.told is Told.DONE and deed.kind in KINDS:
        if KINDS[deed.kind] not in {each["kind"] for each in entries}:
            yield "told as done, but not in the record"
        notes = [row for row in record.tables["check_ins"] if row["note"] == deed.word]
        if deed.kind == "check-in" and len(notes) != 1:
            yield f"{len(notes)} check-ins have its note"


def _wrong_numbers(run: Run, record: Record) -> Iterator[str]:
    """Yield numbers that don't follow from the record."""
    lives: dict[str, list[Life]] = {}
    for shown in run.shown:
        if shown.title not in lives:
            lives[shown.title] = [*_lives(run, record, shown.title)]
        expected = {_number(read(life, shown.at), shown.name) for life in lives[shown.title]}
        if len(expected) == 1 and shown.number not in expected:
            yield f"{shown}: expected {expected} from {lives[shown.title][0]}"


def _number(reading: Reading, name: str) -> int:
    """Return what a card shows: the longest streak is never shorter than the current one."""
    shown = max(reading.longest, reading.streak) if name == "longest" else getattr(reading, name)
    assert isinstance(shown, int)
    return shown


def _lives(run: Run, record: Record, title: str) -> Iterator[Life]:
    """Yield the life of a goal, if the bot's absences began as early or as late as possible.

    There is none if its declaration was not told as done, or if its owner was forgotten.
    """
    goal = record.goal(title)
    if goal is None:
        return
    word = next(each.word for each in run.servers if str(each.guild.id) == goal["server_id"])
    rules, has_heartbeat = run.rules[word], bool(run.settings.heartbeat_minutes)
    life = record.life(goal)
    for early in (False, True) if has_heartbeat else (False,):
        yield replace(
            life,
            freezes=tuple(rules.freezes),
            week_starts=tuple(rules.week_starts),
            server_zones=tuple(rules.zones),
            excuses=tuple(rules.excuses),
            pauses=(*life.pauses, *rules.removals),
            absences=_absences(run, early=early) if has_heartbeat else (),
        )


def _absences(run: Run, *, early: bool) -> tuple[Absence, ...]:
    found = (
        replace(absence, begins=absence.begins - HEARTBEAT * (early and was_killed))
        for absence, was_killed in run.absences
    )
    return tuple(each for each in found if each.ends - each.begins > SHORTEST)


def _left_over(run: Run, record: Record) -> Iterator[str]:
    """Yield what is left in the record of members who deleted their data."""
    for deed in run.deeds:
        forgotten_at = run.forgotten.get((deed.server.word, deed.who.id))
        if forgotten_at and deed.at and deed.at <= forgotten_at and record.entries(deed.source):
            yield f"{deed}: still in the record, although the member deleted their data"


def _bugs(run: Run) -> Iterator[str]:
    """Yield errors that no failure explains."""
    for error in run.errors:
        cause = getattr(error, "original", error)
        if not isinstance(cause, EXPLAINED) and type(cause).__name__ not in ANSWERS:
            yield "".join(traceback.format_exception(cause))
