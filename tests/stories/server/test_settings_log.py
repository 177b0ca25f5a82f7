"""/setup log: who changed which setting, newest first."""

import pytest
from discord import Permissions
from discord.utils import utcnow
from simcord import MemberActor, SetupError

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.phrases.settings_format import KEYS
from accountabot.services.greetings import onboarding
from accountabot.services.server import excused_dates
from accountabot.store import blocks
from accountabot.ui.server.setting_text import describe_change, setting_title
from tests.stories.greetings.greeting_templates import save
from tests.stories.setup.setup_commands import set_up
from tests.stories.test_hostile_text import HOSTILE
from tests.world import World, said

OF_MEMBERS = {
    SettingName.DAY_START,
    SettingName.HARD_MODE,
    SettingName.ON_LEADERBOARDS,
    SettingName.REMINDER_PLACE,
    SettingName.QUIET_HOURS,
    SettingName.AT_RISK,
    SettingName.DIRECT_MESSAGES,
}
WITHOUT_A_COMMAND = {
    SettingName.UNEXCUSE,
    SettingName.STARTING_FREEZES,
    SettingName.BOARD_POSTED,  # in the log, but no setting
    SettingName.BOARD_STOPPED,
}


def lines(text: str) -> list[str]:
    """Return the lines of the log."""
    return [line for line in text.splitlines() if line.startswith("- ")]


def by(world: World, actor: int) -> Action:
    return Action(Member(ServerId(world.guild.id), MemberId(actor)), utcnow(), InteractionId(1))


@pytest.mark.parametrize("name", SettingName)
def test_every_server_setting_is_logged_and_exported(
    name: SettingName,
) -> None:
    assert (name in SETTINGS) == (name not in OF_MEMBERS | WITHOUT_A_COMMAND)
    assert (name in SETTINGS) == (name in KEYS)
    if name in SETTINGS and name is not SettingName.EXCUSE:
        usual = SETTINGS[name].default
        assert setting_title(name) in describe_change(name, usual, usual)


async def test_the_log_shows_who_when_before_after_and_why_newest_first(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    empty = await world.ask(owner, "setup log")
    for what, options in {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"to_start_with": 1, "earned_every": 0, "at_most": 0},
        "excuse": {"date": "2026-01-05", "reason": "Spring _clean_"},
        "channels": {"greetings": lobby, "by_message": "on"},
        "checkin-channel": {"channel": lobby},
    }.items():
        await set_up(world, owner, what, **options)
    await set_up(world, owner, "week-start", day=6)
    await save(world, owner, "Hi {user}", "Hello {user}")

    answer = await set_up(world, owner, "log")

    assert "Nobody has changed anything yet" in empty
    assert answer.ephemeral
    said_of = [line.split(" · ", 2) for line in lines(said(answer))]
    assert all(when.startswith("- <t:1767258") for when, _, _ in said_of)
    assert {who for _, who, _ in said_of} == {owner.mention}
    whats = [what for _, _, what in said_of]
    assert whats[0] == (
        "**Greetings for newcomers** new: \u2068Hi {user}\u2069, new: \u2068Hello {user}\u2069, instead of my default greetings"
    )
    assert set(whats[1:4]) == {
        f"**Newcomers are greeted in** whichever channel seems best → {lobby.mention}",
        f"**Plain messages count in** no channel → {lobby.mention}",
        "**Greetings by direct message** off → on",
    }
    assert whats[4:] == [
        "**Excused for everyone** Mon, Jan 5, 2026 · \u2068Spring \\_clean\\_\u2069",
        "**Freezes** 1 to start with, one for every 7 in a row, at most 2 saved up → off",
        "**Weeks begin on** Monday → Sunday",
        "**Days follow** \u2068UTC\u2069 → \u2068Europe/Lisbon\u2069",
    ]


async def test_the_log_shows_new_and_removed_greetings(world: World, owner: MemberActor) -> None:
    long = (
        "Welcome to the place where we all begin again, every single day, {user}"
        + " and again" * 20
    )
    await save(world, owner, "Hello {user}", "Nice of you {user}", long + " today")
    await save(world, owner, "Hello {user}", "Go away {user}", long + " tomorrow")
    await save(world, owner, "Go away {user}", "Hello {user}", long + " tomorrow")
    await save(world, owner)

    log = lines(await world.ask(owner, "setup log"))

    new, gone = log[2].split(", removed: ", 1)
    assert "back to my default greetings" in log[0]
    assert "the same ones in a different order" in log[1]
    assert "\u2068Go away {user}\u2069" in new
    assert "\u2068Nice of you {user}\u2069" in gone
    assert "tomorrow\u2069" in new
    assert "today\u2069" in gone
    assert "Hello" not in log[2]


async def test_concurrent_changes_by_two_owners_are_both_logged(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    await set_up(world, owner, "week-start", day=6)
    await set_up(world, other, "week-start", day=5)

    log = lines(await world.ask(owner, "setup log"))

    assert f"{other.mention} · **Weeks begin on** Sunday → Saturday" in log[0]
    assert f"{owner.mention} · **Weeks begin on** Monday → Sunday" in log[1]


async def test_the_member_who_opened_the_log_turns_its_pages_in_place(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    for day in range(12):
        await set_up(world, owner, "week-start", day=(day + 1) % 7)
    opened = await set_up(world, owner, "log")

    await owner.click(opened.response, label="More")
    older = said(opened)

    assert len(lines(older)) == 2
    assert "Monday → Tuesday" in lines(older)[1]
    assert "Back" in older
    assert bot.is_ready()


@pytest.mark.parametrize("actor", [0, -7])
async def test_blocks_are_logged_and_deleted_members_are_marked(
    world: World, owner: MemberActor, bot: Accountabot, actor: int
) -> None:
    server = ServerId(world.guild.id)
    bob = Member(server, MemberId(world.bob.id))
    await bot.database.write(blocks.add_block, by(world, actor), bob, "Spam @everyone")
    await bot.database.write(blocks.add_unblock, by(world, owner.id), bob)
    await bot.database.write(onboarding.mark_posted, server, utcnow())
    await world.alice.slash(world.general, "settings")

    log = lines(await world.ask(owner, "setup log"))

    assert log[0].endswith(f"{owner.mention} · **Unblocked** {world.bob.mention}")
    assert f"someone who deleted their data · **Blocked** {world.bob.mention}" in log[1]
    assert "@everyone" not in log[1]
    assert len(log) == 2


async def test_the_longest_log_fits_and_pings_nobody(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    server = ServerId(world.guild.id)
    for day in range(10):
        reason = (HOSTILE[day % len(HOSTILE)] + "_*" * 200)[:290] or "x"
        act = Action(Member(server, MemberId(owner.id)), utcnow(), InteractionId(1))
        date = utcnow().date().replace(day=10 + day)
        await bot.database.write(excused_dates.excuse, act, [date], reason)
        await save(world, owner, *[f"{number}{'_*' * 140}" for number in range(day % 5 + 1)])

    answer = await set_up(world, owner, "log")
    longest = said(answer)

    assert answer.ephemeral
    assert "went wrong" not in longest
    assert len(lines(longest)) == 10
    assert "@everyone" not in longest


async def test_a_log_full_of_the_longest_greetings_fits(world: World, owner: MemberActor) -> None:
    for letter in "abcdefghij":
        await save(world, owner, *[f"{letter}{number}{'*_' * 149}" for number in range(5)])

    log = await world.ask(owner, "setup log")

    assert len(lines(log)) == 10
    assert log.count("new: ") == 50
    assert len(log) < 4000


async def test_only_the_owners_of_a_server_see_its_log(world: World, owner: MemberActor) -> None:
    await set_up(world, owner, "week-start", day=6)
    elsewhere = world.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    role = elsewhere.create_role("owner", permissions=Permissions(manage_guild=True))
    oleg = elsewhere.add_member(world.env.create_user("oleg"), roles=[role])
    await world.env.settle()

    answer = said(await oleg.slash(channel, "setup log"))

    assert "Nobody has changed anything yet" in answer
    for command in ("log", "export"):
        with pytest.raises(SetupError):
            await set_up(world, world.alice, command)
    with pytest.raises(SetupError):
        await set_up(world, world.alice, "import", file=("settings.json", b"{}"))
