"""The greetings that owners write for newcomers."""

import pytest
from simcord import MemberActor, SetupError
from simcord.backend import serializers

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store import settings
from accountabot.ui.greetings.greeting_cards import ordinal
from tests.stories.greetings.greeting_templates import greeting_for, propose, save
from tests.stories.retries import try_again
from tests.stories.test_hostile_text import HOSTILE
from tests.world import World, said, shown


async def test_custom_greetings_are_used_in_turn(world: World, owner: MemberActor) -> None:
    answer = await save(world, owner, "One {user}", "Two {user}", "Three {user}")

    greetings = [await greeting_for(world, name) for name in ("dora", "emil", "fred", "gina")]

    assert "rotate through these 3 greetings" in answer
    words = [greeting.split()[0] for greeting in greetings]
    assert sorted(words[:3]) == ["One", "Three", "Two"]
    assert words[3] == words[0]


async def test_placeholders_are_filled_in(world: World, owner: MemberActor) -> None:
    await save(
        world,
        owner,
        "{user.mention} {mention} {user.name} {user_name} {server} {guild_name} {ordinal} of { Member_Count }",
    )

    greeting = await greeting_for(world, "dora")

    dora = world.users["dora"]
    assert (
        f"<@{dora.id}> <@{dora.id}> \u2068dora\u2069 \u2068dora\u2069 \u2068The Club\u2069"
        in greeting
    )
    assert "6th of 6" in greeting


async def test_only_people_are_counted(world: World, owner: MemberActor) -> None:
    await save(world, owner, "{user} is our {ordinal}, {member_count} with you")
    backend = world.env.backend
    robot = world.env.create_user("robot", bot=True)
    world.guild.add_member(robot)
    role = world.guild.create_role("robot")
    shown_role = dict(serializers.role_payload(backend.guilds[world.guild.id].roles[role.id]))
    tags = {"managed": True, "tags": {"bot_id": str(robot.id)}}
    backend.emit("GUILD_ROLE_UPDATE", {"guild_id": str(world.guild.id), "role": shown_role | tags})

    greeting = await greeting_for(world, "dora")

    assert world.env.bot.get_guild(world.guild.id).member_count == 8
    assert "is our 6th, 6 with you" in greeting


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th")]
)
def test_the_place_is_an_english_ordinal(count: int, expected: str) -> None:
    assert ordinal(count) == expected


async def test_a_name_with_a_placeholder_is_not_filled_in_and_pings_nobody(
    world: World, owner: MemberActor
) -> None:
    await save(world, owner, "Hi {user.name}")

    greeting = await greeting_for(world, "{server} @everyone")

    assert "{server}" in greeting
    assert "The Club" not in greeting
    assert world.pings()[-1] == []


async def test_unknown_placeholders_are_refused_and_named_with_those_that_exist(
    world: World, owner: MemberActor
) -> None:
    answer = said(await propose(world, owner, "Hi {user}", "Hello {usr} and {nope}"))

    assert "{usr}, {nope}" in answer
    assert "{user.mention}" in answer
    assert "Hello {usr} and {nope}" in answer
    assert "Save" not in answer


async def test_a_brace_left_open_is_refused_before_a_newcomer_reads_it(
    world: World, owner: MemberActor
) -> None:
    answer = said(await propose(world, owner, "Hi {user, welcome"))

    assert "`{user}`" in answer
    assert "Hi {user, welcome" in answer
    assert "Save" not in answer


@pytest.mark.parametrize(
    "ping",
    [
        *("@everyone", "@here", "<@&123>", "<@123>", "@EVERYONE", "@\u200beveryone", "@ here"),
        *("<@{member_count}>", "<@&{ member_count }>", "<@1{ordinal}>", "<@{user}>"),
    ],
)
async def test_a_greeting_that_would_ping_others_is_refused(
    world: World, owner: MemberActor, ping: str
) -> None:
    answer = said(await propose(world, owner, f"Hello {ping} and {{user}}"))

    assert "would ping more" in answer


async def test_a_greeting_is_refused_if_a_long_name_makes_it_too_long(
    world: World, owner: MemberActor
) -> None:
    answer = said(await propose(world, owner, "{server}" * 30))

    assert "the limit is 700" in answer


async def test_the_form_limits_the_length_of_a_greeting(world: World, owner: MemberActor) -> None:
    with pytest.raises(SetupError, match="max_length=300"):
        await propose(world, owner, "x" * 301)


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= 300])
async def test_hostile_text_pings_nobody_and_breaks_nothing(
    world: World, owner: MemberActor, text: str
) -> None:
    answer = await propose(world, owner, text)
    if "Save" in said(answer):
        await owner.click(answer.response, label="Save")
    before = len(world.pings())

    await greeting_for(world, "dora")

    assert len(world.pings()) == before + 1
    assert set(world.pings()[-1]) <= {world.users["dora"].id}


async def test_a_refused_greeting_comes_back_with_all_the_others_in_one_message(
    world: World, owner: MemberActor
) -> None:
    refused = await propose(world, owner, "Hi {user}", "Ahoy {nobody}")
    why = said(refused)
    preview = await try_again(owner, refused, **{"2": "Ahoy {user}"})

    assert refused.ephemeral
    assert not refused.followups
    assert "I don’t know \u2068{nobody}\u2069." in why
    assert "Hi {user}" in why
    assert "Try again" in why
    assert f"1. Hi <@{owner.id}>" in said(preview)
    assert f"2. Ahoy <@{owner.id}>" in said(preview)


async def test_nothing_changes_before_it_is_saved(world: World, owner: MemberActor) -> None:
    preview = await propose(world, owner, "Ahoy {user}")
    asked = said(preview)
    await owner.click(preview.response, label="Cancel")

    assert preview.ephemeral
    assert f"Ahoy <@{owner.id}>" in asked
    assert said(preview) == "Nothing changed."
    assert "Ahoy" not in await greeting_for(world, "dora")


async def test_an_earlier_preview_saves_exactly_its_content(
    world: World, owner: MemberActor
) -> None:
    first = await propose(world, owner, "First {user}")
    await propose(world, owner, "Second {user}")

    assert "already saved or cancelled" in said(await owner.click(first.response, label="Save"))


async def test_a_concurrent_change_is_shown_before_it_is_replaced(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await propose(world, owner, "Hi {user}")
    await save(world, other, "Ahoi {user}")
    await owner.click(preview.response, label="Save")
    anew = said(preview)
    log = await world.ask(owner, "setup log")

    done = said(await owner.click(preview.response, label="Save"))

    assert "Please take another look" in anew
    assert "Current greetings: \u2068Ahoi {user}\u2069" in anew
    assert f"1. Hi <@{owner.id}>" in anew
    assert "Hi" not in log
    assert "Saved" in done
    assert "Hi" in await greeting_for(world, "dora")


async def test_a_change_made_while_typing_is_shown_in_the_preview(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    await save(world, owner, "Hello {user}")
    form = await owner.slash(world.general, "setup greeting")
    await save(world, other)

    answer = said(
        await owner.submit_modal(form, {"1": "Hi {user}"} | {str(n): "" for n in range(2, 6)})
    )

    assert "my default greetings are in use" in answer


async def test_an_identical_concurrent_change_is_already_saved(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await propose(world, owner, "Hi {user}")
    await save(world, other, "Hi {user}")

    assert "like that already" in said(await owner.click(preview.response, label="Save"))


async def test_the_longest_greetings_fit_into_an_updated_preview(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    longest = ["{server}" * 3 + "{n}" + "_" * 70 for n in range(5)]
    words = [each.replace("{n}", str(n)) for n, each in enumerate(longest)]
    preview = await propose(world, owner, *words)
    await save(world, other, *[f"{n}" + "*_" * 149 for n in range(5)])

    await owner.click(preview.response, label="Save")

    assert "Please take another look" in said(preview)


async def test_a_test_greets_only_the_owner_in_the_greeting_channel(
    world: World, owner: MemberActor
) -> None:
    preview = await propose(world, owner, "Ahoy {user}")

    answer = await owner.click(preview.response, label="Test")

    assert "Only you were pinged" in said(answer)
    assert f"Ahoy <@{owner.id}>" in shown(world.general)[-1]
    assert "Just a test" in shown(world.general)[-1]
    assert [ids for ids in world.pings()[-2:] if ids] == [[owner.id]]


async def test_a_test_that_can_not_be_posted_reports_it(world: World, owner: MemberActor) -> None:
    preview = await propose(world, owner, "Ahoy {user}")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    assert "couldn’t post" in said(await owner.click(preview.response, label="Test"))


async def test_saving_works_after_a_restart(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    preview = await propose(world, owner, "Ahoy {user}")
    await world.env.restart_bot(create_bot(settings))

    assert "Saved" in said(await owner.click(preview.response, label="Save"))
    assert "Ahoy" in await greeting_for(world, "dora")


async def test_the_form_contains_the_saved_greetings_and_empty_fields_reset_them(
    world: World, owner: MemberActor
) -> None:
    await save(world, owner, "One {user}", "Two {user}")

    shorter = await save(world, owner, "Two {user}")
    again = await save(world, owner, "Two {user}")
    greeting = await greeting_for(world, "dora")
    none = await save(world, owner)
    own = await greeting_for(world, "emil")

    assert "People get this greeting" in shorter
    assert "like that already" in again
    assert greeting.startswith("Two")
    assert "my default greetings" in none
    assert "Two" not in own


async def test_every_change_is_logged(world: World, owner: MemberActor, bot: Accountabot) -> None:
    await save(world, owner, "One {user}")
    await save(world, owner, "Two {user}")

    known = await bot.database.read(settings.all_of, Member(ServerId(world.guild.id), MemberId(0)))
    assert [s.value for s in known if s.name == "greeting"] == ['["One {user}"]', '["Two {user}"]']
