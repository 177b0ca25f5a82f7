"""What members do. Each deed is one interaction, whose answer is compared with the record."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from simcord import InteractionResult, MemberActor
from simcord.results import ResponseMessage

from tests.simulation.answers import Told
from tests.simulation.servers import Promise, Server
from tests.stories.goals.edits import form_fields
from tests.world import ids, said

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC")
SCHEDULES = ("daily", "daily", "daily", "weekly on mon,wed,fri", "every 2 days", "3 per week")
PAGES = "20 pages"
UNDO_WITHIN = timedelta(minutes=16)


@dataclass
class Deed:
    """Something that a member is about to do, or did."""

    who: MemberActor
    server: Server
    kind: str
    word: str
    do: Callable[[], Awaitable[InteractionResult]]
    promise: Promise | None = None
    at: datetime | None = None
    source: int = 0
    told: Told = Told.UNKNOWN
    text: str = ""

    def __str__(self) -> str:
        title = self.promise.title if self.promise else ""
        return f"{self.who.name} {self.kind} {title} {self.word} -> {self.told.value}"


Press = Callable[[ResponseMessage], Awaitable[InteractionResult]]
Maker = Callable[[Random, Server, MemberActor, datetime], Deed | None]


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


def cheer(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _press(rng, server, who, "cheer")


def witness(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _press(rng, server, who, "witness")


def remind(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Have oneself reminded, here or in direct messages as the bot decides."""
    at = rng.choice(["7am and 9pm", "noon", "30 min before", "off"])
    return _on_a_goal(rng, server, who, "remind", "remind", "", lambda _: {"at": at})


def hide(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Make a public goal private."""
    own = [each for each in server.promises_of(who) if not each.is_private]
    if not own:
        return None
    promise = rng.choice(own)

    async def do() -> InteractionResult:
        form = await who.slash(server.general, "goal edit", goal=promise.title)
        if not form.modal:
            return form
        fields = form_fields(form) | {"visibility": ["me"]}
        preview = await who.submit_modal(form, fields)
        if not preview.response or "Change it" not in said(preview):
            return preview
        return await who.click(preview.response, label="Change it")

    return Deed(who, server, "hide", promise.title, do, promise)


def press_check_in(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Press *Check in* on a card of one's own."""
    found = [
        (message, id_)
        for channel in server.channels
        for message in channel.history()[-20:]
        for id_ in ids(message.components, "checkin")
        if who.mention in str([each.to_dict() for each in message.components])
    ]
    if not found:
        return None
    message, id_ = rng.choice(found)
    return Deed(who, server, "press", "", lambda: who.click(message, custom_id=id_))


def _panel(who: MemberActor, server: Server, press: Press) -> Deed:
    """Change a setting in one's own panel."""

    async def do() -> InteractionResult:
        panel = await who.slash(server.general, "settings")
        if panel.response is None or "Hard mode" not in said(panel):
            return panel
        return await press(panel.response)

    return Deed(who, server, "settings", "", do)


def day_start(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    """Let one's days begin later."""
    hour = str(rng.choice([0, 3, 6]))

    def press(panel: ResponseMessage) -> Awaitable[InteractionResult]:
        return who.select(panel, [hour], custom_id=next(ids(panel.components, "day-start:")))

    return _panel(who, server, press)


def hard_mode(_: Random, server: Server, who: MemberActor, __: datetime) -> Deed | None:
    """Do without freezes, or with them again."""

    def press(panel: ResponseMessage) -> Awaitable[InteractionResult]:
        return who.click(panel, custom_id=next(ids(panel.components, "hard-mode:")))

    return _panel(who, server, press)


async def delete_data(server: Server, who: MemberActor) -> InteractionResult:
    """Delete everything about a member."""
    panel = await who.slash(server.general, "data delete")
    if not panel.response or "Delete everything" not in said(panel):
        return panel
    return await who.click(panel.response, label="Delete everything")


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


def _press(rng: Random, server: Server, who: MemberActor, button: str) -> Deed | None:
    """Press a button of a public message of somebody else."""
    found = [*_buttons(server, who, button)]
    if not found:
        return None
    message, id_ = rng.choice(found)
    return Deed(who, server, button, "", lambda: who.click(message, custom_id=id_))


def _buttons(server: Server, who: MemberActor, button: str) -> Iterator[tuple[object, str]]:
    for message in (*server.general.history()[-15:], *server.feed.history()[-15:]):
        for id_ in ids(message.components, button):
            if who.mention not in str([each.to_dict() for each in message.components]):
                yield message, id_
