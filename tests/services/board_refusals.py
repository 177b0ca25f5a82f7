"""Leave out of a club what the bot refused."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.oracle.board_model import Cheer, Club, Goal
from tests.oracle.model import NEVER, Interval

if TYPE_CHECKING:
    from tests.services.board_replay import BoardReplay

Key = tuple[Any, ...]


class Event(NamedTuple):
    """Something that happens in a club; the key tells what to leave out if it is refused."""

    at: datetime
    happen: Callable[[datetime], Any]
    key: Key = ()


def without(club: Club, replay: "BoardReplay") -> Club:
    """Leave out of a club what the bot refused, and what it can't do yet: take cheers back.

    Who resumes a goal ends all of its pauses.
    """
    refused = replay.refused
    return replace(
        club,
        freezes=kept(club.freezes, ("freezes",), refused),
        excuses=kept(club.excuses, ("excuse",), refused),
        members=tuple(
            replace(
                member,
                zones=kept(member.zones, ("zone", member.id), refused),
                day_starts=kept(member.day_starts, ("day start", member.id), refused),
                cheers=tuple(
                    replace(_recounted(cheer, refused), withdrawn_at=None)
                    for cheer in kept(member.cheers, ("cheer", member.id), refused)
                ),
                goals=tuple(
                    _goal_without(goal, replay)
                    for goal in member.goals
                    if ("goal", goal.number) not in refused
                ),
            )
            for member in club.members
        ),
    )


def kept(found: tuple[Any, ...], key: Key, refused: set[Key]) -> tuple[Any, ...]:
    """Leave out what was refused, by its position."""
    return tuple(one for n, one in enumerate(found) if (*key, n) not in refused)


def _recounted(cheer: Cheer, refused: set[Key]) -> Cheer:
    """Name the position of the cheered check-in among those that were not refused."""
    if cheer.check_in is None:
        return cheer
    gone = sum(("check-in", cheer.goal, n) in refused for n in range(cheer.check_in))
    return replace(cheer, check_in=cheer.check_in - gone)


def _goal_without(goal: Goal, replay: "BoardReplay") -> Goal:
    life, refused, number = goal.life, replay.refused, goal.number

    def taken(kind: str, acts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(one, undone_at=None) if ("undo", kind, number, n) in refused else one
            for n, one in enumerate(acts)
            if (kind, number, n) not in refused
        )

    resumed = [
        one.resumed_at
        for n, one in enumerate(life.pauses)
        if one.resumed_at and ("resume", "pause", number, n) not in refused
    ]
    paused = tuple(
        replace(one, resumed_at=min((at for at in resumed if at >= one.at), default=None))
        for one in life.pauses
    )
    return replace(
        goal,
        private=_intervals((at, private) for at, private, _ in replay.shown.get(number, [])),
        hidden=_intervals((at, hidden) for at, _, hidden in replay.shown.get(number, [])),
        undone_at=None if ("undo", "goal", number) in refused else goal.undone_at,
        life=replace(
            life,
            check_ins=tuple(
                replace(one, amount=None) if (number, one.at) in replay.plain else one
                for one in taken("check-in", life.check_ins)
            ),
            skips=taken("skip", life.skips),
            pauses=taken("pause", paused),
            edits=taken("edit", life.edits),
            ended_at=None if ("drop", number) in refused else life.ended_at,
        ),
    )


def _intervals(changes: Iterable[tuple[datetime, bool]]) -> tuple[Interval, ...]:
    """Return the intervals in which something was so."""
    found: list[Interval] = []
    since = None
    for at, is_so in changes:
        if is_so and since is None:
            since = at
        elif not is_so and since is not None:
            found.append((since, at))
            since = None
    return (*found, *([(since, NEVER)] if since is not None else []))
