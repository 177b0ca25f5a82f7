"""What the bot posted of someone is emptied whenever that can be done: after a kill, an absence, a pause of Discord."""

import pytest
from discord import Guild
from simcord import MemberActor
from simcord.backend.serializers import guild_create_payload

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.ui.delivery.deliveries import Delivery
from tests.conftest import COLLECTED
from tests.stories.goals.edits import change
from tests.stories.greetings.greeting_templates import by_message, greeted, letters, save
from tests.stories.people.test_witness_news import held, news
from tests.stories.privacy.personal_data import deleted
from tests.stories.privacy.test_redactions import EMPTY, erase, left, rest, since_greetings
from tests.world import DAY, GREETINGS, HOUR, World, shown


async def killed(world: World, bot: Accountabot, settings: Settings) -> Accountabot:
    """Kill the bot, so that nothing is written down any more, and start it anew."""
    bot.sent_messages.pending.clear()
    await world.env.restart_bot(anew := create_bot(settings))
    return anew


async def test_what_was_posted_a_moment_before_a_kill_is_known(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    bot.sent_messages.collect_for = COLLECTED
    await world.declare(world.alice, "Zebra")
    await world.declare(world.alice, "Zebu")
    await world.bob.slash(world.general, "greet", member=world.alice)

    anew = await killed(world, bot, settings)
    await change(world, world.alice, "Zebu", visibility=["me"])
    down = since_greetings(world)[1]
    await erase(world, anew, world.alice)

    assert "The owner now keeps this" in down
    assert all(EMPTY in text for text in since_greetings(world)[:3])


async def deleted_everywhere(world: World, name: str) -> None:
    """Let someone delete everything by direct message."""
    panel = await world.users[name].slash("data delete")
    await world.users[name].click(panel.response, label="Delete everything")


def refuse(world: World, status: int, code: int = 0) -> None:
    """Let the first message after the greetings not be edited once."""
    message = world.general.history()[GREETINGS].id
    world.env.inject_error("PATCH", f"/channels/*/messages/{message}", status=status, code=code)


async def refused(world: World, bot: Accountabot) -> None:
    """Let what is to be refused be refused."""
    while world.env.backend.faults:
        await world.env.settle()
    await rest(world, bot, rows=1)


async def away(world: World) -> None:
    """Let Discord lose the server for a while."""
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id), "unavailable": True})
    await world.env.settle()


async def back(world: World) -> None:
    """Let Discord find the server again."""
    world.env.backend.emit(
        "GUILD_CREATE", dict(guild_create_payload(world.env.backend, world.guild._guild))
    )
    await world.env.settle()


async def test_what_was_deleted_while_the_bot_was_off_the_server_is_emptied_when_it_is_back(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.remove_bot()
    await deleted_everywhere(world, "alice")
    before = since_greetings(world)[0]

    await world.invite_bot()
    await rest(world, bot)

    assert "Zebra" in before
    assert EMPTY in since_greetings(world)[0]
    assert await left(bot) == 0


async def test_what_was_deleted_while_discord_had_lost_the_server_is_emptied_when_it_is_found(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    await away(world)
    await erase(world, bot, world.alice, is_told=False)
    bot.events.outbox_changed()
    before = since_greetings(world)[0]

    await back(world)
    await rest(world, bot)

    assert "Zebra" in before
    assert EMPTY in since_greetings(world)[0]


async def test_the_bot_is_removed_between_two_rounds_and_goes_on_when_it_is_back(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=503)
    await deleted(world.alice, world)
    await refused(world, bot)
    await world.remove_bot()
    await world.env.advance_time(DAY)
    before = since_greetings(world)[0], await left(bot)

    await world.invite_bot()
    await rest(world, bot)

    assert "Zebra" in before[0]
    assert before[1] == 1
    assert EMPTY in since_greetings(world)[0]
    assert await left(bot) == 0


@pytest.mark.parametrize("words", [None, "Hello {user.name}"])
async def test_a_greeting_by_direct_message_is_emptied(
    world: World, bot: Accountabot, owner: MemberActor, words: str | None
) -> None:
    await by_message(world, owner)
    if words:
        await save(world, owner, words)
    await greeted(world, "dora")
    (before,) = letters(world, "dora")

    await deleted_everywhere(world, "dora")
    await rest(world, bot)

    assert "The Club" in before
    assert EMPTY in letters(world, "dora")[0]
    assert "The Club" not in letters(world, "dora")[0]


async def test_a_greeting_on_trial_by_direct_message_is_emptied(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    await by_message(world, owner)
    where = await owner.slash(world.general, "setup channels")
    await owner.click(where.response, label="Test")

    user = owner.user
    before = shown(user.dm_channel)
    await erase(world, bot, owner)

    assert owner.mention in before[-1]
    assert EMPTY in shown(user.dm_channel)[-1]


async def test_a_letter_that_was_read_before_a_deletion_and_posted_after_it_is_emptied(
    world: World, bot: Accountabot
) -> None:
    await held(world, "Zebra")
    read = bot.outbox_handlers[Topic.WITNESS_NEWS]

    async def read_and_wait(guild: Guild, entry: OutboxEntry) -> Delivery | None:
        delivery = await read(guild, entry)
        await erase(world, bot, world.alice, is_told=False)
        return delivery

    bot.outbox_handlers[Topic.WITNESS_NEWS] = read_and_wait
    await world.env.advance_time(3 * DAY + 60)
    bot.events.outbox_changed()
    await rest(world, bot)

    assert news(world) == []
    assert not [
        text for text in since_greetings(world) if "Zebra" in text or world.alice.mention in text
    ]
    assert await left(bot) == 0


async def test_what_stands_in_an_archived_thread_is_tried_again_the_next_day(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=400, code=50083)
    await deleted(world.alice, world)
    await refused(world, bot)

    await world.env.advance_time(HOUR)
    before = since_greetings(world)[0]
    await world.env.advance_time(DAY)
    await rest(world, bot)

    assert "Zebra" in before
    assert EMPTY in since_greetings(world)[0]


async def test_a_private_goal_in_an_archived_thread_is_taken_down_the_next_day(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=400, code=50083)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(HOUR)
    before = since_greetings(world)[0]
    await world.env.advance_time(DAY)

    assert "Zebra" in before
    assert "Zebra" not in since_greetings(world)[0]
