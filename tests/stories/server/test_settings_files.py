"""/setup export and import: a server's settings as a file."""

import json

import pytest
from discord import Permissions
from discord.utils import utcnow
from simcord import MemberActor, SetupError

from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.phrases.settings_format import SettingsFile
from accountabot.phrases.settings_values import FileChannel, FileRoles
from tests.stories.greetings.greeting_templates import save
from tests.stories.server.settings_files import exported, imported, use, whole
from tests.stories.setup.setup_commands import set_up
from tests.world import HOUR, World, said


async def furnish(world: World, owner: MemberActor) -> None:
    """Set every setting."""
    lobby = world.guild.create_text_channel("lobby")
    for what, options in {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"to_start_with": 2, "earned_every": 5, "at_most": 3},
        "excuse": {"date": "2026-01-05", "reason": "Grüße"},
        "channels": {
            "greetings": lobby,
            "witnesses": lobby,
            "reminders": lobby,
            "by_message": "on",
        },
        "reminders": {"offered": "by default"},
        "checkin-channel": {"channel": lobby},
        "digest": {"channel": lobby, "day": 6, "hour": 18},
    }.items():
        await set_up(world, owner, what, **options)
    await save(world, owner, "Hi {user}", "Hello {user}")
    await save(world, owner, "Back, {user}?", command="returning")


async def test_a_file_contains_the_current_settings_in_readable_form(
    world: World, owner: MemberActor
) -> None:
    usual = await exported(world, owner)
    await furnish(world, owner)
    lobby = {"id": str(world.guild.channels["lobby"].id), "name": "lobby"}

    file = await exported(world, owner)

    assert list(file) == ["accountabot settings", "server", "name", "settings"]
    assert (file["server"], file["name"]) == (str(world.guild.id), "The Club")
    assert file["settings"] == {
        "time zone": "Europe/Lisbon",
        "weeks begin on": "Sunday",
        "freezes": {"to start with": 2, "earned every": 5, "at most": 3},
        "excused dates": [{"date": "2026-01-05", "reason": "Grüße"}],
        "goals channel": None,
        "check-ins channel": None,
        "plain messages count in": lobby,
        "witnesses channel": lobby,
        "reminders": "by default",
        "reminders channel": lobby,
        "digest channel": lobby,
        "digest day": "Sunday",
        "digest hour": 18,
        "greetings channel": lobby,
        "greetings by direct message": True,
        "greetings for newcomers": ["Hi {user}", "Hello {user}"],
        "greetings for those who come back": ["Back, {user}?"],
        "streak roles": [],
    }
    assert list(usual["settings"]) == list(file["settings"])
    assert usual["settings"]["freezes"] == {
        "to start with": 1,
        "earned every": 7,
        "at most": 2,
    }


async def test_importing_an_export_changes_nothing(world: World, owner: MemberActor) -> None:
    usual = await exported(world, owner)
    nothing = said(await imported(world, owner, usual))
    await furnish(world, owner)
    log = await world.ask(owner, "setup log")

    again = said(await imported(world, owner, await exported(world, owner)))

    assert "nothing to change" in nothing
    assert "nothing to change" in again
    assert "Use these settings" not in again
    assert await world.ask(owner, "setup log") == log


async def test_a_file_is_previewed_then_used_and_restores_everything(
    world: World, owner: MemberActor
) -> None:
    usual = await exported(world, owner)
    await furnish(world, owner)
    file = await exported(world, owner)
    back = await use(owner, await imported(world, owner, usual))
    preview = await imported(world, owner, file)
    before = await exported(world, owner)

    answer = await use(owner, preview)

    assert "14 changes made" in back
    assert before["settings"] | {"excused dates": []} == usual["settings"]
    assert "14 changes made" in answer
    assert (await exported(world, owner))["settings"] == file["settings"]
    assert "**Hour of the weekly digest** 09:00 → 18:00" in await world.ask(owner, "setup log")


@pytest.mark.parametrize(
    ("freezes", "start"),
    [({"earned every": 5, "at most": 3}, 1), ({"earned every": 0, "at most": 0}, 0)],
)
async def test_a_file_of_the_first_version_starts_goals_with_the_usual_freeze(
    world: World, owner: MemberActor, freezes: dict[str, int], start: int
) -> None:
    await set_up(world, owner, "freezes", to_start_with=2, earned_every=9, at_most=2)
    file = whole(world, freezes=freezes) | {"accountabot settings": 1}

    await use(owner, await imported(world, owner, file))

    assert (await exported(world, owner))["settings"]["freezes"] == freezes | {
        "to start with": start
    }


async def test_a_preview_can_be_used_only_once(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    first = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    second = await imported(world, owner, whole(world, weeks_begin_on="Friday"))
    old = await use(owner, first)
    with pytest.raises(SetupError):
        await use(other, second)
    await use(owner, second, "Cancel")

    assert "sent a newer file since" in old
    assert (await exported(world, owner))["settings"]["weeks begin on"] == "Monday"


async def test_streaks_and_plain_messages_follow_a_file(world: World, owner: MemberActor) -> None:
    await world.declare(world.alice)
    file = whole(
        world,
        excused_dates=[{"date": "2026-01-01"}, {"date": "2026-01-02"}],
        plain_messages_count_in={"id": "", "name": "general"},
    )
    await use(owner, await imported(world, owner, file))

    message = await world.alice.send(world.general, "Ran")
    await world.env.settle()
    await world.next_day(3)

    assert [str(reaction.emoji) for reaction in message.reactions] == ["✅"]
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_another_server_finds_channels_by_name_if_it_is_unique(
    world: World, owner: MemberActor
) -> None:
    await furnish(world, owner)
    file = await exported(world, owner)
    file["settings"]["goals channel"] = {"id": "1", "name": "twins"}
    file["settings"]["check-ins channel"] = {"id": "2", "name": "nowhere"}
    elsewhere = world.env.create_guild("Elsewhere")
    general = elsewhere.create_text_channel("general")
    lobby = elsewhere.create_text_channel("lobby")
    for _ in range(2):
        elsewhere.create_text_channel("twins")
    elsewhere.create_text_channel("nowhere", overwrites={elsewhere.default_role: World.read_only})
    role = elsewhere.create_role("owner", permissions=Permissions(manage_guild=True))
    oleg = elsewhere.add_member(world.env.create_user("oleg"), roles=[role])
    await world.env.settle()
    await world.env.advance_time(HOUR)

    data = json.dumps(file).encode()
    preview = await oleg.slash(general, "setup import", file=("settings.json", data))
    shown = said(preview)
    done = await use(oleg, preview)

    assert "It comes from another server, \u2068The Club\u2069" in shown
    assert f"**Newcomers are greeted in** whichever channel seems best → {lobby.mention}" in shown
    for what in ("Channel for goals", "Channel for check-ins"):
        assert f"**{what}**: no change" in shown
    assert "15 changes made" in done


async def test_a_channel_that_is_deleted_meanwhile_is_left_out_and_named(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await world.env.settle()
    named = {"id": str(lobby.id), "name": "lobby"}
    preview = await imported(
        world, owner, whole(world, greetings_channel=named, weeks_begin_on="Sunday")
    )
    world.env.backend.delete_channel(lobby.id)
    await world.env.settle()

    done = await use(owner, preview)

    assert "**Newcomers are greeted in**: no change" in done
    assert "One change made" in done
    assert (await exported(world, owner))["settings"]["greetings channel"] is None


def test_every_exported_value_is_read_back_unchanged() -> None:
    values = {
        name: each.default for name, each in SETTINGS.items() if name is not SettingName.EXCUSE
    }
    for greetings in ("", "off", "12"):
        values[SettingName.GREETINGS] = greetings
        written = settings_format.write(
            1, "😀 Club", values=values, excused={}, channels={12: "lobby"}
        )

        file = settings_format.read(written, utcnow())

        found = {
            **values,
            SettingName.GREETINGS: FileChannel(12, "lobby") if greetings == "12" else greetings,
            SettingName.STREAK_ROLES: FileRoles(()),
        }
        assert file == SettingsFile(1, "😀 Club", found, {})
