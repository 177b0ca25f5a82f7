"""Messages that stay unknown are looked for in the channel, even after a restart."""

from simcord import ChannelHandle

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import ServerId
from accountabot.store.delivery import outbox
from tests.network import CALLBACK, FOLLOWUPS, MESSAGES, ORIGINAL, Network
from tests.stories.goals.several_goals import PIANO, ask
from tests.stories.privacy.test_redactions import erase
from tests.world import HOUR, World, said, shown


async def searches(world: World, bot: Accountabot) -> list[int]:
    """Return the interactions whose messages are still looked for."""
    server = ServerId(world.guild.id)
    ids = [
        int(payload["id"])
        for _, name, payload in world.env.backend.transcript
        if name == "INTERACTION_CREATE"
    ]
    found = [await bot.database.read(outbox.find, server, Topic.LOST_MESSAGE, each) for each in ids]
    return [entry.subject for entry in found if entry]


async def test_a_check_in_that_is_never_found_by_its_interaction_is_found_in_the_channel(
    world: World, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice, "Zebra")
    net.lose_answer("POST", CALLBACK)
    net.cut("GET", ORIGINAL, times=20)
    await world.check_in(world.alice, note="at dawn")
    waiting = await searches(world, bot)
    await world.env.advance_time(HOUR)

    await erase(world, bot, world.alice)

    assert len(waiting) == 1
    assert "at dawn" not in "".join(shown(world.general))
    assert await searches(world, bot) == []


async def test_the_search_survives_a_restart(
    world: World, bot: Accountabot, net: Network, settings: Settings
) -> None:
    await world.declare(world.alice)
    count = len(shown(world.general))
    net.lose_answer("POST", CALLBACK)
    net.cut("GET", ORIGINAL, times=20)
    await world.check_in(world.alice)

    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(60)
    await world.alice.slash(world.general, "undo")
    await world.env.settle()

    assert "Undone" in shown(world.general)[count]


async def test_a_check_in_in_another_channel_is_found_there(
    world: World, checkins: ChannelHandle, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice)
    for _ in range(5):
        net.lose_answer("POST", MESSAGES)
    await world.check_in(world.alice, note="at dawn")
    await world.env.advance_time(2 * HOUR)

    await erase(world, bot, world.alice)

    (text,) = shown(checkins)
    assert "at dawn" not in text


async def test_a_message_that_is_found_at_once_is_not_searched_for(
    world: World, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice)
    net.lose_acknowledgement()

    await world.check_in(world.alice)

    assert await searches(world, bot) == []


async def test_the_search_for_a_message_that_is_not_there_ends(
    world: World, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice)
    net.cut("POST", CALLBACK, times=2)
    net.cut("GET", ORIGINAL, times=20)

    await world.check_in(world.alice)
    await world.env.advance_time(HOUR)

    assert await searches(world, bot) == []


async def test_another_message_of_the_bot_is_not_taken_for_the_lost_one(
    world: World, checkins: ChannelHandle, bot: Accountabot, net: Network
) -> None:
    await world.declare(world.alice)
    await bot.get_partial_messageable(checkins.id).send("A note about how to begin")
    for _ in range(5):
        net.lose_answer("POST", MESSAGES)
    await world.check_in(world.alice)
    await world.env.advance_time(600)
    bot.events.outbox_changed()
    await world.env.advance_time(290)
    undone = await world.alice.slash(world.general, "undo")
    await world.env.advance_time(HOUR)

    note, check_in = shown(checkins)
    assert "no longer counts" in said(undone)
    assert note == "A note about how to begin"
    assert "Undone" in check_in


async def test_the_card_of_one_of_several_goals_is_found_in_the_channel(
    world: World, bot: Accountabot, net: Network
) -> None:
    question = await ask(world, world.alice)
    net.lose_answer("POST", FOLLOWUPS)

    answer = await world.alice.click(question.response, label=PIANO)
    waiting = await searches(world, bot)
    before = "".join(shown(world.general))
    await world.env.advance_time(HOUR)

    await erase(world, bot, world.alice)

    assert "couldn’t post" in said(answer)
    assert len(waiting) == 1
    assert await searches(world, bot) == []
    assert "piano" in before
    assert "piano" not in "".join(shown(world.general))


async def test_a_private_card_that_is_not_confirmed_is_not_searched_for(
    world: World, bot: Accountabot, net: Network
) -> None:
    question = await ask(world, world.alice, visibility="only me")
    net.lose_answer("POST", FOLLOWUPS)

    await world.alice.click(question.response, label=PIANO)

    assert await searches(world, bot) == []
