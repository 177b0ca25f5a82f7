"""The message menu *Count as check-in*."""

import pytest
from discord import Message
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.several_goals import press
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, HOUR, World, ids, said, shown, streak_in


async def count(world: World, who: MemberActor, message: Message) -> InteractionResult:
    """Use the message menu."""
    return await who.context_menu(world.general, "Count as check-in", message)


async def test_a_message_becomes_the_note_and_the_proof(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "ran through\nthe **rain**")

    answer = await count(world, world.alice, message)

    assert not answer.ephemeral
    assert "ran through the" in said(answer)
    assert message.jump_url in said(answer)
    assert streak_in(said(answer)) == 1
    assert answer.followups[0].ephemeral


async def test_the_record_links_the_proof(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "done")
    await count(world, world.alice, message)

    days = await world.bob.slash(world.general, "streak", member=world.alice)
    history = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(history.response, label="The record"))

    assert "Run" in said(days)
    assert f"[proof]({message.jump_url})" in record


@pytest.mark.parametrize("text", ["", "🏃", "\u200b", "***"])
async def test_a_message_without_words_counts_too(world: World, text: str) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, text, attachments=[("run.png", b"x")])

    answer = await count(world, world.alice, message)

    assert streak_in(said(answer)) == 1


async def test_a_message_counts_for_the_day_on_which_it_was_written(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "done, good night")
    await world.env.advance_time(20 * HOUR)

    answer = await count(world, world.alice, message)

    assert "⏰" in said(answer)
    assert streak_in(said(answer)) == 1


async def test_a_message_from_yesterday_counts_for_what_was_due_then(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.check_in(world.alice, goal="Run")
    message = await world.alice.send(world.general, "and ten pages")
    await world.next_day()

    answer = await count(world, world.alice, message)

    assert "⏰" in said(answer)
    assert "Read" in said(answer)


async def test_an_older_message_is_refused_with_its_day(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "done")
    await world.next_day(2)

    answer = await count(world, world.alice, message)

    assert answer.ephemeral
    assert "from Thu, Jan 1, 2026" in said(answer)
    assert "/checkin" in said(answer)


async def test_the_day_of_a_message_is_its_authors_own(world: World) -> None:
    await world.ask(world.alice, "timezone", zone="Pacific/Auckland")
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    message = await world.alice.send(world.general, "in the evening")
    await world.env.advance_time(2 * HOUR)

    answer = await count(world, world.alice, message)

    assert "⏰" in said(answer)


async def test_a_message_from_before_the_goal_is_refused(world: World) -> None:
    message = await world.alice.send(world.general, "done")
    await world.next_day()
    await world.declare(world.alice)

    answer = await count(world, world.alice, message)

    assert answer.ephemeral
    assert "starts on" in said(answer)


async def test_a_message_is_counted_once(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.check_in(world.alice, goal="Read")
    message = await world.alice.send(world.general, "ran")
    await count(world, world.alice, message)

    again = await count(world, world.alice, message)

    assert again.ephemeral
    assert "already counted for **\u2068Run\u2069**" in said(again)
    assert sum("ran" in text for text in shown(world.general)) == 2


async def test_a_message_can_be_counted_again_after_an_undo(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "ran")
    first = await count(world, world.alice, message)
    await world.alice.click(first.followups[0], label="Undo")

    again = await count(world, world.alice, message)

    assert streak_in(said(again)) == 1


async def test_a_press_that_is_delivered_twice_counts_once(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "ran")
    await count(world, world.alice, message)

    await world.deliver_again()

    assert sum("ran" in text for text in shown(world.general)) == 2


async def test_someone_elses_message_is_refused_kindly(world: World) -> None:
    await world.declare(world.alice)
    message = await world.bob.send(world.general, "I ran")

    answer = await count(world, world.alice, message)

    assert answer.ephemeral
    assert world.bob.mention in said(answer)
    assert "**Current streak**" not in await world.ask(world.alice, "streak")


async def test_the_message_of_a_bot_or_a_webhook_is_refused(world: World) -> None:
    await world.declare(world.alice)
    card = world.general.history()[-1]
    hook = world.guild.create_webhook(world.general, name="feed")
    posted = await hook.send("Alice ran")

    answers = [await count(world, world.alice, message) for message in (card, posted)]

    assert all(answer.ephemeral and "A bot wrote that" in said(answer) for answer in answers)


async def test_a_message_of_discord_itself_is_refused(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "x")
    world.env.backend.messages[world.general.id][message.id].type = 7  # a join, in her name

    answer = await count(world, world.alice, message)

    assert answer.ephemeral
    assert "automatic message from Discord" in said(answer)


async def test_a_reply_counts_as_any_message_does(world: World) -> None:
    await world.declare(world.alice)
    question = await world.bob.send(world.general, "did you?")
    message = await world.alice.send(world.general, "I did", reply_to=question)

    answer = await count(world, world.alice, message)

    assert "I did" in said(answer)


async def test_note_day_and_proof_wait_for_the_choice_if_several_goals_are_due(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    message = await world.alice.send(world.general, "chapter two")
    await world.env.advance_time(15 * HOUR + 60)

    question = await count(world, world.alice, message)
    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.click(question.response, label="Read")

    assert question.ephemeral
    assert "⏰" in said(answer)
    assert "chapter two" in said(answer)
    assert message.jump_url in said(answer)


async def test_a_choice_that_was_made_counts_a_message_once(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    message = await world.alice.send(world.general, "chapter two")
    question = await count(world, world.alice, message)
    run = next(ids(question.response.components, "pick-one"))
    await world.alice.click(question.response, label="Read")

    again = await press(world, bot, world.alice, run)

    assert "already counted" in said(again)


async def test_a_first_goal_is_suggested_if_the_member_has_none(world: World) -> None:
    message = await world.alice.send(world.general, "ran")

    answer = await count(world, world.alice, message)

    assert answer.ephemeral
    assert "/goal declare" in said(answer)


async def test_a_message_adds_to_the_day_if_nothing_is_due(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    message = await world.alice.send(world.general, "and once more around the lake")

    answer = await count(world, world.alice, message)

    assert "around the lake" in said(answer)
    assert streak_in(said(answer)) == 1


async def test_an_amount_in_a_message_is_offered(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20 pages"
    )
    message = await world.alice.send(world.general, "read 12 pages")

    question = await count(world, world.alice, message)
    counted = await world.alice.click(question.response, label="Count 12 of 20 pages")

    assert "12 of 20" in said(counted)


async def test_a_message_without_an_amount_is_kept_while_it_is_asked_for(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule="daily", amount="at most 2 cups"
    )
    message = await world.alice.send(world.general, "black as night")

    form = await count(world, world.alice, message)
    answer = await world.alice.submit_modal(form, {"text": "1"})

    assert "black as night" in said(answer)
    assert message.jump_url in said(answer)


async def test_a_message_counts_for_a_private_goal_in_private(
    world: World,
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )
    message = await world.alice.send(world.general, "done")

    answer = await count(world, world.alice, message)

    assert answer.ephemeral
    assert not any("Whisper" in text for text in shown(world.general))


async def test_a_long_message_is_cut_at_a_word(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "word " * 399)

    answer = await count(world, world.alice, message)

    assert "word word…" in said(answer)


async def test_mentions_in_a_message_are_removed_and_ping_nobody(world: World) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, f"ran with {world.bob.mention}")
    before = len(world.pings())

    answer = await count(world, world.alice, message)

    assert "ran with someone" in said(answer)
    assert "bob" not in said(answer)
    assert not any(world.pings()[before:])


@pytest.mark.parametrize("text", [*HOSTILE, "y" * 1999, "👨‍👩‍👧‍👦" * 150, "🇩🇪" * 400, "ä̸̢" * 300])
async def test_hostile_messages_break_nothing(world: World, text: str) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(world.general, "x")
    world.env.backend.messages[world.general.id][
        message.id
    ].content = text  # above the usual message limit
    before = len(world.pings())

    answer = await count(world, world.alice, message)

    assert streak_in(said(answer)) == 1
    assert len(world.pings()) > before > GREETINGS
    assert not any(world.pings()[before:])
