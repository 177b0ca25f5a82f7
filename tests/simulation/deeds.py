"""What members do with commands."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from random import Random

from simcord import InteractionResult, MemberActor

from tests.simulation.deed import Deed, Maker
from tests.simulation.presses import cheer, day_start, hard_mode, press_check_in, witness
from tests.simulation.servers import Promise, Server

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC")
SCHEDULES = ("daily", "daily", "daily", "weekly on mon,wed,fri", "every 2 days", "3 per week")
PAGES = "20 pages"
UNDO_WITHIN = timedelta(minutes=16)


def declare(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Declare a goal, unless there are enough."""
    if len(server.promises_of(who)) >= 4:
        return None
    promise = Promise(
        who.id,
        server.new_word(),
        rng.choice(SCHEDULES),
        amount=rng.random() < 0.2,
        is_private=rng.random() < 0.15,
    )
    options = {"amount": PAGES} if promise.amount else {}
    if promise.is_private:
        options["visibility"] = "only me"

    def do() -> Awaitable[InteractionResult]:
        server.promises.append(promise)
        return who.slash(
            server.general,
            "goal declare",
            goal=promise.title,
            schedule=promise.schedule,
            **options,
        )

    return Deed(who, server, "declare", promise.title, do, promise)


def check_in(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Check in on a goal, sometimes for yesterday, with a note that was never written before."""
    options: dict[str, str] = {"date": "yesterday"} if rng.random() < 0.2 else {}

    def more(promise: Promise) -> dict[str, str]:
        return options | ({"amount": rng.choice(["5", "20", "12"])} if promise.amount else {})

    return _on_a_goal(rng, server, who, "check-in", "checkin", "note", more)


def skip(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _on_a_goal(rng, server, who, "skip", "skip", "reason")


def pause(rng: Random, server: Server, who: MemberActor, now: datetime) -> Deed | None:
    until = f"{now + timedelta(days=rng.randint(2, 5)):%Y-%m-%d}" if rng.random() < 0.5 else ""
    options = {"until": until} if until else {}
    return _on_a_goal(rng, server, who, "pause", "pause", "reason", lambda _: options)


def resume(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _on_a_goal(rng, server, who, "resume", "resume")


def drop(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _on_a_goal(rng, server, who, "drop", "goal drop", "reason")


def complete(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _on_a_goal(rng, server, who, "complete", "goal complete", "note")


def undo(_: Random, server: Server, who: MemberActor, now: datetime) -> Deed | None:
    """Take the last thing back, if there can be one."""
    last = server.acted.get(who.id)
    if last is None or now - last > UNDO_WITHIN:
        return None
    return Deed(who, server, "undo", "", lambda: who.slash(server.general, "undo"))


def zone(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Move."""
    name = rng.choice(ZONES)
    return Deed(who, server, "zone", name, lambda: who.slash(server.general, "timezone", zone=name))


def remind(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Have oneself reminded, here or in direct messages as the bot decides."""
    at = rng.choice(["7am and 9pm", "noon", "30 min before", "off"])
    return _on_a_goal(rng, server, who, "remind", "remind", "", lambda _: {"at": at})


def _on_a_goal(
    rng: Random,
    server: Server,
    who: MemberActor,
    kind: str,
    command: str,
    text: str = "",
    more: Callable[[Promise], dict[str, str]] = lambda _: {},
) -> Deed | None:
    own = server.promises_of(who)
    if not own:
        return None
    promise = rng.choice(own)
    word = server.new_word() if text else ""
    options = {"goal": promise.title} | more(promise) | ({text: word} if text else {})
    return Deed(
        who, server, kind, word, lambda: who.slash(server.general, command, **options), promise
    )


DEEDS: dict[Maker, float] = {
    declare: 3,
    check_in: 12,
    skip: 1,
    pause: 1,
    resume: 1,
    drop: 0.3,
    complete: 0.2,
    undo: 5,
    zone: 0.4,
    cheer: 2,
    witness: 0.7,
    press_check_in: 2,
    remind: 0.7,
    day_start: 0.3,
    hard_mode: 0.3,
}
"""How often each is done."""
