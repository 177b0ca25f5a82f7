"""Carry settings from a file to a server: first what it would change, kept while it is shown, then the change."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.days import LocalDay
from accountabot.domain.identities import Action, Member
from accountabot.domain.refusals import Refusal
from accountabot.domain.server_settings import SETTINGS, Kind
from accountabot.domain.settings import Name
from accountabot.services import changes, excuses
from accountabot.services.changes import Held
from accountabot.store import proposals

IMPORT = "import"


class Wanted(NamedTuple):
    """What a server's settings are to be, as they are kept, and dates that are to be excused, with their reasons."""

    values: Mapping[Name, str]
    excused: Mapping[LocalDay, str]


class Step(NamedTuple):
    """One change of those that a file makes; a date is excused with a reason, before that it was nothing."""

    name: Name
    before: str
    after: str
    note: str = ""


class Preview(NamedTuple):
    """What a file would change, by its key where it is anything; dates in it that are over are left out."""

    key: int
    steps: tuple[Step, ...]
    held: Mapping[Name, str]
    """What holds now."""
    over: int = 0
    is_anew: bool = False
    """Something was changed while an earlier one was shown."""


class Imported(NamedTuple):
    """What a file changed, and what it did not, for the channel that it names is gone."""

    steps: tuple[Step, ...]
    left: tuple[Step, ...]


def held(tx: Connection, action: Action) -> Held:
    """Return what holds on a server, as a file says it: without dates that are over for everybody."""
    known, first = changes.held(tx, action.member.server), excuses.first(tx, action)
    return Held(
        known.values, {day: reason for day, reason in known.excused.items() if day >= first}
    )


def propose(tx: Connection, action: Action, wanted: Wanted) -> Preview:
    """Keep what a file says while it is shown what that would change.

    Raises Refusal for a date that is out of sight, and for more of them than a server can have.
    """
    excuses.refuse_far(max(wanted.excused, default=LocalDay.min), action.at)
    known, first = changes.held(tx, action.member.server), excuses.first(tx, action)
    steps = _steps(known, wanted, first)
    dates = _dates(steps)
    changes.refuse_many(known.excused, dates, action.at)
    proposals.drop(tx, action.member, IMPORT)
    kept = _written(Wanted(wanted.values, dates), steps)
    key = proposals.add(tx, action, IMPORT, kept) if steps else 0
    return Preview(key, steps, known.values, sum(day < first for day in wanted.excused))


def accept(
    tx: Connection, action: Action, key: int, channels: Collection[int]
) -> Imported | Preview:
    """Change what was shown, or return what would be changed by now where that is something else.

    `channels` are those that there are: whatever names another one stays as it is.
    Raises Refusal where it was decided already, or another file came since, and for too many dates as `propose` does.
    """
    wanted, shown = _proposed(tx, action.member, key)
    steps = _steps(changes.held(tx, action.member.server), wanted, excuses.first(tx, action))
    if _mark(steps) != shown:
        return propose(tx, action, wanted)._replace(is_anew=True)
    proposals.drop(tx, action.member, IMPORT)
    left = tuple(step for step in steps if _is_lost(step, channels))
    done = tuple(step for step in steps if step not in left)
    _change(tx, action, done)
    return Imported(done, left)


def leave(tx: Connection, member: Member, key: int) -> None:
    """Forget what a file said; raise Refusal as `accept` does."""
    _proposed(tx, member, key)
    proposals.drop(tx, member, IMPORT)


def _change(tx: Connection, action: Action, steps: tuple[Step, ...]) -> None:
    for step in steps:
        if step.name is not Name.EXCUSE:
            changes.change(tx, action, step.name, step.after)
    changes.excuse(tx, action, _dates(steps))


def _steps(known: Held, wanted: Wanted, first: LocalDay) -> tuple[Step, ...]:
    """Return what is wanted and does not hold yet, in the order in which settings are listed, then by date."""
    values = [
        Step(name, known.values[name], wanted.values[name])
        for name in SETTINGS
        if name in wanted.values
    ]
    dates = [
        Step(Name.EXCUSE, "", day.isoformat(), reason)
        for day, reason in sorted(wanted.excused.items())
        if day >= first and day not in known.excused
    ]
    return (*(step for step in values if step.before != step.after), *dates)


def _dates(steps: tuple[Step, ...]) -> dict[LocalDay, str]:
    return {
        LocalDay.fromisoformat(step.after): step.note for step in steps if step.name is Name.EXCUSE
    }


def _is_lost(step: Step, channels: Collection[int]) -> bool:
    is_channel = SETTINGS[step.name].kind is Kind.CHANNEL and step.after.isdecimal()
    return is_channel and int(step.after) not in channels


def _written(wanted: Wanted, steps: tuple[Step, ...]) -> str:
    dates = {day.isoformat(): reason for day, reason in wanted.excused.items()}
    kept = {"values": dict(wanted.values), "excused": dates, "shown": _mark(steps)}
    return json.dumps(kept, ensure_ascii=False)


def _proposed(tx: Connection, member: Member, key: int) -> tuple[Wanted, str]:
    """Return what a file said, and the mark of what it was shown to change."""
    found = proposals.get(tx, member, key)
    if found is None or found[0] != IMPORT:
        raise Refusal("import-gone")
    kept = json.loads(found[1])
    values = {Name(name): value for name, value in kept["values"].items()}
    return Wanted(
        values, {LocalDay.fromisoformat(day): said for day, said in kept["excused"].items()}
    ), kept["shown"]


def _mark(steps: tuple[Step, ...]) -> str:
    """Return what stands for some changes, to tell later whether others are the same."""
    return hashlib.sha256(repr(steps).encode()).hexdigest()
