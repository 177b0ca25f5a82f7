"""Simulate some days with the real rules, so that owners can preview every message."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.domain import choices
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.digest import week_before
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.domain.people.questions import Answer
from accountabot.domain.server.settings import SettingName
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.services.digest import contents, schedule
from accountabot.services.digest.contents import Digest
from accountabot.services.goals import endings, goal_views, pauses
from accountabot.services.goals.endings import Ended
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.goals.pauses import PauseResult, SkipAnnouncement, SkipResult
from accountabot.services.greetings import arrivals, hellos, newcomers
from accountabot.services.greetings.arrivals import Arrival
from accountabot.services.greetings.hellos import CheerInvitation
from accountabot.services.greetings.newcomers import Crowd
from accountabot.services.people import cheers, misses, questions, witness_news
from accountabot.services.people.cheers import Cheered
from accountabot.services.people.misses import MissNews
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
    """The owner's texts, and the server's judging rules."""

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
    """The results of all simulated actions, for the previews."""

    crowd: Crowd
    week: SimulatedGoal
    news: list[tuple[WitnessNews, OutboxEntry]]
    """News for the friend: a milestone, and a completed goal."""
    missed: MissNews
    """What the owner is told about a missed day."""
    questions: list[AskedQuestion]
    """A question, without and with its answer."""
    skipped: tuple[SkipResult, SkipAnnouncement]
    paused: tuple[PauseResult, PauseResult]
    """The goal paused, and resumed."""
    ended: tuple[Ended, Ended]
    """One goal completed, and the other dropped."""
    digest: Digest
    """Of the week in which the goal was declared and kept."""


def simulate(
    owner: Member, friend: MemberId, script: SimulationScript, now: datetime
) -> Simulation:
    """Simulate an owner who joins, keeps a goal and ends it, with a friend as witness."""
    with open_sandbox(owner, friend, script.rules, now - _LENGTH) as sandbox:
        _join(sandbox)
        week = _simulate_week(sandbox, script)
        goal = week.declared.goal
        digest = _digest(sandbox, MILESTONE_DAYS)
        news = [_witness_news(sandbox, goal, MILESTONE_DAYS - 1, _NEWS_MINUTES)]
        asked = _ask(sandbox, goal, MILESTONE_DAYS)
        skipped = _skip(sandbox, goal, MILESTONE_DAYS)
        paused = _pause(sandbox, goal, MILESTONE_DAYS + 1)
        completed = _complete(sandbox, goal, MILESTONE_DAYS + 2)
        news.append(_witness_news(sandbox, goal, MILESTONE_DAYS + 2, _NEWS_MINUTES))
        other = sandbox.declare(script.second_title, MILESTONE_DAYS + 2, _NEWS_MINUTES).goal
        missed = _miss(sandbox, other, MILESTONE_DAYS + 5)
        dropped = endings.drop(
            sandbox.tx, sandbox.act(owner, MILESTONE_DAYS + 5), choices.goal_choice(other), None
        )
        return Simulation(
            crowd=_crowd(sandbox, MILESTONE_DAYS + 6),
            week=week,
            news=news,
            missed=missed,
            questions=asked,
            skipped=skipped,
            paused=paused,
            ended=(completed, dropped),
            digest=digest,
        )


def _join(sandbox: Sandbox) -> None:
    """Greet the owner, and have the friend say hello."""
    at = sandbox.at(0)
    arrivals.record_arrival(sandbox.tx, Arrival(sandbox.owner, at), at)
    entry = sandbox.claim(Topic.GREETING, sandbox.owner.id, 0)
    newcomers.plan_greeting(sandbox.tx, entry)
    newcomers.mark_greeted(sandbox.tx, entry, at, is_sent=True, is_posted=True)
    hellos.say_hello(sandbox.tx, sandbox.act(sandbox.friend, 0), sandbox.owner.id)


def _simulate_week(sandbox: Sandbox, script: SimulationScript) -> SimulatedGoal:
    declared = sandbox.declare(script.title, 0)
    goal = declared.goal
    last = MILESTONE_DAYS - 1
    sandbox.check_in(goal, 0, script.note, minutes=2)
    invitation = _invite(sandbox, goal)
    check_ins = [sandbox.check_in(goal, day, script.note) for day in range(1, MILESTONE_DAYS)]
    cheered = cheers.cheer_member(
        sandbox.tx, sandbox.act(sandbox.friend, last), sandbox.owner, None
    )
    return SimulatedGoal(
        declared=declared,
        invitation=invitation,
        checked_in=check_ins[-1],
        cheered=cheered,
        final_view=goal_views.load_view(sandbox.tx, goal, sandbox.at(last)),
    )


def _invite(sandbox: Sandbox, goal: Goal) -> CheerInvitation:
    """Invite the friend to cheer the first check-in."""
    hellos.queue_invitation(sandbox.tx, sandbox.owner.server, goal.id, sandbox.at(0, 2))
    entry = sandbox.claim(Topic.CHEER_INVITATION, sandbox.owner.id, 0, _NEWS_MINUTES)
    invitation = hellos.plan_invitation(sandbox.tx, entry, sandbox.at(0, _NEWS_MINUTES))
    assert invitation
    hellos.mark_invited(sandbox.tx, entry, invitation, None, sandbox.at(0, _NEWS_MINUTES))
    return invitation


def _witness_news(
    sandbox: Sandbox, goal: Goal, day: int, minutes: int = 0
) -> tuple[WitnessNews, OutboxEntry]:
    """Collect the news that is due, and mark it as sent."""
    entry = sandbox.claim(Topic.WITNESS_NEWS, goal.id, day, minutes)
    news = witness_news.collect(sandbox.tx, entry, sandbox.at(day, minutes))
    assert news
    witness_news.mark_sent(sandbox.tx, entry, news, None)
    return news, entry


def _miss(sandbox: Sandbox, goal: Goal, day: int) -> MissNews:
    """Find out what the owner is told about days that they missed."""
    at = sandbox.at(day)
    notice = Notice(sandbox.owner, goal.id, NoticeKind.MISSED, at, told_at=None)
    missed = misses.find_news(sandbox.tx, notice, at)
    assert isinstance(missed, MissNews)
    return missed


def _ask(sandbox: Sandbox, goal: Goal, day: int) -> list[AskedQuestion]:
    asked = questions.ask(sandbox.tx, sandbox.act(sandbox.friend, day), goal.id)
    action = sandbox.act(sandbox.owner, day)
    return [asked, questions.answer(sandbox.tx, action, asked.question.id, Answer.WELL)]


def _digest(sandbox: Sandbox, day: int) -> Digest:
    """Compose the digest of the seven days before a day."""
    server, at = sandbox.owner.server, sandbox.at(day)
    days = schedule.server_days(sandbox.tx, server, at)
    return contents.compose(sandbox.tx, server, week_before(days, days.day_of(at)), at)


def _skip(sandbox: Sandbox, goal: Goal, day: int) -> tuple[SkipResult, SkipAnnouncement]:
    skipped = pauses.skip(
        sandbox.tx, sandbox.act(sandbox.owner, day), choices.goal_choice(goal), None
    )
    assert skipped.entry
    action = sandbox.act(sandbox.owner, day)
    return skipped, pauses.load_announcement(sandbox.tx, action, skipped.entry)


def _pause(sandbox: Sandbox, goal: Goal, day: int) -> tuple[PauseResult, PauseResult]:
    until = pauses.calendar_of(sandbox.tx, sandbox.owner).day_of(sandbox.at(day + MILESTONE_DAYS))
    paused = pauses.pause(
        sandbox.tx, sandbox.act(sandbox.owner, day), choices.goal_choice(goal), until, None
    )
    return paused, pauses.resume(
        sandbox.tx, sandbox.act(sandbox.owner, day, 1), choices.goal_choice(goal)
    )


def _complete(sandbox: Sandbox, goal: Goal, day: int) -> Ended:
    completed = endings.complete(
        sandbox.tx, sandbox.act(sandbox.owner, day), choices.goal_choice(goal), None
    )
    assert isinstance(completed, Ended)
    return completed


def _crowd(sandbox: Sandbox, day: int) -> Crowd:
    """Have enough members join at once for a group greeting with the owner and the friend."""
    strangers = [
        Member(sandbox.owner.server, MemberId(number))
        for number in range(1, arrivals.MAX_PER_MINUTE + 1)
    ]
    for member in (*strangers, sandbox.owner, sandbox.friend):
        arrivals.record_arrival(sandbox.tx, Arrival(member, sandbox.at(day)), sandbox.at(day))
    crowd = newcomers.plan_crowd_greeting(
        sandbox.tx, sandbox.claim(Topic.CROWD_GREETING, 0, day, 2), sandbox.at(day, 2)
    )
    assert crowd
    return crowd
