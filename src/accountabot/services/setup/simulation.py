"""Simulate some days with the real rules, so that owners can preview every message."""

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

MILESTONE_DAYS = 7
"""The length of the first milestone streak."""
_LENGTH = timedelta(days=12)
"""How long before the last day the simulation begins."""
_NEWS_MINUTES = 20
"""Minutes after which an action at noon can no longer be undone, and news goes out."""


class SimulationScript(NamedTuple):
    """The texts that the owner uses, and the server's judging rules."""

    title: str
    second_title: str
    """The title of a goal that the owner drops."""
    note: str
    rules: Mapping[SettingName, str]


class SimulatedGoal(NamedTuple):
    """A goal that is declared, witnessed by a friend and kept for a week."""

    declared: GoalView
    invitation: CheerInvitation
    checked_in: CheckedIn
    """The check-in that reached a milestone."""
    cheered: Cheered
    final_view: GoalView
    """The goal's card after the week."""


class Simulation(NamedTuple):
    """The results of all simulated actions, from which the messages are drawn."""

    crowd: Crowd
    week: SimulatedGoal
    news: list[tuple[WitnessNews, OutboxEntry]]
    """News for the friend: a milestone, a completed goal, and a missed day."""
    questions: list[AskedQuestion]
    """A question, without and with its answer."""
    skipped: tuple[SkipResult, SkipAnnouncement]
    paused: tuple[PauseResult, PauseResult]
    """The goal paused, and resumed."""
    ended: tuple[Ended, Ended]
    """One goal completed, and the other dropped."""


def simulate(
    owner: Member, friend: MemberId, script: SimulationScript, now: datetime
) -> Simulation:
    """Simulate an owner who joins, keeps a goal and ends it, with a friend as witness."""
    with open_sandbox(owner, friend, script.rules, now - _LENGTH) as on:
        _join(on)
        kept = _simulate_week(on, script)
        goal = kept.declared.goal
        heard = [_witness_news(on, goal, MILESTONE_DAYS - 1, _NEWS_MINUTES)]
        asked, skipped, rested = (
            _ask(on, goal, MILESTONE_DAYS),
            _skip(on, goal, MILESTONE_DAYS),
            _pause(on, goal, MILESTONE_DAYS + 1),
        )
        completed = _complete(on, goal, MILESTONE_DAYS + 2)
        heard.append(_witness_news(on, goal, MILESTONE_DAYS + 2, _NEWS_MINUTES))
        other = on.declare(script.second_title, MILESTONE_DAYS + 2, _NEWS_MINUTES).goal
        heard.append(_witness_news(on, other, MILESTONE_DAYS + 5))
        dropped = endings.drop(on.tx, on.act(owner, MILESTONE_DAYS + 5), str(other.id), None)
        return Simulation(
            _crowd(on, MILESTONE_DAYS + 6),
            kept,
            heard,
            asked,
            skipped,
            rested,
            (completed, dropped),
        )


def _join(on: Sandbox) -> None:
    """Greet the owner, and let the friend say hello."""
    newcomers.record_arrival(on.tx, on.owner, on.at(0))
    errand = on.errand(Topic.GREETING, on.owner.id, 0)
    newcomers.plan_greeting(on.tx, errand)
    newcomers.mark_greeted(on.tx, errand, is_posted=True)
    hellos.say_hello(on.tx, on.act(on.friend, 0), on.owner.id)


def _simulate_week(on: Sandbox, script: SimulationScript) -> SimulatedGoal:
    declared = on.declare(script.title, 0)
    goal, last = declared.goal, MILESTONE_DAYS - 1
    on.check_in(goal, 0, script.note, minutes=2)
    invitation = _invite(on, goal)
    done = [on.check_in(goal, day, script.note) for day in range(1, MILESTONE_DAYS)][-1]
    cheered = cheers.cheer_member(on.tx, on.act(on.friend, last), on.owner, None)
    return SimulatedGoal(
        declared, invitation, done, cheered, goal_views.load_view(on.tx, goal, on.at(last))
    )


def _invite(on: Sandbox, goal: Goal) -> CheerInvitation:
    """Invite the friend to cheer the first check-in."""
    hellos.queue_invitation(on.tx, on.owner.server, goal.id, on.at(0, 2))
    errand = on.errand(Topic.INVITATION, on.owner.id, 0, _NEWS_MINUTES)
    invitation = hellos.plan_invitation(on.tx, errand, on.at(0, _NEWS_MINUTES))
    assert invitation
    hellos.mark_invited(on.tx, errand, invitation, None, on.at(0, _NEWS_MINUTES))
    return invitation


def _witness_news(
    on: Sandbox, goal: Goal, day: int, minutes: int = 0
) -> tuple[WitnessNews, OutboxEntry]:
    """Collect the news that is due, and mark it as sent."""
    errand = on.errand(Topic.NEWS, goal.id, day, minutes)
    found = witness_news.collect(on.tx, errand, on.at(day, minutes))
    assert found
    witness_news.mark_sent(on.tx, errand, found, None)
    return found, errand


def _ask(on: Sandbox, goal: Goal, day: int) -> list[AskedQuestion]:
    asked = questions.ask(on.tx, on.act(on.friend, day), goal.id)
    return [asked, questions.answer(on.tx, on.act(on.owner, day), asked.question.id, Answer.WELL)]


def _skip(on: Sandbox, goal: Goal, day: int) -> tuple[SkipResult, SkipAnnouncement]:
    skipped = pauses.skip(on.tx, on.act(on.owner, day), str(goal.id), None)
    assert skipped.entry
    return skipped, pauses.load_announcement(on.tx, on.act(on.owner, day), skipped.entry)


def _pause(on: Sandbox, goal: Goal, day: int) -> tuple[PauseResult, PauseResult]:
    until = pauses.days_of(on.tx, on.owner).day_of(on.at(day + MILESTONE_DAYS))
    paused = pauses.pause(on.tx, on.act(on.owner, day), str(goal.id), until, None)
    return paused, pauses.resume(on.tx, on.act(on.owner, day, 1), str(goal.id))


def _complete(on: Sandbox, goal: Goal, day: int) -> Ended:
    completed = endings.complete(on.tx, on.act(on.owner, day), str(goal.id), None)
    assert isinstance(completed, Ended)
    return completed


def _crowd(on: Sandbox, day: int) -> Crowd:
    """Let enough members join at once that the owner and the friend share a group greeting."""
    strangers = [
        Member(on.owner.server, MemberId(number))
        for number in range(1, newcomers.MAX_PER_MINUTE + 1)
    ]
    for member in (*strangers, on.owner, on.friend):
        newcomers.record_arrival(on.tx, member, on.at(day))
    crowd = newcomers.plan_crowd_greeting(on.tx, on.errand(Topic.CROWD, 0, day, 2), on.at(day, 2))
    assert crowd
    return crowd
