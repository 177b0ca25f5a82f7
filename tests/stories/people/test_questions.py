"""Questions: a witness asks how it goes, once a day, and the owner answers with one tap."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.people import questions
from accountabot.services.people.questions import AskedQuestion
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from accountabot.ui.people.question_cards import ask_button
from tests.stories.goals.edits import change
from tests.stories.goals.pauses import action, set_zone
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, HOUR, World, markdown, said, shown, streak_in

RUN = "**\u2068Run\u2069**"


async def become_witness(world: World, who: MemberActor) -> InteractionResult:
    """Let someone become the witness of Alice's goal on the first card."""
    return await who.click(world.general.history()[GREETINGS], label="Hold me to it")


async def ask(world: World, who: MemberActor) -> InteractionResult:
    """Let someone become Alice's witness, and ask how it goes."""
    return await who.click((await become_witness(world, who)).response, label="How’s it going?")


async def asked(world: World, goal: str = "Run") -> InteractionResult:
    """Let Alice declare a goal and Bob ask how it goes."""
    await world.declare(world.alice, goal)
    return await ask(world, world.bob)


def last(world: World) -> str:
    """Return the current text of the last message."""
    return shown(world.general)[-1]


def pinged(world: World) -> list[int]:
    """Return the members pinged since the greetings."""
    return [key for keys in world.pings()[GREETINGS:] for key in keys]


async def test_a_witness_asks_in_public_and_only_the_owner_is_pinged(world: World) -> None:
    answer = await asked(world)

    assert not answer.ephemeral
    assert world.bob.mention in last(world)
    assert f"{RUN}" in last(world)
    assert all(label in last(world) for label in ("Going well", "Slowly", "I’m stuck", "Check in"))
    assert pinged(world) == [world.alice.id]


@pytest.mark.parametrize(
    ("label", "sign"), [("Going well", "💪"), ("Slowly", "🐢"), ("I’m stuck", "🧱")]
)
async def test_one_tap_answers_and_is_shown_in_place_of_the_buttons(
    world: World, label: str, sign: str
) -> None:
    question = (await asked(world)).response
    before = last(world).splitlines()[0]

    await world.alice.click(question, label=label)

    assert last(world).splitlines()[0] == before
    assert f"{sign} " in last(world)
    assert "Going well" not in last(world)
    assert "Check in" in last(world)
    assert pinged(world) == []  # by what was edited


async def test_the_check_in_below_a_question_counts(world: World) -> None:
    question = (await asked(world)).response

    answer = await world.alice.click(question, label="Check in")

    assert not answer.ephemeral
    assert streak_in(said(answer)) == 1


async def test_two_witnesses_who_ask_at_once_ask_one_question(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    both = world.bob, world.carol
    for who in both:
        await become_witness(world, who)

    presses = (bot.database.write(questions.ask, action(world, who), GoalId(1)) for who in both)
    first, second = await asyncio.gather(*presses, return_exceptions=True)

    assert isinstance(first, AskedQuestion)
    assert isinstance(second, Refusal)
    assert second.key == "ask-already"
    assert second.details["asker"] == world.bob.id


async def test_only_the_owner_answers(world: World) -> None:
    question = (await asked(world)).response

    answers = [await who.click(question, label="Going well") for who in (world.bob, world.carol)]

    assert all(
        answer.ephemeral and f"Only {world.alice.mention} can use that button" in said(answer)
        for answer in answers
    )
    assert "Going well" in last(world)


async def test_a_goal_is_asked_about_once_a_day(world: World) -> None:
    question = (await asked(world)).response

    other = await ask(world, world.carol)
    count = len(shown(world.general))
    await world.alice.click(question, label="Going well")
    own = await ask(world, world.bob)

    assert other.ephemeral
    assert own.ephemeral
    assert f"{world.bob.mention} already asked" in said(other)
    assert "will appear" in said(other)
    assert said(own) == "You’ve already asked today; the answer is below your question."
    assert len(shown(world.general)) == count


async def test_the_day_of_a_question_is_the_owners_day(world: World, bot: Accountabot) -> None:
    await set_zone(world, bot, "Pacific/Auckland")  # 22:00 there, on the first of January
    await asked(world)
    await world.env.advance_time(HOUR)
    same = await ask(world, world.carol)
    await world.env.advance_time(HOUR)

    tomorrow = await ask(world, world.carol)

    assert same.ephemeral
    assert not tomorrow.ephemeral
    assert pinged(world) == [world.alice.id] * 2


async def test_only_a_witness_may_ask(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    card = Card(row(ask_button(ServerId(world.guild.id), 1, "anything")))
    anywhere = await bot.get_channel(world.general.id).send(view=card)
    left = await become_witness(world, world.carol)
    await world.carol.click(left.response, label="Step back")

    stranger = await world.bob.click(anywhere, label="How’s it going?")
    stepped_back = await world.carol.click(left.response, label="How’s it going?")
    own = await world.alice.click(anywhere, label="How’s it going?")

    assert all(answer.ephemeral for answer in (stranger, stepped_back, own))
    assert "**Hold me to it**" in said(stranger)
    assert said(stepped_back) == said(stranger)
    assert "is yours" in said(own)
    assert pinged(world) == []


Befall = Callable[[World], Awaitable[None]]


async def _pause(world: World) -> None:
    await world.alice.slash(world.general, "pause", goal="Run")


async def _complete(world: World) -> None:
    await world.alice.slash(world.general, "goal complete", goal="Run")


async def _drop(world: World) -> None:
    await world.alice.slash(world.general, "goal drop", goal="Run")


async def _leave(world: World) -> None:
    world.guild.remove_member(world.alice)
    await world.env.settle()


async def _hide(world: World) -> None:
    await change(world, world.alice, "Run", visibility=["me"])


async def _end(world: World) -> None:
    await change(world, world.alice, "Run", until="2026-01-01")
    await world.next_day()


@pytest.mark.parametrize(
    ("befall", "words"),
    [
        (_pause, "is paused"),
        (_complete, "is over"),
        (_end, "is over"),
        (_drop, "let **\u2068Run\u2069** go"),
        (_leave, "no longer on this server"),
        (_hide, "is gone"),
    ],
)
async def test_ended_hidden_and_paused_goals_are_not_asked_about(
    world: World, befall: Befall, words: str
) -> None:
    await world.declare(world.alice)
    card = (await become_witness(world, world.bob)).response
    await befall(world)

    answer = await world.bob.click(card, label="How’s it going?")

    assert answer.ephemeral
    assert words in said(answer)
    assert world.alice.id not in pinged(world)


async def test_a_question_that_could_not_be_deleted_takes_no_answer(world: World) -> None:
    question = (await asked(world, "Zebra")).response
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, times=None)
    await change(world, world.alice, "Zebra", visibility=["me"])

    own = await world.alice.click(question, label="Going well")
    other = await world.bob.click(question, label="Going well")

    assert own.ephemeral
    assert "to yourself now" in said(own)
    assert "is gone" in said(other)
    assert "Zebra" not in said(other)


async def test_a_question_is_deleted_with_its_goal(world: World) -> None:
    question = (await asked(world, "Zebra")).response
    await world.alice.click(question, label="Slowly")

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in "\n".join(shown(world.general))
    assert "The owner has made this private" in last(world)


async def test_an_answer_to_an_undone_goal_says_so(world: World) -> None:
    declared = await world.declare(world.alice)
    question = (await ask(world, world.bob)).response
    await world.alice.click(declared.followups[0], label="Undo")

    answer = await world.alice.click(question, label="Going well")

    assert answer.ephemeral
    assert "is gone" in said(answer)


@pytest.mark.parametrize("text", HOSTILE[:3])
async def test_a_hostile_title_pings_nobody_else(world: World, text: str) -> None:
    question = (await asked(world, text)).response
    at_first = pinged(world)

    await world.alice.click(question, label="I’m stuck")

    assert at_first == [world.alice.id]
    assert pinged(world) == []
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


async def test_a_question_and_an_answer_that_are_delivered_twice_count_once(world: World) -> None:
    question = (await asked(world)).response
    count = len(shown(world.general))
    await world.deliver_again()
    at_first = pinged(world)
    await world.alice.click(question, label="Going well")
    answered = last(world)
    await world.deliver_again()

    assert len(shown(world.general)) == count
    assert last(world) == answered
    assert at_first == [world.alice.id]


async def test_questions_are_asked_and_answered_after_a_restart(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    card = (await become_witness(world, world.bob)).response
    await world.env.restart_bot(create_bot(settings))
    question = (await world.bob.click(card, label="How’s it going?")).response
    await world.env.restart_bot(create_bot(settings))

    await world.alice.click(question, label="Going well")

    assert "💪" in last(world)


async def test_a_question_that_could_not_be_posted_does_not_count(world: World) -> None:
    await world.declare(world.alice)
    card = (await become_witness(world, world.bob)).response
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403, times=1)

    failed = await world.bob.click(card, label="How’s it going?")
    again = await world.bob.click(card, label="How’s it going?")

    assert failed.ephemeral
    assert "nobody was asked" in said(failed)
    assert not again.ephemeral
    assert pinged(world) == [world.alice.id]


async def test_an_answer_that_could_not_be_shown_is_saved_and_shown_at_the_next_tap(
    world: World,
) -> None:
    question = (await asked(world)).response
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403, times=1)

    failed = await world.alice.click(question, label="Going well")
    again = await world.alice.click(question, label="I’m stuck")

    assert "I’ve saved your answer" in said(failed)
    assert "already answered: it’s going well" in said(again)
    assert "💪" in last(world)


async def test_a_member_who_can_not_write_here_can_not_ask(world: World) -> None:
    role = world.guild.create_role("muted")
    muted = world.guild.add_member(world.env.create_user("mia"), roles=[role])
    quiet = world.guild.create_text_channel("quiet", overwrites={role: World.read_only})
    card = (await world.alice.slash(quiet, "goal declare", goal="Run", schedule="daily")).response
    witness = (await muted.click(card, label="Hold me to it")).response

    answer = await muted.click(witness, label="How’s it going?")

    assert answer.ephemeral
    assert "can’t post in this channel" in said(answer)


async def test_buttons_from_another_server_do_nothing(world: World, bot: Accountabot) -> None:
    await asked(world)
    elsewhere = world.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    same_alice, same_bob = (elsewhere.add_member(world.users[name]) for name in ("alice", "bob"))
    ids = [custom_id("ask", elsewhere.id, 1), custom_id("answer", elsewhere.id, 1, "well")]
    ids.append(custom_id("answer", world.guild.id, 1, "well"))
    message = await bot.get_channel(channel.id).send(
        view=Card(row(*(button("Press", id_) for id_ in ids)))
    )

    pressed = zip((same_bob, same_alice, same_alice), ids, strict=True)
    answers = [said(await who.click(message, custom_id=id_)) for who, id_ in pressed]

    assert "is gone" in answers[0]
    assert "is gone" in answers[1]
    assert "don’t know that button" in answers[2]
    assert "Going well" in last(world)


async def test_who_asks_twice_reads_where_the_answer_will_be(world: World) -> None:
    await asked(world)

    again = await ask(world, world.bob)

    assert said(again) == "You’ve already asked today; the answer will appear below your question."
