"""Play some days through the real rules, in a database of its own, so that owners see every message before."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.domain.errands import Errand, Topic
from accountabot.domain.goals import Goal
from accountabot.domain.identities import Member, MemberId
from accountabot.domain.questions import Answer
from accountabot.domain.settings import Name
from accountabot.services import cheers, endings, goals, greetings, hellos, news, questions, rests
from accountabot.services.cheers import Cheered
from accountabot.services.endings import Ended
from accountabot.services.goals import View
from accountabot.services.greetings import Crowd
from accountabot.services.hellos import Invitation
from accountabot.services.news import News
from accountabot.services.questions import Asked
from accountabot.services.recording import CheckedIn
from accountabot.services.rests import Rested, Skipped, Told
from accountabot.services.stage import Stage, stage

DAYS = 7
"""A streak of so many days is a milestone."""
_BEFORE = timedelta(days=12)
"""How long before the last day the first one is."""
_TOLD = 20
"""Minutes after which nothing that was done at noon can be taken back any more, so that it is told."""


class Script(NamedTuple):
    """What an owner says in the messages, and by which settings of their server their goals are judged."""

    title: str
    other: str
    """The title of a goal that they withdraw."""
    note: str
    rules: Mapping[Name, str]


class Kept(NamedTuple):
    """A goal that is declared and kept for a week, with a friend behind its owner."""

    declared: View
    invitation: Invitation
    checked_in: CheckedIn
    """The check-in that reached a milestone."""
    cheered: Cheered
    later: View
    """The goal's card after that."""


class Rehearsed(NamedTuple):
    """What the bot would say of some days of an owner's."""

    crowd: Crowd
    kept: Kept
    news: list[tuple[News, Errand]]
    """What the friend hears: that a milestone was reached, a goal completed, and a day missed."""
    questions: list[Asked]
    """How it goes, and the same with its answer."""
    skipped: tuple[Skipped, Told]
    rested: tuple[Rested, Rested]
    """The goal paused, and resumed."""
    ended: tuple[Ended, Ended]
    """The one goal completed, the other withdrawn."""


def rehearse(owner: Member, friend: MemberId, script: Script, now: datetime) -> Rehearsed:
    """Return what would be said of an owner who joins, keeps a goal, and ends it, with a friend behind them."""
    with stage(owner, friend, script.rules, now - _BEFORE) as on:
        _join(on)
        kept = _keep(on, script)
        goal = kept.declared.goal
        heard = [_hear(on, goal, DAYS - 1, _TOLD)]
        asked, skipped, rested = (
            _ask(on, goal, DAYS),
            _skip(on, goal, DAYS),
            _rest(on, goal, DAYS + 1),
        )
        completed = _complete(on, goal, DAYS + 2)
        heard.append(_hear(on, goal, DAYS + 2, _TOLD))
        other = on.declare(script.other, DAYS + 2, _TOLD).goal
        heard.append(_hear(on, other, DAYS + 5))
        dropped = endings.drop(on.tx, on.act(owner, DAYS + 5), str(other.id), None)
        return Rehearsed(
            _crowd(on, DAYS + 6), kept, heard, asked, skipped, rested, (completed, dropped)
        )


def _join(on: Stage) -> None:
    """Let the owner be greeted, and the friend say hello."""
    greetings.arrive(on.tx, on.owner, on.at(0))
    errand = on.errand(Topic.GREETING, on.owner.id, 0)
    greetings.take_turn(on.tx, errand)
    greetings.greeted_alone(on.tx, errand, is_posted=True)
    hellos.say_hello(on.tx, on.act(on.friend, 0), on.owner.id)


def _keep(on: Stage, script: Script) -> Kept:
    declared = on.declare(script.title, 0)
    goal, last = declared.goal, DAYS - 1
    on.check_in(goal, 0, script.note, minutes=2)
    invitation = _invite(on, goal)
    done = [on.check_in(goal, day, script.note) for day in range(1, DAYS)][-1]
    cheered = cheers.cheer_member(on.tx, on.act(on.friend, last), on.owner, None)
    return Kept(declared, invitation, done, cheered, goals.view(on.tx, goal, on.at(last)))


def _invite(on: Stage, goal: Goal) -> Invitation:
    """Have the friend asked to cheer the first check-in."""
    hellos.invite_later(on.tx, on.owner.server, goal.id, on.at(0, 2))
    errand = on.errand(Topic.INVITATION, on.owner.id, 0, _TOLD)
    invitation = hellos.take_invitation(on.tx, errand, on.at(0, _TOLD))
    assert invitation
    hellos.invited(on.tx, errand, invitation, None, on.at(0, _TOLD))
    return invitation


def _hear(on: Stage, goal: Goal, day: int, minutes: int = 0) -> tuple[News, Errand]:
    """Have the friend told what there is to tell."""
    errand = on.errand(Topic.NEWS, goal.id, day, minutes)
    found = news.take(on.tx, errand, on.at(day, minutes))
    assert found
    news.told(on.tx, errand, found, None)
    return found, errand


def _ask(on: Stage, goal: Goal, day: int) -> list[Asked]:
    asked = questions.ask(on.tx, on.act(on.friend, day), goal.id)
    return [asked, questions.answer(on.tx, on.act(on.owner, day), asked.question.id, Answer.WELL)]


def _skip(on: Stage, goal: Goal, day: int) -> tuple[Skipped, Told]:
    skipped = rests.skip(on.tx, on.act(on.owner, day), str(goal.id), None)
    assert skipped.entry
    return skipped, rests.to_tell(on.tx, on.act(on.owner, day), skipped.entry)


def _rest(on: Stage, goal: Goal, day: int) -> tuple[Rested, Rested]:
    until = rests.days_of(on.tx, on.owner).day_of(on.at(day + DAYS))
    paused = rests.pause(on.tx, on.act(on.owner, day), str(goal.id), until, None)
    return paused, rests.resume(on.tx, on.act(on.owner, day, 1), str(goal.id))


def _complete(on: Stage, goal: Goal, day: int) -> Ended:
    completed = endings.complete(on.tx, on.act(on.owner, day), str(goal.id), None)
    assert isinstance(completed, Ended)
    return completed


def _crowd(on: Stage, day: int) -> Crowd:
    """Let so many come at once that the owner and the friend, the last of them, are greeted together."""
    strangers = [
        Member(on.owner.server, MemberId(number)) for number in range(1, greetings.PER_MINUTE + 1)
    ]
    for member in (*strangers, on.owner, on.friend):
        greetings.arrive(on.tx, member, on.at(day))
    crowd = greetings.take_crowd(on.tx, on.errand(Topic.CROWD, 0, day, 2), on.at(day, 2))
    assert crowd
    return crowd
