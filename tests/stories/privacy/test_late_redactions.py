"""Redactions after a kill, an absence or an outage of Discord."""

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
from tests.stories.greetings.greeting_templates import (
    direct_messages,
    greeting_for,
    save,
    set_direct_messages,
)
from tests.stories.people.test_witness_news import declare_with_witnesses, witness_news
from tests.stories.privacy.personal_data import delete_data
from tests.stories.privacy.test_redactions import (
    EMPTY,
    count_rows,
    erase,
    messages_since_greetings,
    run_redactions,
)
from tests.world import DAY, GREETINGS, HOUR, World, shown


async def killed(world: World, bot: Accountabot, settings: Settings) -> Accountabot:
    """Kill the bot without saving anything, and start a new one."""
    bot.sent_messages.pending.clear()
    await world.env.restart_bot(anew := create_bot(settings))
    return anew


async def test_a_message_posted_just_before_a_kill_is_known(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    bot.sent_messages.collect_for = COLLECTED
    await world.declare(world.alice, "Zebra")
    await world.declare(world.alice, "Zebu")
    await world.bob.slash(world.general, "greet", member=world.alice)

    anew = await killed(world, bot, settings)
    await change(world, world.alice, "Zebu", visibility=["me"])
    down = messages_since_greetings(world)[1]
    await erase(world, anew, world.alice)

    assert "The owner has made this" in down
    assert all(EMPTY in text for text in messages_since_greetings(world)[:3])


async def deleted_everywhere(world: World, name: str) -> None:
    """Let someone delete everything by direct message."""
    panel = await world.users[name].slash("data delete")
    await world.users[name].click(panel.response, label="Delete everything")


def refuse(world: World, status: int, code: int = 0) -> None:
    """Make the next edit of the first message after the greetings fail."""
    message = world.general.history()[GREETINGS].id
    world.env.inject_error("PATCH", f"/channels/*/messages/{message}", status=status, code=code)


async def refused(world: World, bot: Accountabot) -> None:
    """Reject the requests that a test chose."""
    while world.env.backend.faults:
        await world.env.settle()
    await run_redactions(world, bot, rows=1)


async def start_outage(world: World) -> None:
    """Make the server unavailable, as in a Discord outage."""
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id), "unavailable": True})
    await world.env.settle()


async def end_outage(world: World) -> None:
    """End the server's outage."""
    world.env.backend.emit(
        "GUILD_CREATE", dict(guild_create_payload(world.env.backend, world.guild._guild))
    )
    await world.env.settle()


async def test_redactions_run_when_the_bot_is_back_on_the_server(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.remove_bot()
    await deleted_everywhere(world, "alice")
    before = messages_since_greetings(world)[0]

    await world.invite_bot()
    await run_redactions(world, bot)

    assert "Zebra" in before
    assert EMPTY in messages_since_greetings(world)[0]
    assert await count_rows(bot) == 0


async def test_redactions_run_when_discord_finds_the_server_again(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    await start_outage(world)
    await erase(world, bot, world.alice, is_told=False)
    bot.events.outbox_changed()
    before = messages_since_greetings(world)[0]

    await end_outage(world)
    await run_redactions(world, bot)

    assert "Zebra" in before
    assert EMPTY in messages_since_greetings(world)[0]


async def test_redactions_resume_after_the_bot_was_removed_meanwhile(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=503)
    await delete_data(world.alice, world)
    await refused(world, bot)
    await world.remove_bot()
    await world.env.advance_time(DAY)
    before = messages_since_greetings(world)[0], await count_rows(bot)

    await world.invite_bot()
    await run_redactions(world, bot)

    assert "Zebra" in before[0]
    assert before[1] == 1
    assert EMPTY in messages_since_greetings(world)[0]
    assert await count_rows(bot) == 0


@pytest.mark.parametrize("words", [None, "Hello {user.name}"])
async def test_a_greeting_by_direct_message_is_redacted(
    world: World, bot: Accountabot, owner: MemberActor, words: str | None
) -> None:
    await set_direct_messages(world, owner)
    if words:
        await save(world, owner, words)
    await greeting_for(world, "dora")
    (before,) = direct_messages(world, "dora")

    await deleted_everywhere(world, "dora")
    await run_redactions(world, bot)

    assert "The Club" in before
    assert EMPTY in direct_messages(world, "dora")[0]
    assert "The Club" not in direct_messages(world, "dora")[0]


async def test_a_test_greeting_by_direct_message_is_redacted(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    await set_direct_messages(world, owner)
    where = await owner.slash(world.general, "setup channels")
    await owner.click(where.response, label="Test")

    user = owner.user
    before = shown(user.dm_channel)
    await erase(world, bot, owner)

    assert owner.mention in before[-1]
    assert EMPTY in shown(user.dm_channel)[-1]


async def test_a_message_that_was_prepared_before_a_deletion_and_sent_after_it_is_redacted(
    world: World, bot: Accountabot
) -> None:
    await declare_with_witnesses(world, "Zebra")
    read = bot.outbox_handlers[Topic.WITNESS_NEWS]

    async def read_and_wait(guild: Guild, entry: OutboxEntry) -> Delivery | None:
        delivery = await read(guild, entry)
        await erase(world, bot, world.alice, is_told=False)
        return delivery

    bot.outbox_handlers[Topic.WITNESS_NEWS] = read_and_wait
    await world.env.advance_time(3 * DAY + 60)
    bot.events.outbox_changed()
    await run_redactions(world, bot)

    assert witness_news(world) == []
    assert not [
        text
        for text in messages_since_greetings(world)
        if "Zebra" in text or world.alice.mention in text
    ]
    assert await count_rows(bot) == 0


async def test_a_redaction_in_an_archived_thread_is_retried_the_next_day(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=400, code=50083)
    await delete_data(world.alice, world)
    await refused(world, bot)

    await world.env.advance_time(HOUR)
    before = messages_since_greetings(world)[0]
    await world.env.advance_time(DAY)
    await run_redactions(world, bot)

    assert "Zebra" in before
    assert EMPTY in messages_since_greetings(world)[0]


async def test_a_private_goal_in_an_archived_thread_is_deleted_the_next_day(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=400, code=50083)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(HOUR)
    before = messages_since_greetings(world)[0]
    await world.env.advance_time(DAY)

    assert "Zebra" in before
    assert "Zebra" not in messages_since_greetings(world)[0]
