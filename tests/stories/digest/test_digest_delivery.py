"""When and where the digest is posted, and that it is posted once."""

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.delivery.test_outbox import without_marking
from tests.stories.digest.digests import (
    HEAD,
    MONDAY,
    WEEK,
    digest_message,
    digests,
    keep,
    turn_on,
)
from tests.world import DAY, HOUR, World, shown


async def live(world: World, owner: MemberActor, **options: object) -> None:
    """Turn the digest on, and let Alice declare a goal, which the first digest shows."""
    await turn_on(world, owner, **options)
    await world.declare(world.alice, "Run")


async def test_the_digest_is_off_until_a_channel_is_chosen(
    world: World, owner: MemberActor
) -> None:
    await world.ask(owner, "setup digest", day=0, hour=9)
    await world.declare(world.alice, "Run")
    await world.env.advance_time(MONDAY + WEEK)

    assert digests(world) == []


async def test_the_digest_comes_at_the_chosen_hour_in_the_servers_time_zone(
    world: World, owner: MemberActor
) -> None:
    await world.ask(owner, "setup timezone", zone="America/New_York")
    await live(world, owner, day=6, hour=18)
    await world.env.advance_time(3 * DAY + 13 * HOUR + 59 * 60)  # 22:59 UTC on Sunday
    before = digests(world)
    await world.env.advance_time(120)

    assert before == []
    assert len(digests(world)) == 1


async def test_it_is_silent_and_pings_nobody(world: World, owner: MemberActor) -> None:
    await live(world, owner)
    await keep(world, world.alice, 4)

    assert digest_message(world).flags.suppress_notifications
    assert world.pings()[-1] == []
    assert "<@" in digests(world)[0]


async def test_each_week_is_posted_once(world: World, owner: MemberActor) -> None:
    await live(world, owner)
    for _ in range(4):
        await keep(world, world.alice, 7)

    found = [text.splitlines()[0] for text in digests(world)]

    assert found == [
        f"{HEAD}, Mon, Dec 29 – Sun, Jan 4",
        f"{HEAD}, Mon, Jan 5 – Sun, Jan 11",
        f"{HEAD}, Mon, Jan 12 – Sun, Jan 18",
        f"{HEAD}, Mon, Jan 19 – Sun, Jan 25",
    ]


async def test_a_digest_that_was_posted_but_never_marked_is_not_posted_again(
    world: World, owner: MemberActor, bot: Accountabot, settings: Settings
) -> None:
    await live(world, owner)
    async with without_marking(bot):
        await world.env.advance_time(MONDAY + 60)
        posted = digests(world)
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.next_day(2)

    assert len(posted) == 1
    assert digests(world) == posted


async def test_a_changed_day_reschedules_the_next_digest(world: World, owner: MemberActor) -> None:
    await live(world, owner)
    await world.ask(owner, "setup digest", day=5, hour=12)  # Saturday
    await world.env.advance_time(2 * DAY + 4 * HOUR)
    await world.env.advance_time(2 * DAY)

    (digest,) = digests(world)

    assert digest.startswith(f"{HEAD}, Sat, Dec 27 – Fri, Jan 2")


async def test_a_new_time_zone_reschedules_the_next_digest(
    world: World, owner: MemberActor
) -> None:
    await live(world, owner)
    await world.ask(owner, "setup timezone", zone="Asia/Tokyo")
    await world.env.advance_time(3 * DAY + 16 * HOUR)  # 10:00 on Monday in Tokyo

    assert len(digests(world)) == 1


async def test_no_day_is_in_two_digests_after_a_change_or_after_turning_it_off_and_on(
    world: World, owner: MemberActor
) -> None:
    await live(world, owner)
    await keep(world, world.alice, 5)
    answer = await owner.slash(world.general, "setup digest")
    await owner.click(answer.response, label="Turn off")
    again = await turn_on(world, owner, day=2)
    await keep(world, world.alice, 14)

    found = [text.splitlines()[0] for text in digests(world)]

    assert "covering Wed, Jan 7 – Tue, Jan 13" in again
    assert found == [f"{HEAD}, Mon, Dec 29 – Sun, Jan 4", f"{HEAD}, Wed, Jan 7 – Tue, Jan 13"]


@pytest.mark.parametrize(("hours_late", "is_posted"), [(23, True), (25, False)])
async def test_a_digest_that_came_due_while_the_bot_was_off_is_posted_up_to_a_day_late(
    world: World,
    owner: MemberActor,
    bot: Accountabot,
    settings: Settings,
    hours_late: int,
    is_posted: bool,
) -> None:
    await live(world, owner)
    await bot.close()
    await world.env.advance_time(MONDAY + hours_late * HOUR)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(120)
    late = digests(world)
    await world.declare(world.bob, "Read")
    await world.env.advance_time(WEEK)

    assert len(late) == is_posted
    assert len(digests(world)) == is_posted + 1


async def test_owners_are_told_if_discord_refuses_the_channel_and_nothing_is_posted_elsewhere(
    world: World, owner: MemberActor
) -> None:
    side = world.guild.create_text_channel("side")
    await world.ask(owner, "setup digest", channel=side)
    await world.declare(world.alice, "Run")
    world.env.inject_error("POST", f"/channels/{side.id}/messages", status=403, code=50013)
    await world.env.advance_time(MONDAY + HOUR)

    check = await world.ask(owner, "setup check")

    assert f"The weekly digest couldn’t be posted in <#{side.id}>" in check
    assert digests(world) == []
    assert shown(side) == []


async def test_the_check_finds_a_deleted_channel_and_a_missing_permission(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    side = world.guild.create_text_channel("side", overwrites={me: world.read_only})
    await world.ask(owner, "setup timezone", zone="Lisbon")
    await world.ask(owner, "setup digest", channel=side)
    closed = await world.ask(owner, "setup check")
    world.env.backend.delete_channel(side.id)

    gone = await world.ask(owner, "setup check")

    assert (
        f"<#{side.id}>: I don’t have permission to send messages. "
        "Without it, the weekly digest can’t be posted." in closed
    )
    assert "The channel for the weekly digest is gone, so it isn’t posted." in gone


async def test_a_digest_that_a_moderator_deleted_is_neither_posted_nor_edited_again(
    world: World, owner: MemberActor, caplog: pytest.LogCaptureFixture
) -> None:
    await live(world, owner)
    await world.env.advance_time(MONDAY)
    world.env.backend.delete_message(world.general.id, digest_message(world).id)
    await world.ask(world.alice, "goal edit", goal="Run")
    await world.alice.slash(world.general, "data delete")
    await world.env.advance_time(2 * DAY)

    assert digests(world) == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
