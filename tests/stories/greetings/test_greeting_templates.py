"""What owners choose for newcomers: where they are greeted, and with which words."""

from typing import Any

import pytest
from discord import MemberFlags, PermissionOverwrite, Permissions
from discord.utils import utcnow
from simcord import ChannelHandle, InteractionResult, MemberActor, SetupError, UserHandle

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.server import channels
from accountabot.store import settings
from accountabot.ui.greetings.greeting_cards import place_in_line
from tests.stories.test_hostile_text import HOSTILE
from tests.world import HOUR, World, said, shown


@pytest.fixture
async def owner(world: World, owner: MemberActor) -> MemberActor:
    """Someone who may manage the server, and has been greeted by now."""
    await world.env.advance_time(120)
    return owner


async def propose(
    world: World, owner: MemberActor, *words: str, command: str = "greeting"
) -> InteractionResult:
    """Type words into the form."""
    form = await owner.slash(world.general, f"setup {command}")
    fields = {str(number): "" for number in range(1, 6)}
    return await owner.submit_modal(
        form, fields | {str(n): text for n, text in enumerate(words, 1)}
    )


async def save(world: World, owner: MemberActor, *words: str, command: str = "greeting") -> str:
    """Type words into the form and save them."""
    preview = await propose(world, owner, *words, command=command)
    return said(await owner.click(preview.response, label="Save"))


async def greeted(world: World, name: str) -> str:
    """Let someone join; return the greeting that follows."""
    await world.env.advance_time(60)
    world.join(name)
    await world.env.settle()
    return shown(world.general)[-1]


async def test_owners_words_greet_newcomers_in_turn(world: World, owner: MemberActor) -> None:
    answer = await save(world, owner, "One {user}", "Two {user}", "Three {user}")

    greetings = [await greeted(world, name) for name in ("dora", "emil", "fred", "gina")]

    assert "these 3 greetings in turn" in answer
    words = [greeting.split()[0] for greeting in greetings]
    assert sorted(words[:3]) == ["One", "Three", "Two"]
    assert words[3] == words[0]


async def test_placeholders_are_filled_in(world: World, owner: MemberActor) -> None:
    await save(
        world,
        owner,
        "{user.mention} {mention} {user.name} {user_name} {server} {guild_name} {ordinal} of { Member_Count }",
    )

    greeting = await greeted(world, "dora")

    dora = world.users["dora"]
    assert (
        f"<@{dora.id}> <@{dora.id}> \u2068dora\u2069 \u2068dora\u2069 \u2068The Club\u2069"
        in greeting
    )
    assert "7th of 7" in greeting


@pytest.mark.parametrize(
    ("count", "ordinal"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th")]
)
def test_places_are_counted_as_people_say_them(count: int, ordinal: str) -> None:
    assert place_in_line(count) == ordinal


async def test_a_name_is_not_filled_in_again_and_pings_nobody(
    world: World, owner: MemberActor
) -> None:
    await save(world, owner, "Hi {user.name}")

    greeting = await greeted(world, "{server} @everyone")

    assert "{server}" in greeting
    assert "The Club" not in greeting
    assert world.pinged()[-1] == []


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
async def test_words_that_would_ping_others_are_refused(
    world: World, owner: MemberActor, ping: str
) -> None:
    answer = said(await propose(world, owner, f"Hello {ping} and {{user}}"))

    assert "would ping more" in answer


async def test_words_that_grow_too_long_with_long_names_are_refused(
    world: World, owner: MemberActor
) -> None:
    answer = said(await propose(world, owner, "{server}" * 30))

    assert "the limit is 700" in answer


async def test_the_form_takes_no_more_than_a_template_may_have(
    world: World, owner: MemberActor
) -> None:
    with pytest.raises(SetupError, match="max_length=300"):
        await propose(world, owner, "x" * 301)


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= 300])
async def test_hostile_words_ping_nobody_and_break_nothing(
    world: World, owner: MemberActor, text: str
) -> None:
    answer = await propose(world, owner, text)
    if "Save" in said(answer):
        await owner.click(answer.response, label="Save")
    before = len(world.pinged())

    await greeted(world, "dora")

    assert len(world.pinged()) == before + 1
    assert set(world.pinged()[-1]) <= {world.users["dora"].id}


async def test_nothing_changes_before_it_is_saved(world: World, owner: MemberActor) -> None:
    preview = await propose(world, owner, "Ahoy {user}")
    left = await owner.click(preview.response, label="Cancel")
    late = await owner.click(preview.response, label="Save")

    assert preview.ephemeral
    assert f"Ahoy <@{owner.id}>" in said(preview)
    assert "Nothing changed" in said(left)
    assert "already decided" in said(late)
    assert "Ahoy" not in await greeted(world, "dora")


async def test_an_earlier_preview_saves_nothing_else_than_it_shows(
    world: World, owner: MemberActor
) -> None:
    first = await propose(world, owner, "First {user}")
    await propose(world, owner, "Second {user}")

    assert "already decided" in said(await owner.click(first.response, label="Save"))


async def test_what_another_owner_saved_meanwhile_is_shown_before_it_is_replaced(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await propose(world, owner, "Hi {user}")
    await save(world, other, "Ahoi {user}")
    await owner.click(preview.response, label="Save")
    anew = said(preview)
    log = await world.ask(owner, "setup log")

    done = said(await owner.click(preview.response, label="Save"))

    assert "Please look again" in anew
    assert "Current greetings: \u2068Ahoi {user}\u2069" in anew
    assert f"1. Hi <@{owner.id}>" in anew
    assert "Hi" not in log
    assert "Saved" in done
    assert "Hi" in await greeted(world, "dora")


async def test_what_another_owner_saved_while_one_was_typing_is_shown_with_it(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    await save(world, owner, "Hello {user}")
    form = await owner.slash(world.general, "setup greeting")
    await save(world, other)

    answer = said(
        await owner.submit_modal(form, {"1": "Hi {user}"} | {str(n): "" for n in range(2, 6)})
    )

    assert "my default greetings are used" in answer


async def test_what_another_owner_saved_alike_is_saved_already(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await propose(world, owner, "Hi {user}")
    await save(world, other, "Hi {user}")

    assert "like that already" in said(await owner.click(preview.response, label="Save"))


async def test_the_longest_greetings_shown_anew_fit(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    longest = ["{server}" * 3 + "{n}" + "_" * 70 for n in range(5)]
    words = [each.replace("{n}", str(n)) for n, each in enumerate(longest)]
    preview = await propose(world, owner, *words)
    await save(world, other, *[f"{n}" + "*_" * 149 for n in range(5)])

    await owner.click(preview.response, label="Save")

    assert "Please look again" in said(preview)


async def test_a_test_greets_the_owner_alone_where_newcomers_are_greeted(
    world: World, owner: MemberActor
) -> None:
    preview = await propose(world, owner, "Ahoy {user}")

    answer = await owner.click(preview.response, label="Test")

    assert "Only you were pinged" in said(answer)
    assert f"Ahoy <@{owner.id}>" in shown(world.general)[-1]
    assert "Just a test" in shown(world.general)[-1]
    assert [ids for ids in world.pinged()[-2:] if ids] == [[owner.id]]


async def test_a_test_that_can_not_be_posted_is_said_so(world: World, owner: MemberActor) -> None:
    preview = await propose(world, owner, "Ahoy {user}")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    assert "couldn’t write" in said(await owner.click(preview.response, label="Test"))


async def test_saving_works_after_a_restart(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    preview = await propose(world, owner, "Ahoy {user}")
    await world.env.restart_bot(create_bot(settings))

    assert "Saved" in said(await owner.click(preview.response, label="Save"))
    assert "Ahoy" in await greeted(world, "dora")


async def test_the_form_holds_what_was_saved_and_empty_fields_take_it_back(
    world: World, owner: MemberActor
) -> None:
    await save(world, owner, "One {user}", "Two {user}")

    shorter = await save(world, owner, "Two {user}")
    again = await save(world, owner, "Two {user}")
    greeting = await greeted(world, "dora")
    none = await save(world, owner)
    own = await greeted(world, "emil")

    assert "People get this greeting" in shorter
    assert "like that already" in again
    assert greeting.startswith("Two")
    assert "my default greetings" in none
    assert "Two" not in own


async def test_who_was_here_before_is_greeted_as_such(world: World, owner: MemberActor) -> None:
    await save(world, owner, "New {user}")
    await save(world, owner, "Back {user}", command="returning")
    first = await greeted(world, "dora")
    world.guild.remove_member(world.users["dora"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)

    second = await greeted(world, "dora")

    assert first.startswith("New")
    assert second.startswith("Back")
    assert "A new goal" in second


async def test_who_had_goals_here_before_the_bot_greeted_is_welcomed_back(world: World) -> None:
    await world.declare(world.alice)
    world.guild.remove_member(world.users["alice"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)

    greeting = await greeted(world, "alice")

    assert any(word in greeting for word in ("Welcome back", "is back", "Welcome home"))


async def test_who_discord_knows_to_be_back_is_greeted_as_such(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemberFlags, "did_rejoin", True)

    greeting = await greeted(world, "dora")

    assert any(word in greeting for word in ("Welcome back", "is back", "Welcome home"))


async def test_newcomers_are_greeted_in_the_channel_that_was_chosen(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    answer = await owner.slash(world.general, "setup channels", greetings=lobby)
    again = await owner.slash(world.general, "setup channels", greetings=lobby)
    dora = world.join("dora")
    await world.env.settle()

    assert lobby.mention in said(answer)
    assert answer.ephemeral
    assert "like that already" in said(again)
    assert dora.mention in shown(lobby)[-1]


async def test_a_channel_that_is_gone_is_fallen_back_from_and_the_owner_told(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby)
    world.env.backend.delete_channel(lobby.id)
    await world.env.settle()

    greeting = await greeted(world, "dora")
    answer = said(await owner.slash(world.general, "setup channels"))

    assert f"<@{world.users['dora'].id}>" in greeting
    assert "is gone" in answer
    assert world.general.mention in answer


async def test_a_channel_in_which_the_bot_may_not_write_is_fallen_back_from(
    world: World, owner: MemberActor
) -> None:
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.default_role: World.read_only}
    )

    answer = said(await owner.slash(world.general, "setup channels", greetings=closed))

    assert "can’t write in" in answer
    assert f"<@{(await joined(world)).id}>" in shown(world.general)[-1]


async def test_a_channel_that_is_closed_at_that_moment_is_fallen_back_from(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby)
    world.env.inject_error("POST", f"/channels/{lobby.id}/messages", status=404, code=10003)

    assert f"<@{(await joined(world)).id}>" in shown(world.general)[-1]


async def joined(world: World) -> Any:
    await greeted(world, "dora")
    return world.users["dora"]


async def test_greetings_can_be_turned_off_and_on_again(world: World, owner: MemberActor) -> None:
    answer = await owner.slash(world.general, "setup channels")
    off = await owner.click(answer.response, label="Turn off")
    count = len(shown(world.general))
    await greeted(world, "dora")
    silent = len(shown(world.general))
    await owner.click(off.response, label="Greet newcomers again")
    await greeted(world, "emil")

    assert "are off" in said(off)
    assert silent == count
    assert f"<@{world.users['emil'].id}>" in shown(world.general)[-1]
    assert not any(f"<@{world.users['dora'].id}>" in text for text in shown(world.general))


async def test_the_first_greeting_alone_lets_those_who_manage_the_server_move_it(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    first = world.general.history()[0]

    others = await world.alice.click(first, label="Turn off")
    question = await owner.click(first, label="Choose another channel")
    answer = await owner.select(question.response, [lobby])
    dora = world.join("dora")
    await world.env.settle()

    assert sum("Turn off" in text for text in shown(world.general)) == 1
    assert "Turn off" in shown(world.general)[0]
    assert "for the people who manage" in said(others)
    assert others.ephemeral
    assert question.ephemeral
    assert lobby.mention in said(answer)
    assert dora.mention in shown(lobby)[-1]
    assert "Turn off" not in shown(lobby)[-1]


async def test_a_first_greeting_that_is_tried_again_is_still_the_first(world: World) -> None:
    other = world.env.create_guild("Other")
    hall = other.create_text_channel("hall")
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    other.add_member(world.users["alice"])
    await world.env.settle()
    await world.env.advance_time(61)
    other.add_member(world.users["bob"])
    await world.env.settle()

    assert ["Turn off" in text for text in shown(hall)] == [True, False]


def trusted(world: World) -> MemberActor:
    """Let Alice use `/setup`, as Discord's Integrations can, without managing the server."""
    setup = world.env.backend.find_command("setup", world.guild.id)
    assert setup is not None
    world.guild.set_command_permissions(int(setup["id"]), {world.alice: True})
    return world.alice


async def test_whom_discord_lets_use_the_command_may_use_its_panels(world: World) -> None:
    alice, lobby = trusted(world), world.guild.create_text_channel("lobby")
    await world.env.advance_time(120)

    panel = await alice.slash(world.general, "setup channels")
    question = await alice.click(panel.response, label="Choose another channel")
    moved = said(await alice.select(question.response, [lobby]))
    off = await alice.click(panel.response, label="Turn off")
    on = said(await alice.click(off.response, label="Greet newcomers again"))
    preview = await propose(world, alice, "Ahoy {user}")
    tried = said(await alice.click(preview.response, label="Test"))
    saved = said(await alice.click(preview.response, label="Save"))
    left = said(await alice.click((await propose(world, alice, "Hi")).response, label="Cancel"))

    assert lobby.mention in moved
    assert "are off" in said(off)
    assert world.general.mention in on
    assert "Only you were pinged" in tried
    assert "Saved" in saved
    assert "Nothing changed" in left


async def test_below_the_first_greeting_which_all_see_only_who_manages_the_server_decides(
    world: World,
) -> None:
    alice, first = trusted(world), world.general.history()[0]

    answers = [
        said(await alice.click(first, label=label))
        for label in ("Turn off", "Choose another channel")
    ]

    assert all("for the people who manage" in answer for answer in answers)


async def test_the_panel_says_where_plain_messages_count_and_what_is_amiss_there(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={me: PermissionOverwrite(add_reactions=False)}
    )
    before = said(await owner.slash(world.general, "setup channels"))
    await owner.slash(world.general, "setup checkin-channel", channel=quiet)
    counted = said(await owner.slash(world.general, "setup channels"))
    world.env.backend.delete_channel(quiet.id)
    await world.env.settle()
    gone = said(await owner.slash(world.general, "setup channels"))

    assert "don’t count" in before
    assert f"A message in {quiet.mention} counts as a check-in" in counted
    assert "these permissions there yet: add reactions" in counted
    assert "is gone" in gone
    assert "/setup checkin-channel" in gone


async def test_the_panel_tries_the_words_that_hold_where_newcomers_are_greeted(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await save(world, owner, "Ahoy {user}")
    panel = await owner.slash(world.general, "setup channels", greetings=lobby)

    answer = said(await owner.click(panel.response, label="Test"))

    assert lobby.mention in answer
    assert f"Ahoy <@{owner.id}>" in shown(lobby)[-1]
    assert "Just a test" in shown(lobby)[-1]
    assert "Ahoy" in await joined_in(world, lobby)


async def test_where_nobody_is_greeted_any_more_there_is_nothing_to_test(
    world: World, owner: MemberActor
) -> None:
    panel = await owner.slash(world.general, "setup channels")
    off = await owner.click(panel.response, label="Turn off")
    public = shown(world.general)

    answer = said(await owner.click(panel.response, label="Test"))

    assert "Test" not in said(off)
    assert "are off" in answer
    assert shown(world.general) == public


async def joined_in(world: World, channel: ChannelHandle) -> str:
    """Let Dora join; return what a channel says last."""
    await greeted(world, "dora")
    return shown(channel)[-1]


async def test_members_are_not_offered_the_greetings(world: World) -> None:
    with pytest.raises(SetupError):
        await world.alice.slash(world.general, "setup channels")


def letters(world: World, name: str) -> list[str]:
    """Return what someone found in their direct messages."""
    return shown(world.users[name].dm_channel)


async def by_message(world: World, owner: MemberActor, choice: str = "on") -> str:
    """Let newcomers be greeted in a direct message, or not any more."""
    return said(await owner.slash(world.general, "setup channels", by_message=choice))


def closed_mailbox(world: World, user: UserHandle, status: int = 403) -> None:
    """Let the next direct message to someone be refused."""
    world.env.inject_error(
        "POST", f"/channels/{user.dm_channel.id}/messages", status=status, code=50007
    )


@pytest.fixture
def emil(world: World) -> UserHandle:
    """Someone who has yet to join."""
    return world.users.setdefault("emil", world.env.create_user("emil"))


async def test_greetings_go_by_direct_message_where_the_owner_switched_that_on(
    world: World, owner: MemberActor
) -> None:
    answer = await by_message(world, owner)
    again = await by_message(world, owner)
    public = shown(world.general)

    await greeted(world, "dora")

    (letter,) = letters(world, "dora")
    assert "in a direct message" in answer
    assert world.general.mention in answer
    assert "like that already" in again
    assert shown(world.general) == public
    assert f"<@{world.users['dora'].id}>" in letter
    assert "From **\u2068The Club\u2069**" in letter


async def test_a_direct_message_leads_to_the_server_and_has_no_button_that_works_only_there(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby, by_message="on")
    await greeted(world, "dora")

    message = world.users["dora"].dm_channel.last_message

    drawn = str([component.to_dict() for component in message.components])
    assert f"https://discord.com/channels/{world.guild.id}/{lobby.id}" in drawn
    assert "custom_id" not in drawn.replace("'custom_id': None", "")


async def test_where_the_bot_may_write_nowhere_a_direct_message_still_arrives_even_as_the_first_greeting(
    world: World, bot: Accountabot
) -> None:
    closed = world.env.create_guild("Closed")
    rules = closed.create_text_channel("rules", overwrites={closed.default_role: World.read_only})
    olga = Action(Member(ServerId(closed.id), MemberId(1)), utcnow(), InteractionId(1))
    await bot.database.write(channels.choose_channels, olga, {}, by_message=True)
    closed.add_member(world.users["bob"])
    await world.env.settle()
    role = closed.create_role("owner", permissions=Permissions(manage_guild=True))
    owner = closed.add_member(world.users["alice"], roles=[role])

    answer = said(await owner.slash(rules, "setup channels"))

    (letter,) = letters(world, "bob")
    assert "\u2068Closed\u2069" in letter
    assert "Turn off" not in letter
    assert "there’s no channel" in answer


async def test_who_takes_no_direct_messages_is_greeted_in_the_channel(
    world: World, owner: MemberActor, emil: UserHandle
) -> None:
    await by_message(world, owner)
    closed_mailbox(world, emil)

    greeting = await greeted(world, "emil")

    assert emil.mention in greeting
    assert "Say hello" in greeting
    assert world.pinged()[-1] == [emil.id]
    assert letters(world, "emil") == []


async def test_a_direct_message_that_discord_could_not_take_is_sent_a_minute_later_and_once(
    world: World, owner: MemberActor, emil: UserHandle
) -> None:
    await by_message(world, owner)
    public = shown(world.general)
    closed_mailbox(world, emil, status=503)
    await greeted(world, "emil")
    before = letters(world, "emil")
    await world.env.advance_time(600)

    assert before == []
    assert len(letters(world, "emil")) == 1
    assert shown(world.general) == public


async def test_owners_words_go_by_direct_message_too_and_those_for_who_comes_back(
    world: World, owner: MemberActor
) -> None:
    await by_message(world, owner)
    await save(world, owner, "New {user}", "Newer {user}")
    await save(world, owner, "Back {user}", command="returning")
    await greeted(world, "dora")
    await greeted(world, "emil")
    world.guild.remove_member(world.users["dora"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)
    await greeted(world, "dora")

    words = [letter.split()[0] for letter in (*letters(world, "dora"), *letters(world, "emil"))]
    assert sorted(words) == ["Back", "New", "Newer"]
    assert all("The Club" in letter for letter in letters(world, "dora"))


async def test_a_crowd_is_not_greeted_by_direct_message(world: World, owner: MemberActor) -> None:
    await by_message(world, owner)
    names = [f"n{number}" for number in range(9)]
    await world.env.advance_time(120)
    for name in names:
        world.join(name)
    await world.env.settle()
    await world.env.advance_time(61)

    alone = [name for name in names if letters(world, name)]
    assert len(alone) == 5
    assert sum(f"<@{world.users[name].id}>" in shown(world.general)[-1] for name in names) == 4


async def test_greetings_come_back_into_the_channel_and_who_wanted_what_is_kept(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby, by_message="on")
    answer = await by_message(world, owner, "off")
    await greeted(world, "dora")

    known = await bot.database.read(settings.all_of, Member(ServerId(world.guild.id), MemberId(0)))
    assert [s.value for s in known if s.name == "greetings by message"] == ["on", ""]
    assert lobby.mention in answer
    assert "direct message" not in answer
    assert f"<@{world.users['dora'].id}>" in shown(lobby)[-1]
    assert letters(world, "dora") == []


async def test_greetings_that_are_off_stay_off_by_direct_message_too(
    world: World, owner: MemberActor
) -> None:
    await by_message(world, owner)
    panel = await owner.slash(world.general, "setup channels")
    await owner.click(panel.response, label="Turn off")
    answer = await by_message(world, owner)
    await greeted(world, "dora")

    assert "are off" in answer
    assert "then get a direct message" in answer
    assert letters(world, "dora") == []


async def test_the_preview_says_where_it_goes_and_a_test_goes_there(
    world: World, owner: MemberActor
) -> None:
    channel = said(await propose(world, owner, "Ahoy {user}"))
    await by_message(world, owner)
    preview = await propose(world, owner, "Ahoy {user}")
    public = shown(world.general)

    answer = said(await owner.click(preview.response, label="Test"))

    (letter,) = shown(owner.user.dm_channel)
    assert f"greet newcomers in {world.general.mention}" in channel
    assert "in a direct message" in said(preview)
    assert "in your direct messages" in answer
    assert f"Ahoy <@{owner.id}>" in letter
    assert "The Club" in letter
    assert "Just a test" in letter
    assert shown(world.general) == public


async def test_a_test_that_finds_the_owners_mailbox_closed_is_said_so(
    world: World, owner: MemberActor
) -> None:
    await by_message(world, owner)
    preview = await propose(world, owner, "Ahoy {user}")
    closed_mailbox(world, owner.user)

    assert "greeted in the channel" in said(await owner.click(preview.response, label="Test"))


async def test_every_change_is_kept(world: World, owner: MemberActor, bot: Accountabot) -> None:
    await save(world, owner, "One {user}")
    await save(world, owner, "Two {user}")

    known = await bot.database.read(settings.all_of, Member(ServerId(world.guild.id), MemberId(0)))
    assert [s.value for s in known if s.name == "greeting"] == ['["One {user}"]', '["Two {user}"]']
