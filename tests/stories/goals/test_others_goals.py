"""Others' goals: lists, profiles and /goal show lead to the card of anyone's public goal."""

from simcord import InteractionResult, MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change
from tests.stories.goals.private_goals import in_public
from tests.stories.moderation.content_moderation import moderator
from tests.world import HOUR, World, said

FULL = ["**Current streak** 1", "**Longest streak** 1", "**Kept** 1 of 1", "**Freezes** 1"]


async def kept_once(world: World, goal: str = "Run") -> None:
    await world.declare(world.alice, goal)
    await world.check_in(world.alice, goal=goal)
    await world.next_day()


async def choices(world: World, who: MemberActor, typed: str = "") -> list[str]:
    offered = await who.autocomplete(world.general, "goal show", "goal", typed)
    return [choice["name"] for choice in offered]


async def test_anyones_public_goal_is_shown_to_the_asker_with_all_its_numbers(
    world: World,
) -> None:
    await kept_once(world)
    before = in_public(world)
    offered = await world.bob.autocomplete(world.general, "goal show", "goal", "ru")

    answer = await world.bob.slash(world.general, "goal show", goal=offered[0]["value"])

    lines = said(answer).splitlines()
    assert answer.ephemeral
    assert [line for line in FULL if line in lines] == FULL
    assert "-# Since Thu, Jan 1: ✅ 1 kept, 🔹 open" in lines
    assert lines[-3:] == ["Hold me to it", "Cheer", "Why?"]
    assert in_public(world) == before


async def test_a_title_finds_anyones_goal_and_the_askers_own_wins(world: World) -> None:
    await world.declare(world.alice, "Swim far")
    await world.declare(world.carol, "Swim near")
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Run")

    part = await world.ask(world.bob, "goal show", goal="swim FAR")
    unclear = await world.ask(world.bob, "goal show", goal="swim")
    own = await world.ask(world.bob, "goal show", goal="run")

    assert f"{world.alice.mention}’s promise" in part
    assert "can’t find that among your goals" in unclear
    assert f"{world.bob.mention}’s promise" in own


async def test_own_goals_are_offered_before_those_of_others(world: World) -> None:
    await world.declare(world.alice, "Run 5k")
    await world.declare(world.bob, "Morning run")
    await world.declare(world.carol, "Swim")
    await world.alice.slash(
        world.general, "goal declare", goal="Run away", schedule="daily", visibility="only me"
    )

    assert await choices(world, world.bob, "run") == ["Morning run", "👥 Run 5k"]
    assert await choices(world, world.bob) == ["Morning run", "👥 Swim", "👥 Run 5k"]
    assert await choices(world, world.bob, "100%") == []


async def test_goals_of_members_who_left_or_are_blocked_are_not_offered(world: World) -> None:
    mod = moderator(world, "mona")
    await world.env.settle()
    for who in (world.alice, world.bob, world.carol):
        await world.declare(who, f"{who.name} runs")
    world.guild.remove_member(world.alice)
    await world.env.settle()
    await mod.slash(world.general, "moderate member", member=world.bob, reason="ads")

    assert await choices(world, mod) == ["👥 carol runs"]


async def test_a_list_leads_to_a_card(world: World, settings: Settings) -> None:
    await kept_once(world, "Run")
    one = await world.bob.slash(world.general, "goal list", member=world.alice)
    await world.declare(world.alice, "Read")
    several = await world.bob.slash(world.general, "goal list", member=world.alice)
    await world.env.restart_bot(create_bot(settings))

    opened = await world.bob.click(one.response, label="Open the card")
    picked = await pick(world.bob, several, "2")

    assert opened.ephemeral
    assert [line for line in FULL if line in said(opened).splitlines()] == FULL
    assert "### 🎯 \u2068Read\u2069" in said(picked)
    assert "Check in" not in said(picked)


async def pick(who: MemberActor, answer: InteractionResult, goal: str) -> InteractionResult:
    return await who.select(answer.response, [goal])


async def test_the_buttons_of_an_opened_card_work(world: World) -> None:
    await kept_once(world)
    listed = await world.bob.slash(world.general, "goal list", member=world.alice)
    card = (await world.bob.click(listed.response, label="Open the card")).response

    held, cheered, why = [
        said(await world.bob.click(card, label=label))
        for label in ("Hold me to it", "Cheer", "Why?")
    ]

    assert world.alice.mention in held
    assert "Run" in cheered
    assert "**Current streak** 1" in why
    assert f"Held to it by {world.bob.mention}" in await world.ask(
        world.carol, "goal show", goal="Run"
    )


async def test_a_members_own_list_leads_to_a_card_to_check_in(world: World) -> None:
    await world.declare(world.alice)
    listed = await world.alice.slash(world.general, "goal list")
    card = await world.alice.click(listed.response, label="Open the card")

    await world.alice.click(card.response, label="Check in")

    assert card.ephemeral
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_a_goal_that_became_private_is_not_opened(world: World) -> None:
    await world.declare(world.alice)
    listed = await world.bob.slash(world.general, "goal list", member=world.alice)
    offered = await world.bob.autocomplete(world.general, "goal show", "goal", "run")
    await change(world, world.alice, visibility=["me"])

    opened = await world.bob.click(listed.response, label="Open the card")
    shown = await world.bob.slash(world.general, "goal show", goal=offered[0]["value"])

    assert "is gone" in said(opened)
    assert "Run" not in said(shown)


async def test_a_copy_of_a_card_is_dated_and_refreshed_at_a_tap(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    copy = await world.alice.slash(world.general, "goal show", goal="Run")
    before = said(copy)
    await world.env.restart_bot(create_bot(settings))
    await world.check_in(world.alice)
    await world.next_day()

    await world.bob.click(copy.response, label="Refresh")

    assert "-# As of Thu, Jan 1" in before.splitlines()
    assert "-# As of Fri, Jan 2" in said(copy).splitlines()
    assert "**Current streak** 1" in said(copy).splitlines()


async def test_a_refreshed_copy_disappears_with_its_goal(world: World) -> None:
    await world.declare(world.alice)
    copy = await world.alice.slash(world.general, "goal show", goal="Run")
    await world.bob.click(copy.response, label="Refresh")
    await world.env.advance_time(HOUR)

    await change(world, world.alice, visibility=["me"])

    assert "Run" not in in_public(world)
