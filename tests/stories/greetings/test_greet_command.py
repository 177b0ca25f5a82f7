"""/greet: greeting another member by command."""

from tests.world import GREETINGS, HOUR, World, said


async def test_a_greeting_pings_its_recipient_and_varies(world: World) -> None:
    answers = []
    for _ in range(4):
        answers.append(await world.alice.slash(world.general, "greet", member=world.bob))
        await world.next_day()

    assert not any(answer.ephemeral for answer in answers)
    assert len({said(answer) for answer in answers}) == 4
    assert all(world.alice.mention in said(answer) for answer in answers)
    assert [ids for ids in world.pings()[GREETINGS:] if ids] == [[world.bob.id]] * 4


async def test_a_member_greets_another_once_a_day(world: World) -> None:
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


async def test_members_can_not_greet_themselves_or_bots(world: World) -> None:
    beep = world.guild.add_member(world.env.create_user("beep", bot=True))

    own = await world.alice.slash(world.general, "greet", member=world.alice)
    bot = await world.alice.slash(world.general, "greet", member=beep)

    assert own.ephemeral
    assert bot.ephemeral
    assert "Hello to you too" in said(own)
    assert "Bots" in said(bot)


async def test_a_member_who_can_not_write_here_can_not_greet(world: World) -> None:
    rules = world.guild.create_text_channel(
        "rules", overwrites={world.guild.default_role: World.read_only}
    )

    answer = await world.alice.slash(rules, "greet", member=world.bob)
    elsewhere = await world.alice.slash(world.general, "greet", member=world.bob)

    assert "can’t post in this channel" in said(answer)
    assert not elsewhere.ephemeral


async def test_the_greeting_shows_the_disclosure_of_the_greeter(world: World) -> None:
    await world.alice.slash(world.general, "disclose", text="I sell a course")

    answer = await world.alice.slash(world.general, "greet", member=world.bob)

    assert "I sell a course" in said(answer)
