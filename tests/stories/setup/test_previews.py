"""The previews in the setup wizard: each message as the bot would send it."""

from typing import Any

from discord.utils import utcnow
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from tests.world import World, said, shown


async def preview(world: World, owner: MemberActor) -> InteractionResult:
    panel = await owner.slash(world.general, "setup start")
    return await owner.click(panel.response, label="See every message")


def buttons(components: Any) -> list[dict[str, Any]]:
    """Return every button in a message's components."""
    below = [button for each in components or () for button in buttons(each.get("components"))]
    return [each for each in components or () if each["type"] == 2] + below


async def test_every_preview_uses_real_text_and_leaves_no_trace(
    world: World, owner: MemberActor
) -> None:
    before = shown(world.general)

    text = said(await preview(world, owner))

    assert f"<@{owner.id}>" in text
    assert "Read ten pages" in text
    assert "**Current streak** 7" in text
    assert shown(world.general) == before
    assert "no goals here yet" in await world.ask(owner, "goal list")


async def test_every_kind_of_message_is_shown(world: World, owner: MemberActor) -> None:
    text = said(await preview(world, owner))

    for telling in (
        "Hello, everyone",
        "Pick something small and join in",
        f"🎉 <@{world.env.bot.user.id}>",
        "# 🎯 \N{FIRST STRONG ISOLATE}Read ten pages",
        "🏅",
        "1 cheer",
        "👀",
        "Going well",
        "💪",
        "A freeze covers the day",
        "Tell everyone",
        "paused **",
        "▶️",
        "**Kept** 7 of 7",
        "Dropping a goal doesn’t count as a miss",
        f"🤝 **Kept their word, every time:** <@{owner.id}>",
        "✅ **One** of us checked in **7** times.",
    ):
        assert telling in text, telling
    assert text.count("👏") > 1
    assert text.count("– you’re holding them to it") == 1  # to a milestone
    assert text.count("– you held them to it") == 1  # to the end
    assert text.count("slipped") == 1  # what the owner is told of a miss
    assert text.count("A word from you might help.") == 1  # and a witness
    assert "From **" not in text
    assert "discord.com/channels" not in text


async def test_the_previews_are_few_private_and_inert(world: World, owner: MemberActor) -> None:
    answer = await preview(world, owner)

    messages = [answer.response, *answer.followups]
    assert all(message.ephemeral for message in messages)
    assert len(messages) <= 4
    assert all(button["disabled"] for message in messages for button in buttons(message.components))


async def test_the_previews_contain_no_greeting_if_greetings_are_off(
    world: World, owner: MemberActor
) -> None:
    place = await owner.slash(world.general, "setup channels")
    await owner.click(place.response, label="Turn off")

    text = said(await preview(world, owner))

    assert "Welcome" not in text
    assert "Say hello" not in text
    assert "Dropping a goal doesn’t count as a miss" in text


async def test_direct_message_greetings_and_long_texts_are_shown_in_full(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await owner.slash(world.general, "setup channels", by_message="on")
    words = ", ".join(f'"{number} {"long " * 55}"' for number in range(5))
    act = Action(Member(ServerId(world.guild.id), MemberId(owner.id)), utcnow(), InteractionId(1))
    for name in (SettingName.GREETING, SettingName.RETURNING):
        await bot.database.write(settings_changes.change_setting, act, name, f"[{words}]")

    text = said(await preview(world, owner))

    assert "From **" in text
    assert text.count("4 long long") == 2
