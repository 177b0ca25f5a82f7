"""Members who join while the bot is off, or without a connection, are greeted when it is back."""

from datetime import datetime, timedelta
from pathlib import Path

import attrs
import pytest
import simcord
from simcord import MemberActor
from sqlalchemy import select

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import ServerId
from accountabot.services.greetings import missed_joins
from accountabot.services.streaks import heartbeat
from accountabot.store.database import Database
from accountabot.store.schema import outbox
from tests.stories.greetings.newcomers import greetings_of, waiting_newcomers
from tests.stories.moderation.content_moderation import moderator
from tests.world import HOUR, World, shown

DUE = select(outbox.c.due_at).where(outbox.c.topic == Topic.MISSED_JOINS).order_by(outbox.c.id)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings with which the bot knows when it was last connected."""
    return attrs.evolve(settings, heartbeat_minutes=5)


@pytest.fixture(autouse=True)
async def quiet(world: World) -> None:
    """Begin after a quiet while, so that nobody is held back as part of a crowd."""
    await world.env.advance_time(120)


async def stop(world: World) -> None:
    await world.env.bot.close()
    world.env.backend.advance_clock(HOUR)


async def start(world: World, bot: Accountabot) -> None:
    """Start the bot after a while, and give it time."""
    world.env.backend.advance_clock(HOUR)
    await world.env.restart_bot(bot)
    await world.env.settle()
    await world.env.advance_time(120)


async def happen(world: World, event: str) -> None:
    """Dispatch a connection event to the bot."""
    with world.env._bot_scope():
        world.env.bot.dispatch(event)
    await world.env.settle()


async def forget_since(settings: Settings, last_beat: datetime) -> None:
    """Forget the last contact before a regular stop, as if the process had been killed."""
    database = Database(settings.database_url)
    await database.open()
    await database.write(heartbeat.record_heartbeat, last_beat)
    await database.close()


def requests(world: World, path: str) -> int:
    return sum(entry.path.endswith(path) for entry in world.env.http_requests)


async def test_a_newcomer_who_joined_while_the_bot_was_off_is_greeted(
    world: World, settings: Settings
) -> None:
    await stop(world)
    dora = world.join_unheard("dora")
    await start(world, create_bot(settings))

    assert greetings_of(world, dora, world.alice) == [1, 1]
    assert world.pings()[-1] == [dora.id]
    assert requests(world, "/members") == 1


async def test_each_further_start_greets_nobody_again(world: World, settings: Settings) -> None:
    await stop(world)
    dora = world.join_unheard("dora")
    for _ in range(3):
        await start(world, create_bot(settings))
        await stop(world)

    assert greetings_of(world, dora, world.alice) == [1, 1]


async def test_many_who_joined_while_the_bot_was_off_are_greeted_together(
    world: World, settings: Settings
) -> None:
    before = len(shown(world.general))
    await stop(world)
    crowd = [world.join_unheard(f"n{number}") for number in range(12)]
    await start(world, create_bot(settings))

    assert greetings_of(world, *crowd) == [1] * 12
    assert len(shown(world.general)) == before + 1
    assert world.pings()[-1] == []
    assert await waiting_newcomers(world) == []


async def test_bots_blocked_members_and_those_who_left_again_are_not_greeted(
    world: World, settings: Settings
) -> None:
    dora = world.join("dora")
    mona = moderator(world, "mona")
    await world.env.settle()
    await mona.slash(world.general, "moderate member", member=dora, reason="spam")
    world.guild.remove_member(world.users["dora"])
    await world.env.settle()
    before = len(shown(world.general))

    await stop(world)
    world.join_unheard("dora")
    world.join_unheard("emil")
    world.guild._guild.members.pop(world.users["emil"].id)
    world.users["beep"] = world.env.create_user("beep", bot=True)
    world.join_unheard("beep")
    await start(world, create_bot(settings))

    assert len(shown(world.general)) == before
    assert await waiting_newcomers(world) == []


async def test_a_newcomer_who_has_yet_to_accept_the_rules_is_greeted_after_that(
    world: World, settings: Settings
) -> None:
    await stop(world)
    dora = world.join_unheard("dora", pending=True)
    await start(world, create_bot(settings))
    before = greetings_of(world, dora)
    await world.pass_screening(dora)

    assert before == [0]
    assert greetings_of(world, dora) == [1]


async def test_a_member_who_rejoined_while_the_bot_was_off_is_welcomed_back(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    await stop(world)
    world.guild._guild.members.pop(world.alice.id)
    world.join_unheard("alice")
    await start(world, create_bot(settings))

    assert any(
        word in shown(world.general)[-1] for word in ("Welcome back", "is back", "Welcome home")
    )


async def test_nobody_is_greeted_where_greetings_are_off(
    world: World, settings: Settings, owner: MemberActor
) -> None:
    panel = await owner.slash(world.general, "setup channels")
    await owner.click(panel.response, label="Turn off")
    await stop(world)
    dora = world.join_unheard("dora")
    await start(world, create_bot(settings))

    assert greetings_of(world, dora) == [0]
    assert requests(world, "/members") == 0


async def test_nobody_is_a_newcomer_on_a_server_that_invited_the_bot_while_it_was_off(
    world: World, settings: Settings
) -> None:
    await stop(world)
    world.env.backend.advance_clock(HOUR)
    other = world.env.create_guild("Other")
    hall = other.create_text_channel("hall")
    await start(world, create_bot(settings))

    assert not any("Welcome" in text for text in shown(hall))
    assert requests(world, "/members") == 1


async def test_a_crash_loses_nobody_and_greets_nobody_twice(
    world: World, settings: Settings
) -> None:
    last_beat = world.env.now()
    await world.env.advance_time(60)
    dora = world.join("dora")
    await world.env.advance_time(60)
    await stop(world)
    await forget_since(settings, last_beat)
    emil = world.join_unheard("emil")
    await start(world, create_bot(settings))

    assert greetings_of(world, dora, emil) == [1, 1]


async def test_a_start_that_never_connected_loses_nobody(world: World, settings: Settings) -> None:
    await stop(world)
    dora = world.join_unheard("dora")
    unconnected = create_bot(settings)
    await unconnected.database.open()
    await unconnected.database.write(missed_joins.note_start)
    await unconnected.database.write(heartbeat.record_return, world.env.now())
    await unconnected.database.close()
    await start(world, create_bot(settings))

    assert greetings_of(world, dora) == [1]


@pytest.mark.parametrize("seconds", [20, HOUR])
async def test_a_join_during_a_lost_session_is_greeted(world: World, seconds: float) -> None:
    await happen(world, "disconnect")
    await world.env.advance_time(seconds)
    dora = world.join_unheard("dora")
    await happen(world, "ready")
    await world.env.advance_time(120)

    assert greetings_of(world, dora, world.alice) == [1, 1]


async def test_nothing_is_looked_up_after_a_session_that_was_resumed(
    world: World,
) -> None:
    await happen(world, "disconnect")
    await world.env.advance_time(HOUR)
    await happen(world, "resumed")
    await world.env.advance_time(HOUR)

    assert requests(world, "/members") == 0


async def test_a_join_while_the_machine_slept_is_greeted(world: World, bot: Accountabot) -> None:
    last_seen = world.env.now()
    await world.env.advance_time(6 * HOUR)
    dora = world.join_unheard("dora")
    await bot.database.write(heartbeat.record_heartbeat, last_seen)
    await bot.database.write(heartbeat.record_return, world.env.now())  # the first event after it
    await happen(world, "disconnect")
    await happen(world, "ready")
    await world.env.advance_time(120)

    assert greetings_of(world, dora) == [1]


async def test_a_lookup_that_discord_refuses_is_repeated(world: World, settings: Settings) -> None:
    await stop(world)
    dora = world.join_unheard("dora")
    world.env.inject_error("GET", "/guilds/*/members", status=503)
    await start(world, create_bot(settings))

    assert greetings_of(world, dora) == [1]


async def test_servers_are_looked_up_a_second_apart(world: World, settings: Settings) -> None:
    servers = {ServerId(world.env.create_guild(f"Club {n}").id): world.env.now() for n in range(4)}
    await world.env.advance_time(60)
    await stop(world)
    database = Database(settings.database_url)
    await database.open()
    now = world.env.now()
    await database.write(missed_joins.queue_lookups, servers, now)

    due = [now + number * timedelta(seconds=1) for number in range(4)]
    assert [*await database.read(lambda tx: tx.scalars(DUE).all())] == due
    await database.close()


@pytest.fixture
async def lobby(world: World) -> simcord.ChannelHandle:
    """The channel in which Discord says who joined."""
    lobby = world.guild.create_text_channel("lobby")
    world.env.backend.edit_guild(world.guild.id, {"system_channel_id": lobby.id})
    return lobby


def enlarge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every server more members than one request returns."""
    monkeypatch.setattr("discord.Guild.member_count", 1001)


@pytest.mark.usefixtures("lobby")
async def test_join_messages_show_who_joined_a_large_server(
    world: World, settings: Settings, lobby: simcord.ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    enlarge(monkeypatch)
    world.join_unheard("early", announced=True)
    await stop(world)
    dora = world.join_unheard("dora", announced=True)
    emil = world.join_unheard("emil", announced=True)
    world.guild._guild.members.pop(emil.id)
    quiet = world.join_unheard("quiet")
    await start(world, create_bot(settings))

    said = shown(lobby)
    assert sum(dora.mention in text for text in said) == 1
    assert not any(other.mention in text for text in said for other in (emil, quiet))
    assert requests(world, "/members") == 0


async def test_nobody_is_greeted_on_a_large_server_without_join_messages(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    enlarge(monkeypatch)
    await stop(world)
    dora = world.join_unheard("dora")
    await start(world, create_bot(settings))

    assert greetings_of(world, dora) == [0]
    assert requests(world, "/members") == 0


@pytest.mark.parametrize("off", [False, True])
async def test_join_messages_are_enough_without_the_members_intent(
    world: World, settings: Settings, lobby: simcord.ChannelHandle, *, off: bool
) -> None:
    await stop(world)
    if off:
        dora = world.join_unheard("dora", announced=True)
    await start(world, create_bot(settings, members_intent=False))
    if not off:
        dora = world.join_unheard("dora", announced=True)
        await world.env.settle()
        await world.env.advance_time(60)

    assert sum(dora.mention in text for text in shown(lobby)) == 1


async def test_nobody_is_a_newcomer_at_the_first_start(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    await stop(world)
    dora = world.join_unheard("dora")
    url = f"sqlite:///{tmp_path / 'new.db'}"
    await start(world, create_bot(attrs.evolve(settings, database_url=url)))

    assert greetings_of(world, dora) == [0]
    assert requests(world, "/members") == 0
