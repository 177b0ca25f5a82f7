"""The questions that follow a sentence are asked once each, and their answers are kept."""

from typing import Any

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import propose
from tests.stories.goals.pauses import set_zone
from tests.stories.goals.several_goals import ask, buttons
from tests.stories.typed_dates import said
from tests.world import DAY, HOUR, World


def styles(components: Any) -> dict[str, int]:
    """Return the style of every button, by its label."""
    found: dict[str, int] = {}
    for component in components:
        if "style" in component:
            found[component["label"]] = component["style"]
        found |= styles(component.get("components", ()))
    return found


async def test_a_missing_schedule_and_an_ambiguous_start_are_asked_for_once_each(
    world: World,
) -> None:
    how_often = await ask(world, world.alice, "Swim from next Friday")
    first = said(how_often)

    start = await world.alice.click(how_often.response, label="Weekdays")
    second = said(start)
    answer = await world.alice.click(start.response, label="Fri, Jan 9, 2026")

    assert "How often?" in first
    assert "When should it start?" in second
    assert said(how_often) == "✓ **Swim**: every weekday from Fri, Jan 9"
    assert "’s promise: **every weekday from Fri, Jan 9**" in said(answer)


async def test_picked_weekdays_are_kept_while_the_start_is_asked_for(world: World) -> None:
    how_often = await ask(world, world.alice, "Swim from next Friday")

    start = await world.alice.select(how_often.response, ["fri", "mon"])
    answer = await world.alice.click(start.response, label="Fri, Jan 2, 2026")

    assert "every Monday and Friday from Fri, Jan 2**" in said(answer)


async def test_answers_are_kept_over_a_restart_and_for_days(
    world: World, settings: Settings, bot: Accountabot
) -> None:
    how_often = await ask(world, world.alice, "Swim from next Friday")
    start = await world.alice.click(how_often.response, label="Weekdays")
    await world.env.advance_time(3 * DAY)

    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.click(start.response, label="Fri, Jan 9, 2026")

    assert "every weekday from Fri, Jan 9**" in said(answer)


@pytest.mark.parametrize("sentence", ["No phone in bed", "no phone before 9am"])
async def test_every_day_is_suggested_first(world: World, sentence: str) -> None:
    how_often = await ask(world, world.alice, sentence)

    label, style = next(iter(styles(how_often.response.components).items()))
    answer = await world.alice.click(how_often.response, label="Every day")

    assert (label, style) == ("Every day", 1)
    assert f"### 🎯 {sentence}" in said(answer)
    assert "’s promise: **every day**" in said(answer)


async def test_only_another_try_is_suggested_in_place_of_a_schedule_that_the_member_named(
    world: World,
) -> None:
    how_often = await ask(world, world.alice, "Clean the oven every quarter")

    found = styles(how_often.response.components)
    assert [label for label, style in found.items() if style == 1] == ["Try again"]


async def test_times_are_told_apart_by_day_and_time_in_the_member_s_zone(world: World) -> None:
    which = await ask(world, world.alice, "Send the report by Jan 5 5pm CST")
    asked, offered = said(which), buttons(which)

    answer = await world.alice.click(which.response, label="Mon, Jan 5, 2026, 23:00 · Chicago")

    assert "Which time do you mean?" in asked
    assert "your time zone, UTC" in asked
    assert "Mon, Jan 5, 2026, 09:00 · Shanghai" in offered
    assert "once, by <t:1767654000:F>" in said(answer)


async def test_all_of_more_than_five_times_are_offered(world: World) -> None:
    which = await ask(world, world.alice, "Call mum by friday at 8 CST")
    offered = buttons(which)

    answer = await world.alice.click(which.response, label="Sat, Jan 3, 2026, 02:00 · Chicago")

    assert len(offered) == 6
    assert "once, by <t:1767405600:F>" in said(answer)


async def test_times_in_a_form_are_told_apart_too(world: World) -> None:
    how_often = await ask(world, world.alice, "Send the report")
    form = await world.alice.click(how_often.response, label="By a certain date…")

    which = await world.alice.submit_modal(form, {"text": "Jan 5 5pm CST"})
    asked, offered = said(which), buttons(which)
    answer = await world.alice.click(which.response, label="Mon, Jan 5, 2026, 09:00")

    assert "Which time do you mean?" in asked
    assert "Mon, Jan 5, 2026, 23:00" in offered
    assert "once, by <t:1767603600:F>" in said(answer)


async def test_a_pick_is_the_day_on_its_button_even_after_a_move(
    world: World, bot: Accountabot
) -> None:
    await world.env.advance_time(6 * HOUR)
    which = await ask(world, world.alice, "Row every day from next friday")
    offered = buttons(which)
    await set_zone(world, bot, "Pacific/Kiritimati")

    answer = await world.alice.click(which.response, label="Fri, Jan 2, 2026")

    assert "Fri, Jan 9, 2026" in offered
    assert "Next due: **Fri, Jan 2" in said(answer)


async def test_a_pick_in_an_edit_is_the_day_on_its_button_even_after_a_move(
    world: World, bot: Accountabot
) -> None:
    await world.env.advance_time(6 * HOUR)
    await ask(world, world.alice, "Row every day")
    which = await propose(world, world.alice, "Row", sentence="Row every day until next friday")
    await set_zone(world, bot, "Pacific/Kiritimati")

    preview = await world.alice.click(which.response, label="Fri, Jan 2, 2026")

    assert "→ Fri, Jan 2, 2026" in said(preview)


async def test_times_in_an_edit_are_told_apart_too(world: World) -> None:
    await ask(world, world.alice, "Send the report by Jan 5")

    which = await propose(
        world, world.alice, "Send the report", sentence="Send it by Jan 6 5pm CST"
    )
    asked = said(which)
    preview = await world.alice.click(which.response, label="Tue, Jan 6, 2026, 23:00 · Chicago")

    assert "any of these times" in asked
    assert "your time zone, UTC" in asked
    assert "Tue, Jan 6, 2026, 09:00 · Shanghai" in asked
    assert "<t:1767740400:F>" in said(preview)
