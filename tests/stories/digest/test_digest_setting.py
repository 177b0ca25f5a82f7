"""How owners choose the weekly digest, and what only they see of it."""

from simcord import MemberActor

from tests.stories.digest.digests import WEEK, digests, keep, turn_on
from tests.stories.server.settings_files import exported, imported, use
from tests.world import DAY, World, said

MONDAY_NINE = 1767603600
"""09:00 UTC on 5 January 2026."""
OFF = (
    "### 🗓️ The weekly digest\n"
    "It’s off. Once a week, I can post how it went: who kept their word, goals started and "
    "reached, new streaks, and who cheered most. It makes no sound and pings nobody. It only names "
    "people who are on the leaderboards, with goals that everyone can see, and never what anyone "
    "missed.\n"
    "Where should I post it?\n"
)
NUMBERS = (
    "**For your eyes only** – the last seven days, and the seven before:\n"
    "People who checked in: **{}** ({})\n"
    "Check-ins: **{}** ({})\n"
    "Goals started: **{}** ({})\n"
    "Cheers: **{}** ({})\n"
    "-# Counted as in the digest, which only mentions what went up.\n"
)


async def test_without_a_setting_the_command_explains_and_offers_channels(
    world: World, owner: MemberActor
) -> None:
    answer = await owner.slash(world.general, "setup digest")

    assert answer.response.ephemeral
    assert said(answer) == f"{OFF}{NUMBERS.format(*[0] * 8)}Where should I post it?"


async def test_a_channel_from_the_menu_turns_it_on_for_mondays_at_nine(
    world: World, owner: MemberActor
) -> None:
    panel = await owner.slash(world.general, "setup digest")
    answer = await owner.select(panel.response, values=[world.general])

    assert said(answer).startswith(
        "### 🗓️ The weekly digest\n"
        f"Every **Monday** at **09:00** (UTC) in <#{world.general.id}>. "
        f"Next: <t:{MONDAY_NINE}:F>, about Mon, Dec 29 – Sun, Jan 4.\n"
        "-# A week in which nothing happened is skipped. To change something: /setup digest\n"
        "🕒 No time zone is set here, so I use UTC. Set yours with /setup timezone.\n"
    )


async def test_the_setting_is_shown_checked_and_logged(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner, day=6, hour=18)

    overview = await world.ask(owner, "setup show")
    check = await world.ask(owner, "setup check")
    log = await world.ask(owner, "setup log")

    channel = f"<#{world.general.id}>"
    assert f"**Weekly digest:** every Sunday at 18:00 in {channel}. /setup digest" in overview
    assert "🕒 The weekly digest follows UTC, because no time zone is set here." in check
    assert f"**Channel for the weekly digest** none (no digest) → {channel}" in log
    assert "**Day of the weekly digest** Monday → Sunday" in log
    assert "**Hour of the weekly digest** 09:00 → 18:00" in log


async def test_a_server_that_chose_utc_is_not_asked_for_a_time_zone(
    world: World, owner: MemberActor
) -> None:
    await world.ask(owner, "setup timezone", zone="UTC")

    assert "No time zone" not in await turn_on(world, owner)
    assert "no time zone" not in await world.ask(owner, "setup check")


async def test_it_is_turned_off_with_a_button(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    panel = await owner.slash(world.general, "setup digest")
    off = await owner.click(panel.response, label="Turn off")
    await world.declare(world.alice)
    await world.env.advance_time(WEEK)

    assert said(off).startswith(OFF)
    assert "**Weekly digest** is off. /setup digest" in await world.ask(owner, "setup show")
    assert digests(world) == []


async def test_the_same_choice_again_changes_nothing(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)

    assert "It was like that already; nothing changed." in await turn_on(world, owner)


async def test_owners_see_what_went_down_too(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 7)
    await keep(world, world.alice, 2)
    await world.env.advance_time(5 * DAY)

    answer = await world.ask(owner, "setup digest")

    assert NUMBERS.format(1, 1, 2, 7, 0, 1, 0, 0) in answer


async def test_a_file_brings_the_digest_to_another_server_after_a_preview(
    world: World, owner: MemberActor
) -> None:
    usual = await exported(world, owner)
    await turn_on(world, owner, hour=20)
    file = await exported(world, owner)
    await use(owner, await imported(world, owner, usual))
    preview = await imported(world, owner, file)
    previewed = said(preview)
    await use(owner, preview)
    await world.declare(world.alice)
    await world.env.advance_time(4 * DAY + 10 * 3600)
    early = digests(world)
    await world.env.advance_time(2 * 3600)

    channel = f"<#{world.general.id}>"
    assert f"**Channel for the weekly digest** none (no digest) → {channel}" in previewed
    assert "**Hour of the weekly digest** 09:00 → 20:00" in previewed
    assert (len(early), len(digests(world))) == (0, 1)


async def test_a_wrong_hour_in_a_file_is_explained(world: World, owner: MemberActor) -> None:
    file = await exported(world, owner)
    file["settings"]["digest hour"] = 24

    answer = said(await imported(world, owner, file))

    assert "digest hour" in answer
    assert "isn’t a full hour. Write a number from 0 to 23, like `9`" in answer


async def test_without_other_channels_the_wizard_posts_it_where_it_was_opened(
    world: World, owner: MemberActor
) -> None:
    panel = await owner.slash(world.general, "setup start")

    on = said(await owner.click(panel.response, label="Post a weekly digest"))

    assert f"🗓️ The weekly digest is posted in <#{world.general.id}>" in on


async def test_the_setup_wizard_turns_it_on_and_off(world: World, owner: MemberActor) -> None:
    side = world.guild.create_text_channel("side")
    await world.ask(owner, "setup channels", checkins=side)
    panel = await owner.slash(world.general, "setup start")
    before = said(panel)
    on = said(await owner.click(panel.response, label="Post a weekly digest"))
    off = said(await owner.click(panel.response, label="No weekly digest"))

    assert "🗓️ No weekly digest. It would celebrate the week" in before
    assert f"🗓️ The weekly digest is posted in <#{side.id}>, every Monday at 09:00." in on
    assert "🗓️ No weekly digest." in off
