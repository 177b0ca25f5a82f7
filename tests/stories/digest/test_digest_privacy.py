"""What the digest never shows, and how it is redrawn without a goal or member."""

from typing import Any

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.stories.digest.digests import MONDAY, digests, keep, mention, title, turn_on
from tests.stories.moderation.content_moderation import ZEBRA, hide, moderator
from tests.stories.privacy.test_redactions import erase
from tests.world import DAY, HOUR, World, shown


async def live(world: World, owner: MemberActor, until: float = MONDAY) -> None:
    """Let Alice and Bob declare and keep a goal, and cheer one another, until the digest."""
    await turn_on(world, owner)
    for who, other, goal in ((world.alice, world.bob, ZEBRA), (world.bob, world.alice, "Read")):
        card = await world.declare(who, goal, schedule="weekly on thu")
        await world.check_in(who)
        await world.cheer(other, card.response)
    await world.env.advance_time(until)


BOTH = (
    "### 🗓️ Our week, Mon, Dec 29 – Sun, Jan 4\n"
    "🤝 **Kept their word, every time:** {kept}\n"
    "🎯 **New goals**\n"
    "- **\u2068Zebra\u2069** · {alice}\n"
    "- **\u2068Read\u2069** · {bob}\n"
    "👏 **Cheered most:** {cheered}\n"
    "✅ **2** of us checked in **2** times.\n"
    "My week"
)
BOB_ALONE = (
    "### 🗓️ Our week, Mon, Dec 29 – Sun, Jan 4\n"
    "🤝 **Kept their word, every time:** {bob}\n"
    "🎯 **New goals**\n"
    "- **\u2068Read\u2069** · {bob}\n"
    "{cheered}"
    "✅ **One** of us checked in once.\n"
    "My week"
)


def bob_alone(world: World, cheered: str) -> str:
    """Return the digest without Alice and her goal."""
    lines = f"👏 **Cheered most:** {cheered}\n" if cheered else ""
    return BOB_ALONE.format(bob=mention(world.bob), cheered=lines)


async def test_everyone_on_the_leaderboards_is_named(world: World, owner: MemberActor) -> None:
    await live(world, owner)

    (digest,) = digests(world)

    names = (mention(world.alice), mention(world.bob))
    orders = [names, names[::-1]]
    assert digest in [
        BOTH.format(
            kept=", ".join(order),
            alice=names[0],
            bob=names[1],
            cheered=", ".join(f"{name} (1)" for name in order),
        )
        for order in orders
    ]


async def hide_goal(world: World) -> None:
    await hide(world, moderator(world, "mod"))


async def leave_boards(world: World, _: MemberActor) -> None:
    panel = await world.alice.slash(world.general, "settings")
    await world.alice.click(panel.response, label="Leave the leaderboards")


async def block(world: World, _: MemberActor) -> None:
    mod = moderator(world, "mod")
    await mod.slash(world.general, "moderate member", member=world.alice, reason="ads")


async def leave(world: World, _: MemberActor) -> None:
    world.guild.remove_member(world.alice)
    await world.env.settle()


@pytest.mark.parametrize("happen", [leave_boards, block, leave])
async def test_the_digest_names_nobody_who_is_off_the_leaderboards(
    world: World, owner: MemberActor, happen: Any
) -> None:
    await live(world, owner, until=DAY)
    await happen(world, owner)
    await world.env.advance_time(3 * DAY)

    assert digests(world) == [bob_alone(world, f"{mention(world.bob)} (1)")]


async def test_the_digest_shows_no_hidden_goal(world: World, owner: MemberActor) -> None:
    await live(world, owner, until=DAY)
    await hide_goal(world)
    await world.env.advance_time(3 * DAY)

    assert digests(world) == [bob_alone(world, f"{mention(world.alice)} (1)")]


async def test_an_only_me_goal_is_neither_shown_nor_counted(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.alice.slash(
        world.general, "goal declare", goal="Secret", schedule="daily", visibility="only me"
    )
    await keep(world, world.alice, 4)

    assert digests(world) == []


@pytest.mark.parametrize("happen", [leave_boards, block])
async def test_a_digest_is_drawn_again_without_a_member_who_left_the_boards(
    world: World, owner: MemberActor, happen: Any
) -> None:
    await live(world, owner)
    await happen(world, owner)
    await world.env.advance_time(120)

    assert digests(world) == [bob_alone(world, f"{mention(world.bob)} (1)")]


async def test_a_digest_is_drawn_again_without_a_goal_that_is_hidden(
    world: World, owner: MemberActor
) -> None:
    await live(world, owner)
    await hide_goal(world)
    await world.env.advance_time(120)

    assert digests(world) == [bob_alone(world, f"{mention(world.alice)} (1)")]


async def test_a_digest_is_drawn_again_without_a_declaration_that_was_undone(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner, hour=0)
    await world.declare(world.alice, "Run")
    await world.env.advance_time(MONDAY - 9 * HOUR - 60)
    await world.declare(world.bob, "Swim")
    await world.env.advance_time(150)
    before = digests(world)
    await world.ask(world.bob, "undo")
    await world.env.advance_time(120)

    assert title("Swim") in before[0]
    assert title("Run") in digests(world)[0]
    assert "Swim" not in digests(world)[0]


async def test_a_digest_is_drawn_again_without_a_member_who_deleted_their_data(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await live(world, owner)
    await erase(world, bot, world.alice)

    assert digests(world) == [bob_alone(world, "")]


async def test_a_digest_with_nothing_left_is_emptied(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice)
    await keep(world, world.alice, 4)
    await erase(world, bot, world.alice)

    assert digests(world) == []
    assert any("removed at the request" in text for text in shown(world.general))


async def test_a_digest_months_old_is_drawn_again_for_the_same_week(
    world: World, owner: MemberActor
) -> None:
    await live(world, owner)
    await world.env.advance_time(60 * DAY)  # by now, both have missed much
    await hide_goal(world)
    await world.env.advance_time(HOUR)

    assert digests(world)[0] == bob_alone(world, f"{mention(world.alice)} (1)")


async def test_a_member_who_left_unnoticed_is_not_named(world: World, owner: MemberActor) -> None:
    await live(world, owner, until=DAY)
    del world.guild._guild.members[world.alice.id]  # the bot could not hear it
    await world.env.advance_time(3 * DAY)

    assert digests(world) == [bob_alone(world, f"{mention(world.bob)} (1)")]


async def test_the_digest_mentions_no_miss(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    await keep(world, world.bob, 3)
    await world.env.advance_time(DAY)

    (digest,) = digests(world)

    assert mention(world.alice) not in digest.partition("🎯")[0]
    assert not any(word in digest.lower() for word in ("miss", "slip", "fail", "broke", "0 of"))
    assert title("Run") in digest  # a new goal is told, whatever became of it since
