"""/profile: what a member's profile shows, and to whom."""

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import profiles
from tests.stories.goals.pauses import without_freezes
from tests.stories.people.profiles import TOLD, disclose, in_public, introduce, profile
from tests.world import World, said


async def test_a_profile_shows_goals_streaks_and_the_kept_ratio(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    for _ in range(3):
        await world.next_day()
        await world.check_in(world.alice, goal="Run")
    await world.check_in(world.alice, goal="Read")
    await world.next_day(2)

    seen = await profile(world, world.bob, world.alice)

    assert "Kept their word** 4 of 6" in seen
    assert "Run" in seen
    assert "**Longest streak** 3" in seen
    assert seen.index("Run") < seen.index("Read")
    assert "Here since <t:" in seen


async def test_a_profile_is_shown_only_to_the_member_who_asks(world: World) -> None:
    await world.declare(world.alice)

    answers = [
        await who.slash(world.general, "profile", member=world.alice)
        for who in (world.alice, world.bob)
    ]

    assert all(answer.ephemeral for answer in answers)


async def test_hidden_goals_are_on_no_profile(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "Run")
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await world.next_day()
    await world.check_in(world.alice, goal="Run")
    await world.next_day(3)

    await world.ask(world.alice, "help")  # then she is told what she missed, even of Zebra
    seen, own = await profile(world, world.bob, world.alice), await profile(world, world.alice)

    assert "Zebra" not in seen + own
    assert "Kept their word** 1 of 2" in seen
    assert "Kept their word** 1 of 2" in own


async def test_a_members_own_profile_suggests_additions(world: World) -> None:
    own = await profile(world, world.alice)

    assert {"Introduce myself", "My first goal"} <= set(own.splitlines())
    assert "/introduce" in own
    assert "/disclose" in own


async def test_a_complete_profile_suggests_nothing(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    await disclose(world, world.alice, "I sell a course")
    await world.declare(world.alice)

    own = await profile(world, world.alice)

    assert "💡" not in own
    assert "Introduce myself" not in own
    assert "how everyone here sees you" in own


async def test_others_do_not_see_the_suggestions(world: World) -> None:
    await world.declare(world.alice)

    assert "💡" not in await profile(world, world.bob, world.alice)


async def test_the_own_profile_has_a_button_to_introduce_oneself(world: World) -> None:
    own = await world.alice.slash(world.general, "profile")

    form = await world.alice.click(own.response, label="Introduce myself")
    answer = await world.alice.submit_modal(form, TOLD)

    assert not answer.ephemeral
    assert "A night owl" in in_public(world)


async def test_the_context_menu_of_a_member_shows_their_profile(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    answer = await world.bob.context_menu(world.general, "Profile", world.alice)

    assert answer.ephemeral
    assert "A night owl" in said(answer)


async def test_a_bot_has_no_profile(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))

    answer = await world.bob.context_menu(world.general, "Profile", robot)

    assert answer.ephemeral
    assert "bots" in said(answer)


async def test_a_member_who_left_has_no_profile_until_they_return(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    world.guild.remove_member(world.alice)
    await world.env.settle()

    gone = said(await world.bob.slash(world.general, "profile", member=world.users["alice"]))
    alice = world.join("alice")
    await world.env.settle()

    assert "no longer on this server" in gone
    assert "A night owl" not in gone
    assert "A night owl" in await profile(world, world.bob, alice)


async def test_an_empty_profile_is_a_kind_sentence(world: World) -> None:
    answer = await world.bob.slash(world.general, "profile", member=world.alice)

    assert answer.ephemeral
    assert "hasn’t shared anything yet" in said(answer)


async def test_a_member_who_only_cheered_has_a_profile(world: World) -> None:
    card = (await world.declare(world.alice)).response
    await world.bob.click(card, label="Cheer")

    seen = await profile(world, world.alice, world.bob)

    assert "1 given" in seen
    assert "No active goals" in seen


async def test_a_profile_belongs_to_one_server(world: World, bot: Accountabot) -> None:
    await introduce(world, world.alice, **TOLD)
    await disclose(world, world.alice, "I sell a course")
    elsewhere = Member(ServerId(1), MemberId(world.alice.id))

    assert await bot.database.read(profiles.introduction_of, elsewhere) is None
    assert await bot.database.read(profiles.disclosure_of, elsewhere) is None


async def test_goals_that_ended_long_ago_are_not_counted(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.next_day()
    await world.check_in(world.alice)
    await world.alice.slash(world.general, "goal drop", goal="Run")
    soon = await profile(world, world.bob, world.alice)

    await world.next_day(95)

    assert "Kept their word** 1 of 1" in soon
    assert "Kept their word" not in await profile(world, world.bob, world.alice)
