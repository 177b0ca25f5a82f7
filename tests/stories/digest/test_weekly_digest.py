"""What the weekly digest tells, and what it never tells."""

from simcord import MemberActor

from tests.stories.digest.digests import MONDAY, digests, keep_daily, turn_on
from tests.world import DAY, World

RUN, READ = "\u2068Run\u2069", "\u2068Read\u2069"


async def test_the_digest_tells_who_kept_their_word_and_what_was_started(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    await keep_daily(world, world.alice, 4)

    (digest,) = digests(world)

    assert digest == (
        "### 🗓️ Our week, Mon, Dec 29 – Sun, Jan 4\n"
        f"🤝 **Kept their word, every time:** <@{world.alice.id}>\n"
        f"🎯 **New goals**\n- **{RUN}** · <@{world.alice.id}>\n- **{READ}** · <@{world.bob.id}>\n"
        "✅ **One** of us checked in **4** times.\n"
        "My week"
    )


async def test_an_empty_week_posts_nothing(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)

    await world.env.advance_time(MONDAY + DAY)

    assert not digests(world)
