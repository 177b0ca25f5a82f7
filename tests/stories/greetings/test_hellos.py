"""Hello: below a newcomer's greeting, from one member to another, and after a long silence."""

import pytest
from discord import Permissions
from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.test_edits import change
from tests.world import DAY, GREETINGS, HOUR, World, said, shown


@pytest.fixture
async def dora(world: World) -> MemberActor:
    """A newcomer, whose greeting is the last message."""
    dora = world.join("dora")
    await world.env.settle()
    return dora


def greeting(world: World) -> str:
    """Return what the newcomer's greeting says."""
    return shown(world.general)[GREETINGS]


async def hello(world: World, who: MemberActor) -> str:
    """Press the newcomer's *Say hello*; return what is answered."""
    answer = await who.click(world.general.history()[GREETINGS], label="Say hello")
    assert answer.ephemeral
    return said(answer)


async def test_who_says_hello_stands_on_the_greeting(world: World, dora: MemberActor) -> None:
    before = greeting(world)

    answer = await hello(world, world.alice)

    assert dora.mention in answer
    assert greeting(world).startswith(before.split("\nSay hello")[0])
    assert f"A hello from {world.alice.mention}" in greeting(world)
    assert "My first goal" in greeting(world)
    assert world.pinged()[GREETINGS] == [dora.id]


@pytest.mark.usefixtures("dora")
async def test_the_greeting_is_edited_once_a_minute_at_most(world: World) -> None:
    await hello(world, world.alice)
    await hello(world, world.bob)
    await hello(world, world.carol)
    early = greeting(world)
    await world.env.advance_time(61)

    assert world.bob.mention not in early
    assert (
        f"Hellos from {world.alice.mention} {world.bob.mention} {world.carol.mention}"
        in greeting(world)
    )


async def test_hello_is_said_once_and_not_to_oneself(world: World, dora: MemberActor) -> None:
    await hello(world, world.alice)

    assert "already" in await hello(world, world.alice)
    assert "for the others" in await hello(world, dora)
    assert greeting(world).count("<@") == 2


@pytest.mark.usefixtures("dora")
async def test_hello_works_after_a_restart(world: World, settings: Settings) -> None:
    await hello(world, world.alice)
    await world.env.advance_time(61)
    await world.env.restart_bot(create_bot(settings))

    await hello(world, world.bob)

    assert f"{world.alice.mention} {world.bob.mention}" in greeting(world)


async def test_hello_to_someone_who_left_is_kindly_declined(
    world: World, dora: MemberActor
) -> None:
    world.guild.remove_member(dora)
    await world.env.settle()

    assert "no longer here" in await hello(world, world.alice)


async def test_a_greeting_that_is_gone_breaks_nothing(world: World, dora: MemberActor) -> None:
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)

    assert dora.mention in await hello(world, world.alice)
    assert "already" in await hello(world, world.alice)


@pytest.mark.usefixtures("dora")
async def test_more_than_ten_are_counted(world: World) -> None:
    await world.env.advance_time(120)
    for number in range(12):
        await hello(world, world.join(f"n{number}"))
    await world.env.advance_time(61)

    assert "+2" in greeting(world)


@pytest.fixture
async def crowd(world: World) -> list[MemberActor]:
    """Those whom the last message greets together, the first of them first."""
    await world.env.advance_time(120)
    came = [world.join(f"n{number}") for number in range(8)]
    await world.env.settle()
    await world.env.advance_time(61)
    return [member for member in came if member.mention in shown(world.general)[-1]]


async def test_one_hello_is_for_a_whole_crowd_and_stands_on_its_greeting(
    world: World, crowd: list[MemberActor], settings: Settings
) -> None:
    message = world.general.last_message
    await world.env.restart_bot(create_bot(settings))

    answers = [
        await who.click(message, label="Say hello") for who in (world.alice, world.alice, crowd[0])
    ]
    await world.env.advance_time(61)
    greeting = shown(world.general)[-1]

    assert len(crowd) == 3
    assert "they’ll all see" in said(answers[0])
    assert "already" in said(answers[1])
    assert f"Hellos from {world.alice.mention} {crowd[0].mention}" in greeting
    assert "My first goal" in greeting
    assert all(member.mention in greeting for member in crowd)
    assert world.pinged()[-1] == []


async def test_who_said_hello_to_a_crowd_is_not_asked_to_cheer_each_one(
    world: World, crowd: list[MemberActor]
) -> None:
    await world.alice.click(world.general.last_message, label="Say hello")
    for member in crowd[1:]:
        await world.declare(member, "Walk")
        await world.check_in(member)

    assert await asked_for(world) == 0


async def test_hello_to_a_crowd_that_left_is_kindly_declined(
    world: World, crowd: list[MemberActor]
) -> None:
    message = world.general.last_message
    for member in crowd[1:]:
        world.guild.remove_member(member)
    await world.env.settle()

    alone = said(await crowd[0].click(message, label="Say hello"))
    others = said(await world.alice.click(message, label="Say hello"))

    assert "no longer here" in alone
    assert "they’ll all see" in others


async def test_at_a_first_check_in_those_who_said_hello_are_asked_for_a_cheer(
    world: World, dora: MemberActor
) -> None:
    for who in (world.alice, world.bob):
        await hello(world, who)
    await world.declare(dora, "Walk")
    await world.check_in(dora)
    await world.env.advance_time(16 * 60)

    asked = next(
        text
        for text in shown(world.general)
        if "first" in text and "Walk" in text and "cheer" in text
    )
    assert world.alice.mention in asked
    assert "**\u2068Walk\u2069**" in asked
    assert sorted(max(world.pinged(), key=len)) == sorted([world.alice.id, world.bob.id])
    question = next(
        m for m in reversed(world.general.history()) if m.components and _asks(m.components)
    )
    answer = await world.alice.click(question, label="Cheer")
    assert "👏" in said(answer)


def _asks(components: object) -> bool:
    return "a cheer" in str([component.to_dict() for component in components]).lower()


async def asked_for(world: World) -> int:
    """Return how many messages ask for a cheer, once nothing can be taken back any more."""
    await world.env.advance_time(16 * 60)
    return sum(
        "first" in text and ("How about a cheer" in text or "A cheer would" in text)
        for text in shown(world.general)
    )


async def test_it_is_asked_once_for_ever(world: World, dora: MemberActor) -> None:
    await hello(world, world.alice)
    await world.declare(dora, "Walk")
    await world.check_in(dora)
    await dora.slash(world.general, "undo")
    await world.check_in(dora)
    await world.next_day()
    await world.check_in(dora)

    assert await asked_for(world) == 1


async def test_nobody_is_asked_where_nobody_said_hello_or_the_goal_is_ones_own(
    world: World, dora: MemberActor
) -> None:
    await dora.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await hello(world, world.alice)
    await world.check_in(dora)
    await world.declare(world.bob, "Run")
    await world.check_in(world.bob)

    assert await asked_for(world) == 0


async def test_a_first_check_in_by_a_plain_message_counts_too(
    world: World, dora: MemberActor
) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    owner = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    await owner.slash(world.general, "setup checkin-channel", channel=world.general)
    await hello(world, world.alice)
    await world.declare(dora, "Walk")
    await dora.send(world.general, "walked")
    await world.env.settle()

    assert await asked_for(world) == 1


async def test_who_came_back_does_not_check_in_for_the_first_time(
    world: World, dora: MemberActor
) -> None:
    world.guild.remove_member(dora)
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)
    dora = world.join("dora")
    await world.env.settle()
    await world.alice.click(world.general.last_message, label="Say hello")
    await world.declare(dora, "Walk")
    await world.check_in(dora)

    assert await asked_for(world) == 0


async def test_who_is_not_here_is_not_greeted(world: World) -> None:
    stranger = world.env.create_user("stranger")

    answer = await world.alice.slash(world.general, "greet", member=stranger)

    assert answer.ephemeral
    assert "no longer here" in said(answer)


async def test_a_hello_leaves_owners_their_buttons(world: World) -> None:
    first = world.general.history()[0]

    for who in (world.alice, world.bob, world.carol):
        await who.click(first, label="Say hello")
    await world.env.advance_time(61)

    assert "Hellos from " in shown(world.general)[0]
    assert "Turn off" in shown(world.general)[0]


async def test_who_said_hello_and_left_is_not_pinged(world: World, dora: MemberActor) -> None:
    for who in (world.alice, world.bob):
        await hello(world, who)
    world.guild.remove_member(world.alice)
    await world.env.settle()
    await world.declare(dora, "Walk")
    await world.check_in(dora)
    await world.env.advance_time(16 * 60)

    assert [world.bob.id] in world.pinged()[GREETINGS + 1 :]
    assert not any(world.alice.id in ids for ids in world.pinged()[GREETINGS + 1 :])


async def test_who_checks_in_after_two_silent_weeks_is_welcomed_back(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.next_day(13)
    soon = said(await world.check_in(world.alice))
    await world.next_day(14)

    late = said(await world.check_in(world.alice))
    again = said(await world.check_in(world.alice, note="more"))

    words = ("Good to see you again", "Welcome back", "good to have you back")
    assert not any(word in soon for word in words)
    assert any(word in late for word in words)
    assert not any(word in again for word in words)


async def test_a_greeting_pings_whom_it_is_for_and_differs_each_time(world: World) -> None:
    answers = []
    for _ in range(4):
        answers.append(await world.alice.slash(world.general, "greet", member=world.bob))
        await world.next_day()

    assert not any(answer.ephemeral for answer in answers)
    assert len({said(answer) for answer in answers}) == 4
    assert all(world.alice.mention in said(answer) for answer in answers)
    assert [ids for ids in world.pinged()[GREETINGS:] if ids] == [[world.bob.id]] * 4


async def test_one_greets_the_same_member_once_on_a_day_of_ones_own(world: World) -> None:
    await world.alice.slash(world.general, "timezone", zone="America/New_York")
    await world.env.advance_time(18 * HOUR)  # 22:00 there on the first of January

    await world.alice.slash(world.general, "greet", member=world.bob)
    again = await world.alice.slash(world.general, "greet", member=world.bob)
    other = await world.alice.slash(world.general, "greet", member=world.carol)
    back = await world.bob.slash(world.general, "greet", member=world.alice)
    await world.env.advance_time(3 * HOUR)
    tomorrow = await world.alice.slash(world.general, "greet", member=world.bob)

    assert again.ephemeral
    assert "already greeted" in said(again)
    assert not any(answer.ephemeral for answer in (other, back, tomorrow))


async def test_oneself_and_bots_are_not_greeted(world: World) -> None:
    beep = world.guild.add_member(world.env.create_user("beep", bot=True))

    own = await world.alice.slash(world.general, "greet", member=world.alice)
    bot = await world.alice.slash(world.general, "greet", member=beep)

    assert own.ephemeral
    assert bot.ephemeral
    assert "Hello to you too" in said(own)
    assert "Bots" in said(bot)


async def test_where_one_may_not_write_one_may_not_greet(world: World) -> None:
    rules = world.guild.create_text_channel(
        "rules", overwrites={world.guild.default_role: World.read_only}
    )

    answer = await world.alice.slash(rules, "greet", member=world.bob)
    elsewhere = await world.alice.slash(world.general, "greet", member=world.bob)

    assert "can’t write in this channel" in said(answer)
    assert not elsewhere.ephemeral


async def test_what_the_greeter_discloses_is_told(world: World) -> None:
    await world.alice.slash(world.general, "disclose", text="I sell a course")

    answer = await world.alice.slash(world.general, "greet", member=world.bob)

    assert "I sell a course" in said(answer)


@pytest.mark.usefixtures("dora")
async def test_a_day_after_a_hello_nothing_is_edited_any_more(world: World) -> None:
    await hello(world, world.alice)
    await world.env.advance_time(DAY)
    edits = len([request for request in world.env.http_requests if "PATCH" in str(request)])
    await world.env.advance_time(DAY)

    assert len([request for request in world.env.http_requests if "PATCH" in str(request)]) == edits


async def test_a_first_check_in_that_is_taken_back_or_hidden_asks_nobody(
    world: World, dora: MemberActor
) -> None:
    await hello(world, world.alice)
    await world.declare(dora, "Walk")
    done = await world.check_in(dora)
    await dora.click(done.followups[0], label="Undo")
    taken_back = await asked_for(world)
    await world.check_in(dora)
    asked = await asked_for(world)
    await change(world, dora, goal="Walk", visibility=["me"])
    await world.env.advance_time(61)

    assert taken_back == 0
    assert asked == 1
    assert not any("Walk" in text for text in shown(world.general))


async def test_when_one_of_a_crowd_comes_back_the_others_are_still_said_hello_to(
    world: World, crowd: list[MemberActor]
) -> None:
    message = world.general.last_message
    for one in crowd:
        world.guild.remove_member(one)
        await world.env.advance_time(2 * HOUR)
        world.join(f"{one.user.name}")
        await world.env.settle()
        if one is crowd[0]:
            answer = said(await world.alice.click(message, label="Say hello"))

    assert "they’ll all see" in answer
