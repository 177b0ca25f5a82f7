"""Measure what keeps scores up to date: hiding a goal, a member's scores, and a recount."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from statistics import median
from time import perf_counter

from sqlalchemy import Connection, text

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.choices import goal_choice
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.goals import declaration
from accountabot.services.leaderboards import recounts, scores
from accountabot.services.moderation import content_moderation
from accountabot.services.streaks import goal_status
from accountabot.store.in_memory import in_memory_database
from accountabot.store.streaks import standings

SERVER = ServerId(1)
MODERATOR = Member(SERVER, MemberId(99))
AGES = (10, 100, 1_000)
"""Days with a check-in, and periods, of each goal."""
NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
ROUNDS = 100
_sources = map(InteractionId, count(1))


def main() -> None:
    """Print each cost for goals of different ages, without the commit."""
    with in_memory_database() as tx:
        goals = [lived(tx, MemberId(age), age) for age in AGES]
        print(f"with {', '.join(map(str, AGES))} check-ins and periods:")
        for name, work in (
            ("hiding a goal", hide),
            ("a member's scores", lambda tx, goal: scores.refresh(tx, goal.owner, NOW)),
            ("counting a goal again", recount),
            ("counting its whole record", recount_whole),
        ):
            times = [*in_turns(tx, goals, work)]
            shown = ", ".join(f"{each * 1e3:5.2f} ms" for each in times)
            print(f"  {name:25} {shown}: {times[-1] / times[-2]:.2f} × from 100 days on")


def lived(tx: Connection, member: MemberId, age: int) -> Goal:
    """Let a member declare a goal and check in daily; let it be judged and counted."""
    owner = Member(SERVER, member)
    began = NOW - timedelta(days=age - 1)
    action = Action(owner, began, next(_sources))
    declared = declaration.declare(tx, action, Promise("Run 5k", parse_schedule("daily")))
    goal = declared.view.goal
    for day in range(age):
        action = Action(owner, began + timedelta(days=day), next(_sources))
        checkin_requests.check_in(tx, action, goal_choice(goal), DayChoice.TODAY, CheckInInput())
    while goal_status.refresh_stale(tx, SERVER, NOW):
        pass
    while recounts.recount_due(tx, NOW):
        pass
    return goal


def in_turns(
    tx: Connection, goals: list[Goal], work: Callable[[Connection, Goal], None]
) -> Iterator[float]:
    """Return the median seconds of some work with each goal."""
    times: dict[int, list[float]] = {goal.id: [] for goal in goals}
    for _ in range(ROUNDS):
        for goal in goals:
            tx.execute(text("SAVEPOINT round"))
            began = perf_counter()
            work(tx, goal)
            times[goal.id].append(perf_counter() - began)
            tx.execute(text("ROLLBACK TO round"))
            tx.execute(text("RELEASE round"))
    return map(median, times.values())


def hide(tx: Connection, goal: Goal) -> None:
    action = Action(MODERATOR, NOW, next(_sources))
    content_moderation.hide(tx, action, goal.owner, goal_choice(goal), "spam")


def recount(tx: Connection, goal: Goal) -> None:
    standings.count_again(tx, goal)
    assert recounts.recount_due(tx, NOW)


def recount_whole(tx: Connection, goal: Goal) -> None:
    standings.count_whole_again(tx, goal)
    assert recounts.recount_due(tx, NOW)


if __name__ == "__main__":
    main()
