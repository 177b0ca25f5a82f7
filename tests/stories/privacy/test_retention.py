"""Retention: when a server that the bot left is erased."""

from discord.utils import utcnow
from simcord import MemberActor
from sqlalchemy import Connection, select

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.people import preferences, profiles
from accountabot.services.privacy import retention
from accountabot.store.privacy import erasure
from accountabot.store.schema import member_scores, metadata, score_counts
from tests.stories.moderation.content_moderation import moderator
from tests.stories.people.cheers import declare_and_check_in
from tests.stories.privacy.personal_data import delete_data, traces_of
from tests.world import DAY, World, said, shown

ELSEWHERE = ServerId(7)


def act(server: ServerId, member: int, source: int) -> Action:
    return Action(Member(server, MemberId(member)), utcnow(), InteractionId(source))


def rows_of(tx: Connection, server: int) -> set[str]:
    """Return the tables that hold a row of a server."""
    tables = [table for table in metadata.sorted_tables if "server_id" in table.c]
    return {t.name for t in tables if tx.execute(select(t).where(t.c.server_id == server)).first()}


async def test_a_server_that_the_bot_left_is_erased_after_thirty_days_with_its_members_settings(
    world: World, bot: Accountabot
) -> None:
    await bot.database.write(profiles.disclose, act(ELSEWHERE, 5, 1), "I sell hats")
    await bot.database.write(profiles.disclose, act(ELSEWHERE, world.alice.id, 2), "I sell shoes")
    for number, member in enumerate((5, world.alice.id), 3):
        await bot.database.write(preferences.set_zone, act(ELSEWHERE, member, number), "Asia/Tokyo")
    await world.declare(world.alice)
    await world.next_day()  # the bot's absence is recorded

    await world.next_day(28)
    before = await bot.database.read(rows_of, ELSEWHERE)
    await world.next_day(3)

    assert before == {"disclosures", "departures", "flags"}
    assert await bot.database.read(rows_of, ELSEWHERE) == set()
    assert await bot.database.read(traces_of, 5) == set()
    assert "settings.member_id" in await bot.database.read(traces_of, world.alice.id)
    assert "goals" in await bot.database.read(rows_of, world.guild.id)


async def test_a_server_is_erased_in_batches_and_its_departure_last(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    here = ServerId(world.guild.id)
    await bot.database.write(retention.find_overdue_servers, [here], [], utcnow())

    steps = 0
    while await bot.database.erase(erasure.erase_batch, here, 1):
        steps += 1
        assert "departures" in await bot.database.read(
            rows_of, here
        ) or not await bot.database.read(rows_of, here)
        assert await bot.database.read(traces_of, -1) == set()  # no row refers to a deleted one

    assert steps > 5
    assert await bot.database.read(rows_of, here) == set()


async def test_a_server_with_the_bot_is_never_erased(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    here = ServerId(world.guild.id)
    await bot.database.write(retention.find_overdue_servers, [here], [], utcnow())
    world.env.backend.advance_clock(40 * DAY)

    assert await bot.database.write(retention.find_overdue_servers, [here], [here], utcnow()) == []
    assert await bot.database.write(retention.find_overdue_servers, [here], [], utcnow()) == [here]


async def test_a_sentence_that_is_pending_for_a_month_is_erased(
    world: World, bot: Accountabot
) -> None:
    await world.alice.slash(world.general, "goal declare", goal="Write a lot")

    await world.next_day(32)

    assert "pending_inputs" not in await bot.database.read(rows_of, world.guild.id)


async def test_a_server_to_which_the_bot_returned_is_kept(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    goals = world.guild.create_text_channel("goals")
    await owner.slash(world.general, "setup channels", goals=goals)
    await world.alice.slash(world.general, "timezone", zone="Europe/Lisbon")
    before = await bot.database.read(rows_of, world.guild.id)

    await bot.get_cog("Retention")._delete(ServerId(world.guild.id))
    zone = await bot.database.read(
        preferences.preferences_of, Member(ServerId(world.guild.id), MemberId(world.alice.id))
    )
    await world.declare(world.alice, "Read")

    assert before <= await bot.database.read(rows_of, world.guild.id)
    assert zone.zone == "Europe/Lisbon"
    assert "Read" in shown(goals)[-1]


async def test_a_block_is_erased_with_its_server(world: World, bot: Accountabot) -> None:
    mod = moderator(world, "mona")
    await world.env.settle()
    await mod.slash(world.general, "moderate member", member=world.alice, reason="spam")
    await world.remove_bot()
    await world.next_day(33)
    await world.invite_bot()

    assert "no goals here yet" in await world.ask(world.alice, "goal list")
    assert "spam" in said(
        await mod.slash(world.general, "moderate member", member=world.alice, reason="spam again")
    )
    assert not any(block.reason == "spam" for block in bot.state.blocks.values())


async def test_a_zone_is_erased_with_the_only_server_on_which_it_was_set(
    world: World, bot: Accountabot
) -> None:
    await delete_data(world.alice, world)
    await world.alice.slash(world.general, "timezone", zone="Europe/Lisbon")

    await world.remove_bot()
    await world.next_day(33)

    assert await bot.database.read(traces_of, world.alice.id) == set()


async def test_a_zone_stays_if_another_server_is_erased(world: World, bot: Accountabot) -> None:
    await delete_data(world.alice, world)
    await bot.database.write(
        preferences.set_zone, act(ELSEWHERE, world.alice.id, 1), "Europe/Lisbon"
    )
    await world.alice.slash(world.general, "timezone", zone="Europe/Lisbon")  # unchanged

    await world.next_day(33)

    assert "settings.member_id" in await bot.database.read(traces_of, world.alice.id)
    assert "Europe/Lisbon" in await world.ask(world.alice, "timezone", zone="Europe/Lisbon")


async def test_scores_of_weeks_and_months_that_are_over_are_deleted(
    world: World, bot: Accountabot
) -> None:
    await world.cheer(world.bob, (await declare_and_check_in(world, world.alice)).response)
    before = await bot.database.read(spans_of_cheers)

    await world.next_day(40)

    assert before == {"", "2025-12-29", "2026-01"}
    assert await bot.database.read(spans_of_cheers) == {""}


def spans_of_cheers(tx: Connection) -> set[str]:
    """Return the spans for which someone has a score for cheers, or is counted."""
    return {
        span
        for table in (member_scores, score_counts)
        for span in tx.execute(select(table.c.span).where(table.c.board == "cheers")).scalars()
    }
