"""What members do with buttons, menus and forms."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from random import Random

from simcord import InteractionResult, MemberActor
from simcord.results import ResponseMessage

from tests.simulation.deed import Deed
from tests.simulation.servers import Server
from tests.stories.goals.edits import form_fields
from tests.world import ids, said

Press = Callable[[ResponseMessage], Awaitable[InteractionResult]]


def cheer(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _press(rng, server, who, "cheer")


def witness(rng: Random, server: Server, who: MemberActor, _: datetime) -> Deed | None:
    return _press(rng, server, who, "witness")


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
