"""What owners decide about reminders: how they are offered, and the channel for them."""

import pytest
from discord import PermissionOverwrite
from simcord import ChannelHandle, MemberActor

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import ServerId
from accountabot.domain.reminders.offers import Offered
from accountabot.services.reminders import server_reminders
from accountabot.services.server import channels
from tests.stories.server.settings_files import exported, imported, use, whole
from tests.stories.setup.setup_commands import set_up
from tests.world import World, said


async def offered(world: World, bot: Accountabot) -> Offered:
    return await bot.database.read(server_reminders.offered, ServerId(world.guild.id))


async def channel_of(world: World, bot: Accountabot) -> int | None:
    found = await bot.database.read(channels.load_channels, ServerId(world.guild.id))
    return found.reminders


@pytest.fixture
def nudges(world: World) -> ChannelHandle:
    """A channel for reminders."""
    return world.guild.create_text_channel("nudges")


async def test_reminders_are_offered_at_one_tap_unless_an_owner_says_otherwise(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    answer = said(await set_up(world, owner, "reminders", offered="at one tap"))

    assert await offered(world, bot) is Offered.AT_ONE_TAP
    assert answer == (
        "🔔 Reminders are offered here now: whoever declares a goal can switch them on with one"
        " tap.\n-# It was like that already; nothing changed."
    )


@pytest.mark.parametrize(
    ("choice", "how", "expected"),
    [
        (
            "by default",
            Offered.BY_DEFAULT,
            (
                "🔔 From now on, new goals here come with reminders. The answer to each says so, with"
                " **No reminders** right beside it. Earlier goals stay as they are, and so does anyone"
                " who said no."
            ),
        ),
        (
            "off",
            Offered.OFF,
            (
                "🔕 Reminders are off here: I won’t remind anyone of a goal on this server. What people"
                " chose is kept, in case you switch them on again."
            ),
        ),
    ],
)
async def test_owners_choose_how_reminders_are_offered(
    world: World, bot: Accountabot, owner: MemberActor, choice: str, how: Offered, expected: str
) -> None:
    answer = await set_up(world, owner, "reminders", offered=choice)
    again = await set_up(world, owner, "reminders", offered=choice)

    assert answer.ephemeral
    assert said(answer) == expected
    assert said(again) == f"{expected}\n-# It was like that already; nothing changed."
    assert await offered(world, bot) is how


async def test_the_choice_is_each_servers_own(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    await set_up(world, owner, "reminders", offered="off")

    elsewhere = await bot.database.read(server_reminders.offered, ServerId(world.guild.id + 1))

    assert elsewhere is Offered.AT_ONE_TAP


async def test_the_overview_shows_how_reminders_are_offered_and_where_they_come(
    world: World, owner: MemberActor, nudges: ChannelHandle
) -> None:
    usual = await world.ask(owner, "setup show")
    await set_up(world, owner, "channels", reminders=nudges)
    await set_up(world, owner, "reminders", offered="by default")

    chosen = await world.ask(owner, "setup show")

    assert "**Reminders** are one tap away, right below each new goal. /setup reminders" in usual
    assert "🔔 Reminders come in the channel for check-ins, or else where a goal was" in usual
    assert "**Reminders** come by default with each new goal; one tap declines them." in chosen
    assert f"🔔 I remind people of their goals in <#{nudges.id}>, if that’s where they" in chosen


async def test_an_overview_without_reminders_names_no_channel_for_them(
    world: World, owner: MemberActor, nudges: ChannelHandle
) -> None:
    await set_up(world, owner, "channels", reminders=nudges)
    await set_up(world, owner, "reminders", offered="off")

    overview = await world.ask(owner, "setup show")

    assert "**Reminders** are off. /setup reminders" in overview
    assert nudges.mention not in overview


async def test_a_channel_for_reminders_is_chosen_and_given_up(
    world: World, bot: Accountabot, owner: MemberActor, nudges: ChannelHandle
) -> None:
    panel = await set_up(world, owner, "channels", reminders=nudges)
    before = said(panel)
    chosen = await channel_of(world, bot)

    await owner.click(panel.response, label="No channel just for reminders")

    assert nudges.mention in before
    assert chosen == nudges.id
    assert await channel_of(world, bot) is None
    assert nudges.mention not in said(panel)
    assert "No channel just for reminders" not in said(panel)


async def test_choosing_another_channel_keeps_that_for_reminders(
    world: World, bot: Accountabot, owner: MemberActor, nudges: ChannelHandle
) -> None:
    await set_up(world, owner, "channels", reminders=nudges)

    await set_up(world, owner, "channels", witnesses=world.general)

    assert await channel_of(world, bot) == nudges.id


async def test_a_closed_channel_for_reminders_is_named_where_owners_look(
    world: World, owner: MemberActor
) -> None:
    closed = PermissionOverwrite(send_messages=False, read_message_history=False)
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.env.bot.get_guild(world.guild.id).me: closed}
    )

    panel = said(await set_up(world, owner, "channels", reminders=quiet))
    check = await world.ask(owner, "setup check")

    lacks = "send messages, read message history"
    assert f"⚠️ I don’t have these permissions there yet: {lacks}. Until I do, some" in panel
    assert (
        f"<#{quiet.id}>: I don’t have permission to {lacks}."
        " Without it, some reminders don’t come, or don’t show who’s done." in check
    )


async def test_a_deleted_channel_for_reminders_is_named_with_its_fallback(
    world: World, bot: Accountabot, owner: MemberActor, nudges: ChannelHandle
) -> None:
    await set_up(world, owner, "channels", reminders=nudges)
    await bot.get_channel(nudges.id).delete()
    await world.env.settle()

    check = await world.ask(owner, "setup check")
    overview = await world.ask(owner, "setup show")

    assert "One thing needs fixing" in check
    for answer in (check, overview):
        assert (
            "⚠️ The channel for reminders is gone, so they come in the channel for check-ins, or"
            " else where a goal was declared." in answer
        )


async def test_without_reminders_their_channel_needs_no_fixing(
    world: World, bot: Accountabot, owner: MemberActor, nudges: ChannelHandle
) -> None:
    await set_up(world, owner, "channels", reminders=nudges)
    await bot.get_channel(nudges.id).delete()
    await set_up(world, owner, "reminders", offered="off")

    assert "I have everything I need" in await world.ask(owner, "setup check")


async def test_the_log_shows_both_settings(
    world: World, owner: MemberActor, nudges: ChannelHandle
) -> None:
    await set_up(world, owner, "reminders", offered="by default")
    await set_up(world, owner, "reminders", offered="off")
    await set_up(world, owner, "channels", reminders=nudges)

    log = await world.ask(owner, "setup log")

    assert "**Reminders** at one tap → by default" in log
    assert "**Reminders** by default → off" in log
    assert f"**Channel for reminders** none in particular → <#{nudges.id}>" in log


@pytest.mark.parametrize("how", Offered)
async def test_a_file_takes_the_offer_to_another_server(
    world: World, bot: Accountabot, owner: MemberActor, how: Offered
) -> None:
    other = next(each for each in Offered if each is not how)
    await set_up(world, owner, "reminders", offered=how.words)
    file = await exported(world, owner)
    await set_up(world, owner, "reminders", offered=other.words)

    preview = await imported(world, owner, file)
    seen = said(preview)
    await use(owner, preview)

    assert file["settings"]["reminders"] == how.words
    assert f"**Reminders** {other.words} → {how.words}" in seen
    assert await offered(world, bot) is how


async def test_a_file_names_the_channel_and_says_what_the_bot_lacks_there(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    closed = PermissionOverwrite(read_message_history=False)
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.env.bot.get_guild(world.guild.id).me: closed}
    )
    file = whole(world, reminders=" By  Default ", reminders_channel={"id": "", "name": "quiet"})

    preview = await imported(world, owner, file)
    seen = said(preview)
    answer = await use(owner, preview)

    assert "**Reminders** at one tap → by default" in seen
    assert f"**Channel for reminders** none in particular → <#{quiet.id}>" in seen
    assert (
        f"**Channel for reminders** <#{quiet.id}>: I can’t read message history there yet."
        in answer
    )
    assert await channel_of(world, bot) == quiet.id
    assert await offered(world, bot) is Offered.BY_DEFAULT


async def test_a_file_without_the_settings_leaves_them_alone(
    world: World, bot: Accountabot, owner: MemberActor, nudges: ChannelHandle
) -> None:
    await set_up(world, owner, "reminders", offered="off")
    await set_up(world, owner, "channels", reminders=nudges)

    await use(owner, await imported(world, owner, whole(world, weeks_begin_on="Sunday")))

    assert await offered(world, bot) is Offered.OFF
    assert await channel_of(world, bot) == nudges.id
