"""The /settings panel: where reminders come, quiet hours, streaks at risk, closed messages."""

from collections.abc import Iterator
from typing import Any

import pytest
from discord import SelectOption
from discord.ui import Select
from discord.utils import utcnow
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.reminders.reminder_preferences import (
    USUAL_NIGHT,
    QuietHours,
    ReminderPlace,
    ReminderPreferences,
)
from accountabot.services.reminders import reminder_preferences
from accountabot.ui.cards import Card, row
from accountabot.ui.components import custom_id
from tests.stories.people.preferences import choose
from tests.world import World, ids, said


def alice(world: World) -> Member:
    return Member(ServerId(world.guild.id), MemberId(world.alice.id))


async def saved(world: World, bot: Accountabot) -> ReminderPreferences:
    return await bot.database.read(reminder_preferences.of, alice(world))


async def close_messages(world: World, bot: Accountabot) -> None:
    """Note that a direct message to Alice failed."""
    await bot.database.write(reminder_preferences.set_messages_closed, alice(world), True, utcnow())


async def open_panel(world: World) -> Any:
    return (await world.alice.slash(world.general, "settings")).response


def _all(components: Any) -> Iterator[dict[str, Any]]:
    """Yield every component of a message, including those inside others."""
    for each in components or ():
        component = each if isinstance(each, dict) else each.to_dict()
        yield component
        yield from _all(component.get("components"))
        yield from _all(filter(None, [component.get("accessory")]))


async def test_nothing_is_chosen_at_first(world: World, bot: Accountabot) -> None:
    panel = await world.ask(world.alice, "settings")

    assert "**Reminders:** you haven’t picked a place for them yet." in panel
    assert "I’ll remind you of the goals you declare from then on." in panel
    assert "**Quiet hours** from 22:00 to 07:00, on every server." in panel
    assert "**Tell me when a long streak is about to end:** off, on every server." in panel
    assert "Try direct messages again" not in panel
    assert await saved(world, bot) == ReminderPreferences(None, USUAL_NIGHT)


@pytest.mark.parametrize(
    ("value", "line", "more"),
    [
        (
            "here",
            "**Reminders come in a channel**, on every server.",
            (
                "-# Others there can see them, and can tell when you’re awake. They never see your "
                "*only me* goals: I’ll remind you of those privately the next time you’re here."
            ),
        ),
        (
            "direct messages",
            "**Reminders come by direct message**, on every server.",
            "-# Only you see them.",
        ),
        (
            "off",
            "**Reminders are off**, on every server.",
            "-# Pick a place whenever you’d like them back.",
        ),
    ],
)
async def test_a_place_is_saved_with_one_tap(
    world: World, bot: Accountabot, value: str, line: str, more: str
) -> None:
    panel = await open_panel(world)

    answer = said(await choose(world, panel, "reminder-place", value))

    assert f"{line}\n{more}" in answer
    assert (await saved(world, bot)).place is ReminderPlace(value)
    assert answer == await world.ask(world.alice, "settings")


async def test_the_place_is_the_same_on_all_servers_and_other_peoples_stay_as_they_are(
    world: World, bot: Accountabot
) -> None:
    await choose(world, await open_panel(world), "reminder-place", "here")
    elsewhere = Member(ServerId(world.guild.id + 1), MemberId(world.alice.id))
    bob = Member(ServerId(world.guild.id), MemberId(world.bob.id))

    there = await bot.database.read(reminder_preferences.of, elsewhere)

    assert there.place is ReminderPlace.HERE
    assert (await bot.database.read(reminder_preferences.of, bob)).place is None


async def test_quiet_hours_can_be_changed_or_turned_off(world: World, bot: Accountabot) -> None:
    panel = await open_panel(world)

    night_shift = said(await choose(world, panel, "quiet-hours", "9 17"))
    held = (await saved(world, bot)).quiet
    none = said(await choose(world, panel, "quiet-hours", "off"))

    assert "**Quiet hours** from 09:00 to 17:00, on every server." in night_shift
    assert held == QuietHours(9, 17)
    assert "**Quiet hours:** none, on every server." in none
    assert "it can be any hour of the day" in none
    assert (await saved(world, bot)).quiet is None


async def test_the_menus_show_what_is_chosen(world: World) -> None:
    panel = await open_panel(world)
    await choose(world, panel, "reminder-place", "direct messages")

    answer = await choose(world, panel, "quiet-hours", "23 7")

    menus = [each for each in _all(answer.response.components) if each.get("options")]
    chosen = [
        option["label"] for menu in menus for option in menu["options"] if option.get("default")
    ]
    assert chosen == ["00:00", "By direct message", "23:00 to 07:00"]


async def test_only_those_who_ask_are_warned_of_a_streak_at_risk(
    world: World, bot: Accountabot
) -> None:
    panel = await open_panel(world)

    on = said(await world.alice.click(panel, label="Yes, tell me"))
    held = (await saved(world, bot)).warns_at_risk
    off = said(await world.alice.click(panel, label="No, don’t"))

    assert "**Tell me when a long streak is about to end:** on, on every server." in on
    assert (
        "I’ll tell you once, privately, when a streak of 7 or more is about to end and no freeze is left to save it."
        in on
    )
    assert held
    assert "**Tell me when a long streak is about to end:** off, on every server." in off
    assert not (await saved(world, bot)).warns_at_risk


async def test_closed_direct_messages_can_be_tried_again(world: World, bot: Accountabot) -> None:
    await close_messages(world, bot)
    panel = await world.alice.slash(world.general, "settings")
    assert "⚠️ **My direct messages don’t reach you.**" in said(panel)

    answer = said(await world.alice.click(panel.response, label="Try direct messages again"))

    assert "don’t reach you" not in answer
    assert not (await saved(world, bot)).are_messages_closed


async def test_the_panel_says_that_a_server_has_no_reminders(
    world: World, owner: MemberActor
) -> None:
    await owner.slash(world.general, "setup reminders", offered="off")

    panel = await world.ask(world.alice, "settings")

    assert "-# This server has reminders switched off, so they only come on other servers." in panel


async def test_the_fullest_panel_fits_into_a_message(world: World, bot: Accountabot) -> None:
    await close_messages(world, bot)
    await bot.database.write(reminder_preferences.set_messages_closed, alice(world), True, utcnow())

    panel = await world.alice.slash(world.general, "settings")

    components = [*_all(panel.response.components)]
    assert len(components) <= 40
    assert sum(len(each.get("content", "")) for each in components) <= 4000
    assert max(len(each.get("options", ())) for each in components) <= 25
    assert len({*ids(panel.response.components)}) == 7


async def test_the_panel_works_after_a_restart(world: World, settings: Settings) -> None:
    panel = await open_panel(world)

    await world.env.restart_bot(create_bot(settings))

    answer = said(await choose(world, panel, "reminder-place", "here"))
    assert "**Reminders come in a channel**" in answer


@pytest.mark.parametrize(
    ("menu", "value"),
    [
        ("reminder-place", "everywhere"),
        ("quiet-hours", "25 7"),
        ("quiet-hours", "7 7"),
        ("quiet-hours", "night"),
        ("quiet-hours", "1 2 3"),
    ],
)
async def test_a_forged_menu_changes_nothing(
    world: World, bot: Accountabot, menu: str, value: str
) -> None:
    id_ = custom_id(menu, world.guild.id, world.alice.id)
    forged: Select[Card] = Select(custom_id=id_, options=[SelectOption(label=value, value=value)])
    message = await bot.get_channel(world.general.id).send(view=Card(row(forged)))

    answer = await world.alice.select(message, [value])

    assert answer.ephemeral
    assert "Reminders" not in said(answer)
    assert await saved(world, bot) == ReminderPreferences()


async def test_preferences_are_deleted_with_the_members_data(
    world: World, bot: Accountabot
) -> None:
    panel = await open_panel(world)
    await choose(world, panel, "reminder-place", "here")
    await choose(world, panel, "quiet-hours", "off")
    await close_messages(world, bot)

    asked = await world.alice.slash(world.general, "data delete")
    await world.alice.click(asked.response, label="Delete everything")

    assert await saved(world, bot) == ReminderPreferences()
