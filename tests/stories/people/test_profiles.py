"""Saying who one is, what others should know, and seeing how others are seen."""

from typing import Any

import pytest
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import profiles
from tests.stories.test_hostile_text import HOSTILE
from tests.world import DAY, GREETINGS, World, markdown, said, shown

TOLD = {"who": "A night owl", "does": "Teach physics", "learns": "Getting up"}


async def introduce(world: World, member: MemberActor, **told: str) -> InteractionResult:
    """Fill in the form and send it; what is not named stays as it was."""
    form = await member.slash(world.general, "introduce")
    before = {name: field.get("value") or "" for name, field in fields(form)}
    return await member.submit_modal(form, before | told)


def fields(form: InteractionResult) -> list[tuple[str, dict[str, Any]]]:
    """Return the fields of a form by their names."""
    components = [label["component"] for label in (form.modal or {})["components"]]
    return [(component["custom_id"], component) for component in components]


async def profile(world: World, who: MemberActor, whom: MemberActor | None = None) -> str:
    """Return what someone sees on a profile."""
    return await world.ask(who, "profile", **({"member": whom} if whom else {}))


async def disclose(world: World, who: MemberActor, text: str | None = None) -> str:
    """Disclose something, or nothing any more."""
    return await world.ask(who, "disclose", **({} if text is None else {"text": text}))


def in_public(world: World) -> str:
    """Return all that stands in the channel."""
    return "\n".join(shown(world.general)[GREETINGS:])


async def test_an_introduction_is_posted_and_stands_on_the_profile(world: World) -> None:
    answer = await introduce(world, world.alice, **TOLD)

    assert not answer.ephemeral
    assert world.alice.mention in said(answer)
    for text in TOLD.values():
        assert text in in_public(world)
        assert text in await profile(world, world.bob, world.alice)
    assert not any(world.pinged()[GREETINGS:])


@pytest.mark.parametrize("name", TOLD)
async def test_one_of_the_three_is_enough(world: World, name: str) -> None:
    answer = await introduce(world, world.alice, **{name: TOLD[name]})

    assert not answer.ephemeral
    assert [text for text in TOLD.values() if text in said(answer)] == [TOLD[name]]


@pytest.mark.parametrize("text", ["", "   "])
async def test_an_empty_introduction_is_refused_with_a_way_on(world: World, text: str) -> None:
    answer = await introduce(world, world.alice, who=text)

    assert answer.ephemeral
    assert "One of the three is enough" in said(answer)
    assert in_public(world) == ""


async def test_words_that_can_not_be_seen_are_refused_and_the_others_given_back(
    world: World,
) -> None:
    answer = await introduce(world, world.alice, who="A night owl", does="\u200b")

    assert answer.ephemeral
    assert "visible characters" in said(answer)
    assert "A night owl" in said(answer)


async def test_the_form_holds_what_was_told_before(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    form = await world.alice.slash(world.general, "introduce")

    assert {name: field.get("value") for name, field in fields(form)} == TOLD


async def test_a_changed_introduction_posts_only_what_is_new(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    answer = await introduce(world, world.alice, learns="Going to bed")

    assert "Going to bed" in said(answer)
    assert "A night owl" not in said(answer)
    known = await profile(world, world.bob, world.alice)
    assert "A night owl" in known
    assert "Going to bed" in known
    assert "Getting up" not in known


async def test_the_same_introduction_again_posts_nothing(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    before = in_public(world)

    answer = await introduce(world, world.alice)

    assert answer.ephemeral
    assert "posted nothing" in said(answer)
    assert in_public(world) == before


async def test_what_is_left_out_leaves_the_profile_quietly(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    answer = await introduce(world, world.alice, does="")

    assert answer.ephemeral
    assert "Teach physics" not in await profile(world, world.bob, world.alice)


async def test_a_form_that_is_sent_after_a_restart_is_heard(
    world: World, settings: Settings
) -> None:
    form = await world.alice.slash(world.general, "introduce")
    await world.env.restart_bot(create_bot(settings))

    answer = await world.alice.submit_modal(form, TOLD)

    assert "A night owl" in said(answer)


async def test_a_form_that_is_delivered_twice_is_posted_once(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    before = in_public(world)

    await world.deliver_again()

    assert in_public(world) == before


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_nobody_and_breaks_nothing(world: World, text: str) -> None:
    await introduce(world, world.alice, **dict.fromkeys(TOLD, text[:250]))
    await disclose(world, world.alice, text)
    await world.declare(world.alice, text[:100])
    answers = [await profile(world, who, world.alice) for who in (world.alice, world.bob)]

    assert all(answers)
    assert not any(world.pinged()[GREETINGS:])
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


async def test_all_that_fits_fits_into_one_message(world: World) -> None:
    await introduce(world, world.alice, **dict.fromkeys(TOLD, "*" * 249 + "x"))
    for nth in range(7):
        await disclose(world, world.alice, "*" * 198 + f"x{nth}")
        await world.declare(world.alice, "*" * 98 + f"x{nth}")

    answer = await world.bob.slash(world.general, "profile", member=world.alice)
    earlier = await world.bob.click(answer.response, label="Earlier")

    assert "2 more goals" in said(answer)
    assert "x6" in said(earlier)


async def test_who_may_not_write_here_introduces_themselves_in_private(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )
    form = await world.alice.slash(quiet, "introduce")

    answer = await world.alice.submit_modal(form, TOLD)

    assert answer.ephemeral
    assert "It’s on your profile" in said(answer)
    assert shown(quiet) == []


async def test_others_introduce_themselves_at_one_tap(world: World) -> None:
    card = (await introduce(world, world.alice, **TOLD)).response

    form = await world.bob.click(card, label="Introduce myself")
    answer = await world.bob.submit_modal(form, {"who": "A lark"})

    assert {name: field.get("value") for name, field in fields(form)} == dict.fromkeys(TOLD)
    assert world.bob.mention in said(answer)
    assert "A lark" in said(answer)


async def test_a_disclosure_is_dated_and_stands_on_profile_and_introduction(world: World) -> None:
    told = await disclose(world, world.alice, "I sell a course on this")

    introduced = await introduce(world, world.alice, **TOLD)

    assert "Thank you" in told
    for text in (said(introduced), await profile(world, world.bob, world.alice)):
        assert "I sell a course on this" in text
        assert "Thu, Jan 1, 2026" in text


async def test_a_disclosure_is_answered_to_its_member_alone(world: World) -> None:
    answer = await world.alice.slash(world.general, "disclose", text="I sell a course")

    assert answer.ephemeral
    assert in_public(world) == ""


async def test_every_change_of_a_disclosure_stays_to_be_seen_with_its_date(world: World) -> None:
    await disclose(world, world.alice, "I sell a course")
    await world.next_day()
    await disclose(world, world.alice, "I sell two courses")
    await world.next_day()
    await disclose(world, world.alice)
    answer = await world.bob.slash(world.general, "profile", member=world.alice)

    earlier = await world.bob.click(answer.response, label="Earlier")

    lines = said(earlier).splitlines()
    assert "Good to know" not in said(answer)
    assert "disclosure cleared" in said(answer)
    assert [line[:11] for line in lines[1:4]] == ["Sat, Jan 3,", "Fri, Jan 2,", "Thu, Jan 1,"]
    assert "two courses" in lines[2]
    assert "I sell a course" in lines[3]


async def test_the_first_disclosure_has_nothing_earlier(world: World) -> None:
    await disclose(world, world.alice, "I sell a course")

    assert "Earlier" not in await profile(world, world.bob, world.alice)


async def test_many_changes_are_turned_page_by_page_after_a_restart_too(
    world: World, settings: Settings
) -> None:
    for nth in range(7):
        await disclose(world, world.alice, f"Course {nth}")
    answer = await world.bob.slash(world.general, "profile", member=world.alice)
    earlier = await world.bob.click(answer.response, label="Earlier")
    first = said(earlier)
    await world.env.restart_bot(create_bot(settings))

    turned = await world.bob.click(earlier.response, label="▶")

    assert "Course 2" in first
    assert "Course 1" in said(turned)
    assert "Course 2" not in said(turned)


async def test_the_same_disclosure_again_changes_nothing(world: World) -> None:
    await disclose(world, world.alice, "I sell a course")

    again = await disclose(world, world.alice, " I sell a  course ")

    assert "already" in again
    assert "Earlier" not in await profile(world, world.bob, world.alice)


async def test_clearing_what_was_never_disclosed_says_how_to(world: World) -> None:
    assert "/disclose text" in await disclose(world, world.alice)


@pytest.mark.parametrize("text", ["x" * 201, "\u200b", "***"])
async def test_a_disclosure_that_can_not_be_kept_is_refused_with_the_limit(
    world: World, text: str
) -> None:
    answer = await disclose(world, world.alice, text)

    assert "200" in answer
    assert "hasn’t shared anything" in await profile(world, world.bob, world.alice)


async def test_disclosures_are_not_changed_without_end(world: World) -> None:
    for nth in range(10):
        await disclose(world, world.alice, f"Course {nth}")

    refused = await disclose(world, world.alice, "Course 10")
    await world.env.advance_time(DAY + 1)
    later = await disclose(world, world.alice, "Course 11")

    assert "Try again tomorrow" in refused
    assert "Thank you" in later


async def test_what_is_disclosed_can_be_asked_for_by_others(world: World, bot: Accountabot) -> None:
    alice = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    before = await bot.database.read(profiles.disclosure_of, alice)
    await disclose(world, world.alice, "I sell a course")
    now = await bot.database.read(profiles.disclosure_of, alice)
    await disclose(world, world.alice)

    after = await bot.database.read(profiles.disclosure_of, alice)

    assert (before, after) == (None, None)
    assert now.text == "I sell a course"


async def test_a_profile_shows_goals_streaks_and_how_much_of_the_word_was_kept(
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

    assert "Word kept** 4 of 6" in seen
    assert "Run" in seen
    assert "**Longest streak** 3" in seen
    assert seen.index("Run") < seen.index("Read")
    assert "Here since <t:" in seen


async def test_a_profile_is_seen_by_who_asks_only(world: World) -> None:
    await world.declare(world.alice)

    answers = [
        await who.slash(world.general, "profile", member=world.alice)
        for who in (world.alice, world.bob)
    ]

    assert all(answer.ephemeral for answer in answers)


async def test_hidden_goals_are_on_nobodys_profile(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await world.next_day()
    await world.check_in(world.alice, goal="Run")
    await world.next_day(3)

    seen, own = await profile(world, world.bob, world.alice), await profile(world, world.alice)

    assert "Zebra" not in seen + own
    assert "Word kept** 1 of 2" in seen
    assert "Word kept** 1 of 2" in own


async def test_ones_own_profile_says_what_could_be_added(world: World) -> None:
    own = await profile(world, world.alice)

    assert {"Introduce myself", "My first goal"} <= set(own.splitlines())
    assert "/introduce" in own
    assert "/disclose" in own


async def test_what_is_there_is_not_asked_for(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    await disclose(world, world.alice, "I sell a course")
    await world.declare(world.alice)

    own = await profile(world, world.alice)

    assert "💡" not in own
    assert "Introduce myself" not in own
    assert "how everyone here sees you" in own


async def test_others_are_not_told_what_someone_could_add(world: World) -> None:
    await world.declare(world.alice)

    assert "💡" not in await profile(world, world.bob, world.alice)


async def test_an_introduction_begins_from_ones_own_profile(world: World) -> None:
    own = await world.alice.slash(world.general, "profile")

    form = await world.alice.click(own.response, label="Introduce myself")
    answer = await world.alice.submit_modal(form, TOLD)

    assert not answer.ephemeral
    assert "A night owl" in in_public(world)


async def test_the_menu_of_a_member_shows_their_profile(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    answer = await world.bob.context_menu(world.general, "Profile", world.alice)

    assert answer.ephemeral
    assert "A night owl" in said(answer)


async def test_a_bot_has_no_profile(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))

    answer = await world.bob.context_menu(world.general, "Profile", robot)

    assert answer.ephemeral
    assert "bots" in said(answer)


async def test_who_left_has_no_profile_until_they_are_back(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    world.guild.remove_member(world.alice)
    await world.env.settle()

    gone = said(await world.bob.slash(world.general, "profile", member=world.users["alice"]))
    alice = world.join("alice")
    await world.env.settle()

    assert "no longer on this server" in gone
    assert "A night owl" not in gone
    assert "A night owl" in await profile(world, world.bob, alice)


async def test_who_never_did_anything_is_met_with_a_kind_sentence(world: World) -> None:
    answer = await world.bob.slash(world.general, "profile", member=world.alice)

    assert answer.ephemeral
    assert "hasn’t shared anything yet" in said(answer)


async def test_who_only_cheered_has_a_profile(world: World) -> None:
    card = (await world.declare(world.alice)).response
    await world.bob.click(card, label="Cheer")

    seen = await profile(world, world.alice, world.bob)

    assert "1 given" in seen
    assert "No active goals" in seen


async def test_a_profile_is_of_one_server(world: World, bot: Accountabot) -> None:
    await introduce(world, world.alice, **TOLD)
    await disclose(world, world.alice, "I sell a course")
    elsewhere = Member(ServerId(1), MemberId(world.alice.id))

    assert await bot.database.read(profiles.introduction_of, elsewhere) is None
    assert await bot.database.read(profiles.disclosure_of, elsewhere) is None


async def test_goals_that_ended_long_ago_are_in_no_number(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.next_day()
    await world.check_in(world.alice)
    await world.alice.slash(world.general, "goal drop", goal="Run")
    soon = await profile(world, world.bob, world.alice)

    await world.next_day(95)

    assert "Word kept** 1 of 1" in soon
    assert "Word kept" not in await profile(world, world.bob, world.alice)
