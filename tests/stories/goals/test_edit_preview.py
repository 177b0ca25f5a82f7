"""The preview that is shown before a goal is changed."""

import pytest
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import edits
from tests.stories.goals.edits import MINUTE, change, form_fields, propose, record
from tests.stories.goals.pauses import action, set_zone
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_a_change_is_previewed_first(world: World) -> None:
    await world.declare(world.alice, "Run 5k", "weekly on tue,thu")

    answer = await propose(
        world,
        world.alice,
        "Run 5k",
        sentence="Run 6k every Monday",
        until="2026-03-01",
        plan="in the *park*",
    )

    assert answer.ephemeral
    assert "**Title** \u2068Run 5k\u2069 → \u2068Run 6k\u2069" in said(answer)
    assert "**How often** every Tuesday and Thursday → every Monday" in said(answer)
    assert "**Until** no end → Sun, Mar 1, 2026" in said(answer)
    assert "**Plan** no plan → \u2068in the \\*park\\*\u2069" in said(answer)
    assert "Next due: **Mon, Jan 5 · Mon, Jan 12**" in said(answer)
    assert "every Tuesday and Thursday" in await world.ask(world.alice, "goal list")


async def test_one_tap_applies_the_preview_and_updates_the_card(world: World) -> None:
    await world.declare(world.alice)

    answer = await change(world, world.alice, sentence="Jog 3 days a week", plan="in the park")

    assert answer.response.ephemeral
    assert "It now reads: **3 days a week**" in said(answer)
    assert "Undo" in said(answer)
    card = shown(world.general)[GREETINGS]
    assert "### 🎯 \u2068Jog\u2069" in card
    assert "**3 days a week**" in card
    assert "📍 \u2068in the park\u2069" in card
    assert len(shown(world.general)) == GREETINGS + 1


async def test_an_abandoned_edit_changes_nothing(world: World) -> None:
    await world.declare(world.alice)
    shown_ = await propose(world, world.alice, sentence="Jog every day")

    answer = await world.alice.click(shown_.response, label="Leave as is")

    assert "Nothing changed" in said(answer)
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_a_double_tap_applies_the_change_once(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    await change(world, world.alice, sentence="Jog every day")
    await world.deliver_again()

    with pytest.raises(Refusal, match="edit-already"):  # a second tap
        await bot.database.read(
            edits.load_pending, action(world, world.alice).member, PendingId(1), utcnow()
        )
    assert (await record(world, "Jog")).count("changed the title") == 1


async def test_two_pending_changes_do_not_revert_each_other(world: World) -> None:
    await world.declare(world.alice)
    first = await propose(world, world.alice, sentence="Jog every day")
    second = await propose(world, world.alice, plan="at noon")

    await world.alice.click(second.response, label="Change it")
    await world.alice.click(first.response, label="Change it")

    view = await world.ask(world.alice, "goal show", goal="Jog")
    assert "at noon" in view


async def test_the_edit_button_is_beside_undo_and_works_after_a_restart(
    world: World, settings: Settings
) -> None:
    declared = await world.declare(world.alice)
    await world.env.restart_bot(create_bot(settings))

    form = await world.alice.click(declared.followups[0], label="Edit")
    await world.env.restart_bot(create_bot(settings))
    proposal = await world.alice.submit_modal(
        form, form_fields(form) | {"sentence": "Jog every day"}
    )
    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.click(proposal.response, label="Change it")

    assert "Jog" in said(answer)
    assert "Jog" in await world.ask(world.alice, "goal list")


async def test_an_outdated_preview_is_shown_again(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.env.advance_time(HOUR)
    first = await propose(world, world.alice, sentence="Jog every day")
    await change(world, world.alice, sentence="Run every Monday")

    again = await world.alice.click(first.response, label="Change it")
    told = said(again)
    untouched = await world.ask(world.alice, "goal list")
    await world.alice.click(again.response, label="Change it")

    assert "Something changed in the meantime" in told
    assert "**How often** every Monday → every day" in told
    assert "Run\u2069" in untouched
    assert "every Monday" in untouched
    assert "Jog\u2069**\n-# every day" in await world.ask(world.alice, "goal list")


async def test_a_silent_change_is_previewed_again_once_it_would_be_public(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(14 * MINUTE)
    proposal = await propose(world, world.alice, sentence="Run every Monday")
    before = said(proposal)
    await world.env.advance_time(2 * MINUTE)

    again = await world.alice.click(proposal.response, label="Change it")
    told = said(again)
    untouched = await world.ask(world.alice, "goal list")
    done = await world.alice.click(again.response, label="Change it")

    assert "as if it had said this from the start" in before
    assert "Something changed in the meantime" in told
    assert "The change applies from today" in told
    assert "every day" in untouched
    assert "on the public record" in said(done) or "The record shows" in said(done)


async def test_a_form_that_was_open_during_a_zone_change_changes_only_typed_fields(
    world: World, bot: Accountabot
) -> None:
    await set_zone(world, bot, "America/New_York")
    await world.declare(world.alice, "Talk", "once by 2026-01-09 17:00")
    form = await world.alice.slash(world.general, "goal edit", goal="Talk")
    await set_zone(world, bot, "Asia/Tokyo")

    answer = await world.alice.submit_modal(form, form_fields(form) | {"plan": "on stage"})

    assert "**Plan**" in said(answer)
    assert "**Until**" not in said(answer)


async def test_a_form_that_was_open_during_another_edit_keeps_that_edit(
    world: World,
) -> None:
    await world.declare(world.alice)
    form = await world.alice.slash(world.general, "goal edit", goal="Run")
    await change(world, world.alice, sentence="Run every Monday", plan="at night")

    answer = await world.alice.submit_modal(form, form_fields(form) | {"amount": "5 km"})

    assert "**How much**" in said(answer)
    assert "**How often**" not in said(answer)
    assert "**Plan**" not in said(answer)
