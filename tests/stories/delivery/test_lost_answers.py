"""Discord carries out a request and the answer is lost, or the connection is cut."""

import logging

import pytest
from discord.utils import utcnow
from simcord import ChannelHandle, MemberActor
from simcord.backend.errors import BackendError

from accountabot.bot import Accountabot
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from tests.network import CALLBACK, MESSAGES, ORIGINAL, Network, message_payload
from tests.stories.greetings.hellos import greeting, say_hello
from tests.stories.privacy.test_redactions import erase
from tests.world import GREETINGS, World, markdown, said, shown, streak_in

FOLLOW_UP = "/webhooks/*/simcord_*"


async def reported(world: World, bot: Accountabot) -> list[tuple[PostKind, int | None]]:
    """Return the failures that owners see."""
    await world.env.settle()
    found = await bot.database.read(failures.recent, ServerId(world.guild.id), utcnow())
    return [(failure.kind, failure.channel) for failure in found]


LOST = {
    "acknowledged already": BackendError(400, 40060, "Already acknowledged"),
    "unavailable": BackendError(503, 0, "Service Unavailable"),
    "cut": None,
}


@pytest.mark.parametrize("error", LOST.values(), ids=LOST)
async def test_a_check_in_whose_answer_was_lost_disappears_with_its_members_data(
    world: World, bot: Accountabot, net: Network, error: Exception | None
) -> None:
    await world.declare(world.alice, "Zebra")
    net.lose_answer("POST", CALLBACK, error)
    await world.check_in(world.alice, note="at dawn")
    before = shown(world.general)

    await erase(world, bot, world.alice)

    assert "at dawn" in before[-1]
    assert "at dawn" not in "".join(shown(world.general))
    assert await reported(world, bot) == []


async def test_the_member_can_undo_a_check_in_whose_answer_was_lost(
    world: World, net: Network
) -> None:
    await world.declare(world.alice)
    count = len(shown(world.general))
    net.lose_acknowledgement()

    answer = await world.check_in(world.alice, note="at dawn")
    await world.alice.slash(world.general, "undo")
    await world.env.settle()

    assert "Undo" in said(answer)
    assert "Undone" in shown(world.general)[count]
    assert len(shown(world.general)) == count + 1


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("goal declare", {"goal": "Yak", "schedule": "daily"}),
        ("pause", {"goal": "Zebra"}),
        ("goal drop", {"goal": "Zebra", "reason": "Yak"}),
    ],
)
async def test_every_public_answer_is_found_again(
    world: World, bot: Accountabot, net: Network, command: str, options: dict[str, str]
) -> None:
    await world.declare(world.alice, "Zebra")
    net.lose_acknowledgement()
    await world.alice.slash(world.general, command, **options)
    await world.env.settle()

    await erase(world, bot, world.alice)

    text = "".join(shown(world.general))
    assert "Zebra" not in text
    assert "Yak" not in text


async def test_an_answer_that_never_arrived_is_sent_once_more(world: World, net: Network) -> None:
    await world.declare(world.alice)
    count = len(shown(world.general))
    net.cut("POST", CALLBACK)

    answer = await world.check_in(world.alice)

    assert streak_in(shown(world.general)[count]) == 1
    assert len(shown(world.general)) == count + 1
    assert "Undo" in said(answer)


@pytest.mark.parametrize(("attempts", "seconds"), [(2, 30), (6, 13 * 60)])
async def test_an_answer_is_found_once_the_connection_is_back(
    world: World, net: Network, attempts: int, seconds: int
) -> None:
    await world.declare(world.alice)
    count = len(shown(world.general))
    net.lose_answer("POST", CALLBACK)
    net.cut("GET", ORIGINAL, times=attempts)

    await world.check_in(world.alice)
    await world.env.advance_time(seconds)
    await world.alice.slash(world.general, "undo")
    await world.env.settle()

    assert "Undone" in shown(world.general)[count]
    assert len(shown(world.general)) == count + 1


async def test_the_card_below_a_button_is_not_taken_for_the_answer(
    world: World, net: Network
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    payload = message_payload(world.env.backend, world.general.id, card.id)
    net.answer_with("GET", ORIGINAL, payload)  # as Discord does if there is no answer yet
    net.cut("POST", CALLBACK)

    await world.alice.click(card, label="Check in")
    await world.alice.slash(world.general, "undo")
    await world.env.settle()

    texts = shown(world.general)
    assert "Undone" in texts[-1]
    assert sum("Undone" in text for text in texts) == 1
    assert "Zebra" in texts[-2]


async def test_a_recorded_check_in_never_looks_failed(
    world: World, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice, "Read 20 pages every day")
    net.cut("POST", CALLBACK, times=2)

    answer = await world.check_in(world.alice, amount="5", note="at dawn")

    assert "counts" in said(answer)
    assert "at dawn" not in said(answer)
    assert "wrong" not in said(answer)
    assert await reported(world, bot) == [(PostKind.CHECK_IN, world.general.id)]
    assert "5 of 20" in await world.ask(world.alice, "goal show", goal="Read")


async def test_a_missing_undo_button_is_no_error(
    world: World, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice)
    net.cut("POST", FOLLOW_UP)

    answer = await world.check_in(world.alice)

    assert streak_in(said(answer)) == 1
    assert await reported(world, bot) == []


@pytest.mark.parametrize("lost", [True, False])
async def test_an_undo_by_button_is_shown_although_the_connection_is_cut(
    world: World, net: Network, *, lost: bool
) -> None:
    answer = await world.declare(world.alice)
    if lost:
        net.lose_answer("POST", CALLBACK)
    else:
        net.cut("POST", CALLBACK)

    undone = await world.alice.click(answer.followups[0], label="Undo")

    assert "wrong" not in said(undone)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_a_preference_that_was_saved_is_not_told_as_a_failure(
    world: World, net: Network
) -> None:
    panel = (await world.alice.slash(world.general, "settings")).response
    net.cut("POST", CALLBACK, times=2)

    answer = await world.alice.click(panel, label="No freezes for me")

    assert "saved" in said(answer)
    assert "Use freezes again" in await world.ask(world.alice, "settings")


async def test_a_list_that_can_not_be_shown_asks_for_another_try(
    world: World, net: Network
) -> None:
    net.cut("POST", CALLBACK, times=2)

    answer = await world.alice.slash(world.general, "goal list")

    assert "try again" in said(answer)
    assert "Server disconnected" in str(world.env.errors)


async def test_a_check_in_in_another_channel_is_posted_once(
    world: World, checkins: ChannelHandle, net: Network
) -> None:
    await world.declare(world.alice)
    public = len(shown(world.general))
    net.lose_answer("POST", MESSAGES)

    answer = await world.check_in(world.alice)

    assert len(shown(checkins)) == 1
    assert len(shown(world.general)) == public
    assert checkins.history()[0].jump_url in said(answer)


async def test_a_check_in_whose_post_stays_unknown_is_posted_nowhere_else(
    world: World, bot: Accountabot, checkins: ChannelHandle, net: Network
) -> None:
    await world.declare(world.alice)
    public = len(shown(world.general))
    net.lose_answer("POST", MESSAGES)
    net.cut("POST", MESSAGES, times=9)

    await world.check_in(world.alice)
    await world.env.advance_time(120)

    assert len(shown(checkins)) == 1
    assert len(shown(world.general)) == public
    assert await reported(world, bot) == [(PostKind.CHECK_IN, checkins.id)]


async def test_a_reply_in_the_check_in_channel_is_posted_once(
    world: World, owner: MemberActor, net: Network
) -> None:
    channel = world.guild.create_text_channel("check-ins")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    for goal in ("Zebra", "Yak"):
        await world.declare(world.alice, goal)
    net.lose_answer("POST", MESSAGES)

    await world.alice.send(channel, "did it")

    assert len(shown(channel)) == 2


async def test_a_refusal_that_can_not_be_shown_is_no_error(
    world: World, net: Network, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "accountabot")
    net.cut("POST", CALLBACK, times=2)
    net.cut("GET", ORIGINAL, times=5)

    answer = await world.alice.slash(world.general, "undo")
    await world.env.advance_time(300)

    assert answer.response is None
    assert {record.levelname for record in caplog.records} == {"INFO"}


async def test_a_check_in_that_is_undone_before_its_message_is_found_is_replaced(
    world: World, net: Network
) -> None:
    await world.declare(world.alice)
    count = len(shown(world.general))
    net.lose_answer("POST", CALLBACK)
    net.cut("GET", ORIGINAL, times=2)

    await world.check_in(world.alice)
    await world.alice.slash(world.general, "undo")
    await world.env.settle()
    before = shown(world.general)[count]
    await world.env.advance_time(120)

    assert streak_in(before) == 1
    assert "Undone" in shown(world.general)[count]


async def test_a_form_whose_request_was_lost_is_opened_again(world: World, net: Network) -> None:
    net.cut("POST", CALLBACK)

    answer = await world.alice.slash(world.general, "introduce")

    assert answer.modal is not None


async def test_a_hello_whose_edit_was_lost_disappears_with_its_members_data(
    world: World, bot: Accountabot, net: Network
) -> None:
    world.join("dora")
    await world.env.settle()
    posted = world.general.history()[GREETINGS].id
    net.lose_answer("PATCH", f"/channels/*/messages/{posted}")
    await say_hello(world, world.carol)
    await world.env.settle()
    before = greeting(world)

    await erase(world, bot, world.carol)

    assert world.carol.mention in before
    assert world.carol.mention not in greeting(world)


async def test_data_are_deleted_and_that_is_said_although_the_connection_was_cut(
    world: World, net: Network
) -> None:
    await world.declare(world.alice)
    asked = (await world.alice.slash(world.general, "data delete")).response
    net.cut("POST", CALLBACK)

    await world.alice.click(asked, label="Delete everything")
    await world.env.settle()

    assert "is gone" in shown_privately(world)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


def shown_privately(world: World) -> str:
    """Return the last message that only Alice sees."""
    return "\n".join(markdown(world.general.history(viewer=world.alice)[-1]))
