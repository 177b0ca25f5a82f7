"""Play some days through the real rules, in a database of its own, so that owners see every message before."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.people.questions import Answer
from accountabot.domain.server.settings import SettingName
from accountabot.services.checkins.recording import CheckedIn
from accountabot.services.goals import endings, goal_views, pauses
from accountabot.services.goals.endings import Ended
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.goals.pauses import PauseResult, SkipAnnouncement, SkipResult
from accountabot.services.greetings import hellos, newcomers
from accountabot.services.greetings.hellos import CheerInvitation
from accountabot.services.greetings.newcomers import Crowd
from accountabot.services.people import cheers, questions, witness_news
from accountabot.services.people.cheers import Cheered
from accountabot.services.people.questions import AskedQuestion
from accountabot.services.people.witness_news import WitnessNews
from accountabot.services.setup.sandbox import Sandbox, open_sandbox

DAYS = 7
"""A streak of so many days is a milestone."""
_BEFORE = timedelta(days=12)
"""How long before the last day the first one is."""
_TOLD = 20
"""Minutes after which nothing that was done at noon can be taken back any more, so that it is told."""


class SimulationScript(NamedTuple):
    """What an owner says in the messages, and by which settings of their server their goals are judged."""

    title: str
    other: str
    """The title of a goal that they withdraw."""
    note: str
    rules: Mapping[SettingName, str]


class SimulatedGoal(NamedTuple):
    """A goal that is declared and kept for a week, with a friend behind its owner."""

    declared: GoalView
    invitation: CheerInvitation
    checked_in: CheckedIn
    """The check-in that reached a milestone."""
    cheered: Cheered
    later: GoalView
    """The goal's card after that."""


class Simulation(NamedTuple):
    """What the bot would say of some days of an owner's."""

    crowd: Crowd
    kept: SimulatedGoal
    news: list[tuple[WitnessNews, OutboxEntry]]
    """What the friend hears: that a milestone was reached, a goal completed, and a day missed."""
    questions: list[AskedQuestion]
    """How it goes, and the same with its answer."""
    skipped: tuple[SkipResult, SkipAnnouncement]
    rested: tuple[PauseResult, PauseResult]
    """The goal paused, and resumed."""
    ended: tuple[Ended, Ended]
    """The one goal completed, the other withdrawn."""


def simulate(
    owner: Member, friend: MemberId, script: SimulationScript, now: datetime
) -> Simulation:
    """Return what would be said of an owner who joins, keeps a goal, and ends it, with a friend behind them."""
    with open_sandbox(owner, friend, script.rules, now - _BEFORE) as on:
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
        return Simulation(
            _crowd(on, DAYS + 6), kept, heard, asked, skipped, rested, (completed, dropped)
        )


def _join(on: Sandbox) -> None:
    """Let the owner be greeted, and the friend say hello."""
    newcomers.arrive(on.tx, on.owner, on.at(0))
    errand = on.errand(Topic.GREETING, on.owner.id, 0)
    newcomers.plan_greeting(on.tx, errand)
    newcomers.mark_greeted(on.tx, errand, is_posted=True)
    hellos.say_hello(on.tx, on.act(on.friend, 0), on.owner.id)


def _keep(on: Sandbox, script: SimulationScript) -> SimulatedGoal:
    declared = on.declare(script.title, 0)
    goal, last = declared.goal, DAYS - 1
    on.check_in(goal, 0, script.note, minutes=2)
    invitation = _invite(on, goal)
    done = [on.check_in(goal, day, script.note) for day in range(1, DAYS)][-1]
    cheered = cheers.cheer_member(on.tx, on.act(on.friend, last), on.owner, None)
    return SimulatedGoal(
        declared, invitation, done, cheered, goal_views.view(on.tx, goal, on.at(last))
    )


def _invite(on: Sandbox, goal: Goal) -> CheerInvitation:
    """Have the friend asked to cheer the first check-in."""
    hellos.queue_invitation(on.tx, on.owner.server, goal.id, on.at(0, 2))
    errand = on.errand(Topic.CHEER_INVITATION, on.owner.id, 0, _TOLD)
    invitation = hellos.plan_invitation(on.tx, errand, on.at(0, _TOLD))
    assert invitation
    hellos.mark_invited(on.tx, errand, invitation, None, on.at(0, _TOLD))
    return invitation


def _hear(on: Sandbox, goal: Goal, day: int, minutes: int = 0) -> tuple[WitnessNews, OutboxEntry]:
    """Have the friend told what there is to tell."""
    errand = on.errand(Topic.WITNESS_NEWS, goal.id, day, minutes)
    found = witness_news.collect(on.tx, errand, on.at(day, minutes))
    assert found
    witness_news.mark_told(on.tx, errand, found, None)
    return found, errand


def _ask(on: Sandbox, goal: Goal, day: int) -> list[AskedQuestion]:
    asked = questions.ask(on.tx, on.act(on.friend, day), goal.id)
    return [asked, questions.answer(on.tx, on.act(on.owner, day), asked.question.id, Answer.WELL)]


def _skip(on: Sandbox, goal: Goal, day: int) -> tuple[SkipResult, SkipAnnouncement]:
    skipped = pauses.skip(on.tx, on.act(on.owner, day), str(goal.id), None)
    assert skipped.entry
    return skipped, pauses.load_announcement(on.tx, on.act(on.owner, day), skipped.entry)


def _rest(on: Sandbox, goal: Goal, day: int) -> tuple[PauseResult, PauseResult]:
    until = pauses.days_of(on.tx, on.owner).day_of(on.at(day + DAYS))
    paused = pauses.pause(on.tx, on.act(on.owner, day), str(goal.id), until, None)
    return paused, pauses.resume(on.tx, on.act(on.owner, day, 1), str(goal.id))


def _complete(on: Sandbox, goal: Goal, day: int) -> Ended:
    completed = endings.complete(on.tx, on.act(on.owner, day), str(goal.id), None)
    assert isinstance(completed, Ended)
    return completed


def _crowd(on: Sandbox, day: int) -> Crowd:
    """Let so many come at once that the owner and the friend, the last of them, are greeted together."""
    strangers = [
        Member(on.owner.server, MemberId(number)) for number in range(1, newcomers.PER_MINUTE + 1)
    ]
    for member in (*strangers, on.owner, on.friend):
        newcomers.arrive(on.tx, member, on.at(day))
    crowd = newcomers.plan_crowd_greeting(
        on.tx, on.errand(Topic.CROWD_GREETING, 0, day, 2), on.at(day, 2)
    )
    assert crowd
    return crowd
