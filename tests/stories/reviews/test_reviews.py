"""/review: what a member did, in words, for them and for everyone."""

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change
from tests.stories.moderation.content_moderation import moderator
from tests.stories.privacy.personal_data import delete_data
from tests.world import GREETINGS, World, said, shown

TITLE = "### 📖 {}’s January 2026"


def in_public(world: World) -> str:
    """Return the last message in #general."""
    return shown(world.general)[GREETINGS:][-1]


async def a_week(world: World) -> None:
    """Let Alice run daily, read with amounts on three days, and cheer."""
    await world.declare(world.alice, "Run")
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20", unit="pages"
    )
    card = (await world.declare(world.bob, "Swim")).response
    await world.alice.click(card, label="Cheer")
    for day in range(7):
        await world.check_in(world.alice, goal="Run")
        if day < 3:
            await world.check_in(world.alice, goal="Read", amount="24")
        await world.next_day()


async def test_a_review_names_deeds_and_nothing_that_was_missed(world: World) -> None:
    await a_week(world)
    await world.alice.slash(
        world.general, "goal declare", goal="Secret", schedule="daily", visibility="only me"
    )
    await world.check_in(world.alice, goal="Secret")

    answer = await world.alice.slash(world.general, "review")

    assert answer.ephemeral
    assert said(answer).splitlines() == [
        TITLE.format(world.alice.mention),
        "-# So far",
        "✅ Made it to 7 days in a row with “\u2068Run\u2069”",
        "✅ Logged \u206872 pages\u2069 for “\u2068Read\u2069”",
        "✅ Kept “\u2068Read\u2069” 3 days in a row",
        "✅ Cheered others on once",
        "✅ Took on 2 new goals",
        "**10** check-ins · **7** days with a check-in · **10** promises kept",
        "-# Only goals that everyone here can see are counted.",
        "Week",
        "Month",
        "Year",
        "Show everyone",
    ]


async def test_buttons_lead_to_other_times_and_no_further_than_the_first_goal(
    world: World, settings: Settings
) -> None:
    await a_week(world)
    answer = await world.alice.slash(world.general, "review", period="week")
    await world.env.restart_bot(create_bot(settings))

    await world.alice.click(answer.response, label="Week before")
    before = said(answer)
    await world.alice.click(answer.response, label="Year")

    assert before.startswith(f"### 📖 {world.alice.mention}’s week of Dec 29, 2025 – Jan 4, 2026")
    assert "“\u2068Run\u2069” 4 days in a row" in before
    assert "Week before" not in before.splitlines()
    assert "Week after" in before.splitlines()
    assert said(answer).startswith(f"### 📖 {world.alice.mention}’s 2026")


async def test_a_blank_page_is_an_invitation(world: World) -> None:
    answer = await world.alice.slash(world.general, "review", period="year")

    assert "This page is still blank, and the first line is yours" in said(answer)
    assert "Show everyone" not in said(answer)


async def test_a_shared_review_is_redrawn_without_a_goal_that_became_private(world: World) -> None:
    await a_week(world)
    await world.share(world.alice, "review")
    before = in_public(world)

    await change(world, world.alice, goal="Run", visibility=["me"])
    await world.env.settle()
    after = in_public(world)
    await change(world, world.alice, goal="Read", visibility=["me"])
    await world.env.settle()

    assert "Run" in before
    assert f"Shown to everyone by {world.alice.mention}" in before
    assert after.splitlines() == [
        TITLE.format(world.alice.mention),
        "-# So far",
        "✅ Logged \u206872 pages\u2069 for “\u2068Read\u2069”",
        "✅ Kept “\u2068Read\u2069” 3 days in a row",
        "✅ Cheered others on once",
        "**3** check-ins · **3** promises kept",
        "My review",
        f"-# Shown to everyone by {world.alice.mention}",
    ]
    assert "Read" not in in_public(world)


async def test_a_shared_review_is_redrawn_without_an_undone_goal(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.check_in(world.alice)
    await world.declare(world.alice, "Swim")
    await world.share(world.alice, "review")
    assert "Took on 2 new goals" in in_public(world)

    await world.alice.slash(world.general, "undo")
    await world.env.settle()

    assert "Took on something new: “\u2068Run\u2069”" in in_public(world)


async def test_a_review_does_not_name_a_milestone_that_an_undone_check_in_took_away(
    world: World,
) -> None:
    await a_week(world)
    mod = moderator(world, "mod")
    options = {"member": world.alice, "goal": "Run", "checkin": "2026-01-05", "reason": "no"}
    asked = await mod.slash(world.general, "moderate checkin", **options)
    await mod.click(asked.response, label="Undo it")

    review = await world.ask(world.alice, "review")

    assert "Made it to 7 days in a row" not in review
    assert "**9** check-ins" in review


async def test_a_shared_review_is_emptied_with_its_owners_data(world: World) -> None:
    await a_week(world)
    await world.share(world.alice, "review")

    await delete_data(world.alice, world)
    await world.env.advance_time(60)  # older messages come first

    assert "Run" not in in_public(world)
    assert world.alice.mention not in in_public(world)


async def test_my_review_shows_the_one_who_pressed_their_own(world: World) -> None:
    await a_week(world)
    await world.share(world.alice, "review")

    answer = await world.bob.click(world.general.history()[-1], label="My review")

    assert answer.ephemeral
    assert said(answer).startswith(TITLE.format(world.bob.mention))
    assert "Took on something new: “\u2068Swim\u2069”" in said(answer)
