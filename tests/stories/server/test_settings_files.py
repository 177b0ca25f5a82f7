"""A server's settings as a file, and back: shown before they hold, and nothing in a file is taken on trust."""

import json
from typing import Any

import pytest
from discord import Permissions
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor, SetupError

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.phrases.settings_format import FileChannel, SettingsFile
from accountabot.services.server import settings_files
from tests.stories.greetings.test_greeting_templates import propose, save
from tests.stories.setup.test_setup_commands import set_up
from tests.stories.test_hostile_text import HOSTILE
from tests.world import HOUR, World, said


async def exported(world: World, owner: MemberActor) -> dict[str, Any]:
    """Return what is in the file of settings."""
    answer = await set_up(world, owner, "export")
    assert answer.ephemeral
    (file,) = answer.response.attachments
    assert file.filename == "accountabot-settings.json"
    found: dict[str, Any] = json.loads(await file.read())
    return found


async def imported(world: World, owner: MemberActor, file: object) -> InteractionResult:
    """Send a file of settings."""
    data = file if isinstance(file, bytes) else json.dumps(file).encode()
    answer = await set_up(world, owner, "import", file=("settings.json", data))
    assert answer.ephemeral
    return answer


def whole(world: World, **settings: object) -> dict[str, Any]:
    """Return a file with some settings."""
    said = {key.replace("_", " "): value for key, value in settings.items()}
    return {
        "accountabot settings": 1,
        "server": str(world.guild.id),
        "name": "The Club",
        "settings": said,
    }


async def use(
    owner: MemberActor, preview: InteractionResult, label: str = "Use these settings"
) -> str:
    """Press a button below a preview; return what stands there then, and what is answered."""
    answer = await owner.click(preview.response, label=label)
    return f"{said(preview)}\n{said(answer)}"


async def forged(world: World, custom_id: str) -> str:
    """Let whoever pressed last press a control that is not shown to them; return what the bot did then."""
    sent = [
        payload for _, name, payload in world.env.backend.transcript if name == "INTERACTION_CREATE"
    ][-1]
    before = len(world.env.http_requests)
    payload = json.loads(json.dumps(sent).replace(sent["data"]["custom_id"], custom_id))
    world.env.backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle()
    return "\n".join(map(str, world.env.http_requests[before:]))


async def furnish(world: World, owner: MemberActor) -> None:
    """Set everything that there is."""
    lobby = world.guild.create_text_channel("lobby")
    for what, options in {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"earned_every": 5, "at_most": 3},
        "excuse": {"date": "2026-01-05", "reason": "Grüße"},
        "channels": {"greetings": lobby, "by_message": "on"},
        "checkin-channel": {"channel": lobby},
    }.items():
        await set_up(world, owner, what, **options)
    await save(world, owner, "Hi {user}", "Hello {user}")
    await save(world, owner, "Back, {user}?", command="returning")


async def test_a_file_says_what_holds_so_that_people_can_read_it(
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
        "freezes": {"earned every": 5, "at most": 3},
        "excused dates": [{"date": "2026-01-05", "reason": "Grüße"}],
        "goals channel": None,
        "check-ins channel": None,
        "plain messages count in": lobby,
        "greetings channel": lobby,
        "greetings by direct message": True,
        "greetings for newcomers": ["Hi {user}", "Hello {user}"],
        "greetings for those who come back": ["Back, {user}?"],
    }
    assert list(usual["settings"]) == list(file["settings"])
    assert usual["settings"]["freezes"] == {"earned every": 7, "at most": 2}


async def test_what_a_server_exports_changes_nothing_there(
    world: World, owner: MemberActor
) -> None:
    usual = await exported(world, owner)
    nothing = said(await imported(world, owner, usual))
    await furnish(world, owner)
    log = await world.ask(owner, "setup log")

    again = said(await imported(world, owner, await exported(world, owner)))

    assert "nothing to change" in nothing
    assert "nothing to change" in again
    assert "Use these settings" not in again
    assert await world.ask(owner, "setup log") == log


async def test_a_file_is_shown_then_used_and_brings_everything_back(
    world: World, owner: MemberActor
) -> None:
    usual = await exported(world, owner)
    await furnish(world, owner)
    file = await exported(world, owner)
    back = await use(owner, await imported(world, owner, usual))
    preview = await imported(world, owner, file)
    before = await exported(world, owner)

    answer = await use(owner, preview)

    assert "8 changes made" in back
    assert before["settings"] | {"excused dates": []} == usual["settings"]
    assert "8 changes made" in answer
    assert (await exported(world, owner))["settings"] == file["settings"]
    assert "**Weeks begin on** Monday → Sunday" in await world.ask(owner, "setup log")


async def test_the_preview_has_before_and_after_and_what_is_not_in_the_file_stays(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "freezes", earned_every=3, at_most=1)
    dates = [
        {"date": "2026-02-01", "reason": "Snow"},
        {"date": "2025-06-01"},
        {"date": "2026-02-01"},
    ]

    preview = await imported(
        world, owner, whole(world, weeks_begin_on="sunday", excused_dates=dates)
    )
    shown = said(preview)
    left = await use(owner, preview, "Cancel")
    kept = await exported(world, owner)

    assert "Nothing has changed yet" in shown
    assert "**Weeks begin on** Monday → Sunday" in shown
    assert "**Excused for everyone** Sun, Feb 1, 2026 · \u2068Snow\u2069" in shown
    assert "One date to excuse is already over" in shown
    assert "2025" not in shown
    assert "Anything that isn’t in the file stays as it is" in shown
    assert "Nothing changed" in left
    assert kept["settings"]["weeks begin on"] == "Monday"
    assert kept["settings"]["freezes"] == {"earned every": 3, "at most": 1}


async def test_a_file_decided_on_is_decided_on(
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


async def test_words_that_were_typed_are_no_file(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await propose(world, owner, "Hi {user}")
    act = Action(Member(ServerId(world.guild.id), MemberId(owner.id)), utcnow(), InteractionId(1))

    with pytest.raises(Refusal, match="import-gone"):
        await bot.database.write(settings_files.accept, act, 1, ())


async def test_what_somebody_changed_meanwhile_is_shown_before_anything_holds(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await imported(
        world, owner, whole(world, weeks_begin_on="Sunday", time_zone="Europe/Lisbon")
    )
    await set_up(world, other, "week-start", day=4)

    anew = await use(owner, preview)
    held = await exported(world, owner)
    done = await use(owner, preview)

    assert "Please look again" in anew
    assert "**Weeks begin on** Friday → Sunday" in anew
    assert held["settings"]["weeks begin on"] == "Friday"
    assert held["settings"]["time zone"] == "UTC"
    assert "2 changes made" in done
    assert (await exported(world, owner))["settings"]["weeks begin on"] == "Sunday"


async def test_what_others_changed_that_is_not_in_the_file_does_not_matter(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    await set_up(world, other, "freezes", earned_every=3, at_most=1)

    assert "One change made" in await use(owner, preview)


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


async def test_on_another_server_channels_are_found_by_name_where_that_is_clear(
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
    assert f"**Newcomers are greeted in** the channel I find best → {lobby.mention}" in shown
    for what in ("Goals are posted in", "Check-ins are posted in"):
        assert f"**{what}**: no change" in shown
    assert "9 changes made" in done


async def test_a_channel_that_is_deleted_meanwhile_is_left_out_and_said_to_be(
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


DEEP = b'{"accountabot settings": 1, "settings": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"
BROKEN: list[tuple[bytes, str]] = [
    (b"\xff\xfe\x00", "can’t read that as text"),
    (b"", "line 1, character 1"),
    (b'{"accountabot settings": 1,}', "line 1, character 28"),
    (DEEP, "deeper than settings ever go"),
    (b'{"accountabot settings": 1, "accountabot settings": 1}', "is in there twice"),
    (b'{"accountabot settings": NaN}', "NaN\u2069 isn’t a number"),
    (b'{"accountabot settings": ' + b"9" * 5000 + b"}", "longer than any setting"),
    (b"[]", "doesn’t look like a settings file"),
    (b'{"accountabot settings": true}', "doesn’t look like a settings file"),
    (b'{"accountabot settings": 1, "settings": {}}', "doesn’t look like a settings file"),
    (b'{"accountabot settings": 2, "more": 1}', "is version \u20682\u2069"),
    (b'{"accountabot settings": 0}', "has never been a version \u20680\u2069"),
    (
        b'{"accountabot settings": 1, "sever": "1"}',
        "know \u2068sever\u2069. The closest I know is \u2068server\u2069",
    ),
    (b" " * (settings_format.LIMIT + 1), "bigger than 528 KiB"),
]
WRONG: list[tuple[str, object, str]] = [
    ("time zne", "UTC", "The closest I know is \u2068time zone\u2069"),
    ("time zone", "Gondolin", 'don’t know a place called \u2068"Gondolin"\u2069'),
    ("time zone", 7, "don’t know a place"),
    ("weeks begin on", "Caturday", "isn’t a day of the week"),
    ("freezes", {"earned every": 1, "at most": 2}, "for every 2 to 100 in a row"),
    ("freezes", {"earned every": 7.5, "at most": 2}, "for every 2 to 100 in a row"),
    ("freezes", {"earned every": True, "at most": 2}, "for every 2 to 100 in a row"),
    ("freezes", {"earned every": 7}, "for every 2 to 100 in a row"),
    (
        "freezes",
        {"earned every": 7, "at mots": 2},
        "in \u2068freezes\u2069. The closest I know is \u2068at most",
    ),
    ("freezes", [7, 2], "for every 2 to 100 in a row"),
    ("greetings channel", "general", "isn’t a channel"),
    ("goals channel", "off", "isn’t a channel"),
    ("goals channel", {"id": 5}, "isn’t a channel"),
    ("goals channel", {"id": "x", "name": "general"}, "isn’t a channel"),
    ("greetings by direct message", "on", "neither `true` nor `false`"),
    ("greetings for newcomers", ["x"] * 6, "up to 5 texts"),
    ("greetings for newcomers", "Hi", "up to 5 texts"),
    (
        "greetings for newcomers",
        ["Hi", "Hi {usr}"],
        "number 2 can’t be used:\nI don’t know \u2068{usr}",
    ),
    ("greetings for newcomers", ["@everyone"], "would ping more"),
    ("greetings for newcomers", ["x" * 301], "That’s 301 characters"),
    ("excused dates", [{"date": "2026-02-30"}], "number 1, "),
    ("excused dates", [{"date": "20260201"}], "isn’t a date with a reason"),
    ("excused dates", ["2026-02-01"], "isn’t a date with a reason"),
    ("excused dates", [{"date": "2026-02-01", "reason": 7}], "isn’t a date with a reason"),
    ("excused dates", [{"date": "2026-02-01", "why": "x"}], "The closest I know is"),
    (
        "excused dates",
        [{"date": "2026-02-01", "reason": "x" * 301}],
        "number 1 can’t be used:\nThat’s 301",
    ),
    ("excused dates", [{"date": "9999-12-31"}], "more than ten years away"),
    ("excused dates", {}, "list of up to 366 dates. Write"),
    ("excused dates", [{"date": "2026-02-01"}] * 367, "up to 366 dates, and this one has 367"),
    ("excused dates", [{"date": "2026-02-01"}] * 30_000, "bigger than 528 KiB"),
]


async def test_a_file_that_is_none_is_refused_with_what_would_do(
    world: World, owner: MemberActor
) -> None:
    for data, answered in BROKEN:
        answer = said(await imported(world, owner, data))
        assert answered in answer, answer
        assert "Use these settings" not in answer


async def test_a_value_that_can_not_be_is_refused_with_what_would_do(
    world: World, owner: MemberActor
) -> None:
    before = await exported(world, owner)

    for key, value, answered in WRONG:
        answer = said(await imported(world, owner, whole(world) | {"settings": {key: value}}))
        assert answered in answer, answer
        assert "Use these settings" not in answer

    assert await exported(world, owner) == before


async def test_a_file_that_does_not_arrive_can_be_sent_again(
    world: World, owner: MemberActor
) -> None:
    world.env.backend.cdn.get = lambda url: None  # type: ignore[method-assign]  # noqa: ARG005 - whatever it is

    answer = said(await imported(world, owner, whole(world)))

    assert "send it again" in answer


async def test_hostile_words_in_a_file_ping_nobody_and_the_longest_preview_fits(
    world: World, owner: MemberActor
) -> None:
    dates = [{"date": f"2026-02-{n + 1:02}", "reason": "x" + "_*" * 140} for n in range(28)]
    channels = {"id": "1", "name": "_" * 200}
    longest = whole(world, excused_dates=dates, time_zone="America/Argentina/Buenos_Aires") | {
        "server": "1"
    }
    longest["name"] = "@everyone" + "_" * 200
    longest["settings"] |= dict.fromkeys(
        ("goals channel", "check-ins channel", "plain messages count in"), channels
    )
    longest["settings"] |= {
        "greetings channel": channels,
        "greetings for newcomers": [f"{n}x" + "*_" * 149 for n in range(5)],
        "greetings for those who come back": [f"{n}y" + "*_" * 149 for n in range(5)],
    }
    await save(world, owner, *[f"{n}z" + "*_" * 149 for n in range(5)])
    await save(world, owner, *[f"{n}z" + "*_" * 149 for n in range(5)], command="returning")
    longest["settings"]["freezes"] = {"earned every": 3, "at most": 1}

    shown = said(await imported(world, owner, longest))

    assert "new greetings are too long to show in full here" in shown
    assert "28 dates, from Sun, Feb 1, 2026 to Sat, Feb 28, 2026" in shown
    assert "more" in shown
    assert len(shown) < 4000
    assert "@everyone" not in shown
    for text in HOSTILE:
        for key in ("time zone", "greetings channel", text):
            answer = said(await imported(world, owner, whole(world) | {"settings": {key: text}}))
            assert "went wrong" not in answer
            assert "@everyone" not in answer


def test_what_is_written_is_read_as_it_was_whatever_holds() -> None:
    values = {
        name: each.default for name, each in SETTINGS.items() if name is not SettingName.EXCUSE
    }
    for greetings in ("", "off", "12"):
        values[SettingName.GREETINGS] = greetings
        written = settings_format.write(1, "😀 Club", values, {}, {12: "lobby"})

        file = settings_format.read(written, utcnow())

        found = {
            **values,
            SettingName.GREETINGS: FileChannel(12, "lobby") if greetings == "12" else greetings,
        }
        assert file == SettingsFile(1, "😀 Club", found, {})


async def test_a_preview_survives_a_restart(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    preview = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert "One change made" in await use(owner, preview)


async def test_a_preview_has_every_new_greeting_whole_and_what_is_gone(
    world: World, owner: MemberActor
) -> None:
    await save(world, owner, "Hello {user}", "Nice of you {user}")
    long = [f"{n} Welcome, {{user}}! {'Make yourself at home. ' * 11}Bye" for n in range(4)]
    new = whole(world, greetings_for_newcomers=["Hello {user}", *long])
    new["settings"]["greetings for those who come back"] = ["Buy at evil.example {user}"]

    shown = said(await imported(world, owner, new)).splitlines()

    assert [line for line in shown if "new:" in line] == [
        f"  - new: \u2068{words}\u2069" for words in (*long, "Buy at evil.example {user}")
    ]
    assert [line for line in shown if "removed:" in line] == [
        "  - removed: \u2068Nice of you {user}\u2069"
    ]
    assert not [line for line in shown if "Hello" in line or "too long" in line]


async def test_a_preview_counts_dates_and_says_from_when_to_when(
    world: World, owner: MemberActor
) -> None:
    days = [{"date": f"2026-{month:02}-{day:02}"} for month in range(2, 12) for day in range(1, 21)]

    shown = said(await imported(world, owner, whole(world, excused_dates=days)))

    assert "**Excused for everyone** 200 dates, from Sun, Feb 1, 2026 to Fri, Nov 20, 2026" in shown
    assert "… and 190 more" in shown


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("goals channel", {"id": "5", "name": "nowhere"}, "no channel \u2068nowhere\u2069 here"),
        ("goals channel", {"id": "5", "name": ""}, "no channel \u20685\u2069 here"),
        ("excused dates", [{"date": "2020-01-01"}], "One date to excuse is already over"),
    ],
)
async def test_a_file_that_can_not_be_used_is_not_said_to_hold(
    world: World, owner: MemberActor, key: str, value: object, why: str
) -> None:
    shown = said(await imported(world, owner, whole(world) | {"settings": {key: value}}))

    assert "Nothing in that file can change anything here" in shown
    assert why in shown
    assert "Use these settings" not in shown


async def test_a_channel_that_holds_is_never_said_to_be_missing(
    world: World, owner: MemberActor
) -> None:
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.default_role: World.read_only}
    )
    await world.env.settle()
    await set_up(world, owner, "channels", goals=closed)
    names = {"id": "1", "name": "closed"}
    by_name = said(
        await imported(world, owner, whole(world, goals_channel=names) | {"server": "1"})
    )
    world.env.backend.delete_channel(closed.id)
    await world.env.settle()
    gone = {"id": str(closed.id), "name": "closed"}

    by_id = said(await imported(world, owner, whole(world, goals_channel=gone)))

    for shown in (by_name, by_id):
        assert "nothing to change" in shown
        assert "found no channel" not in shown
    assert (await exported(world, owner))["settings"]["goals channel"] is None


async def test_what_the_bot_lacks_in_a_channel_of_the_file_is_said_before_and_after(
    world: World, owner: MemberActor
) -> None:
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.default_role: World.read_only}
    )
    await world.env.settle()
    preview = await imported(
        world, owner, whole(world, goals_channel={"id": str(closed.id), "name": ""})
    )
    before = said(preview)

    done = await use(owner, preview)

    for shown in (before, done):
        assert f"**Goals are posted in** {closed.mention}: I can’t send messages there yet" in shown


async def test_a_file_and_greetings_that_were_typed_do_not_forget_each_other(
    world: World, owner: MemberActor
) -> None:
    words = await propose(world, owner, "Hi {user}")
    back = await propose(world, owner, "Back {user}", command="returning")
    file = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    await imported(world, owner, whole(world, time_zone="UTC"))
    dropped = await use(owner, file)
    again = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))

    left = said(await owner.click(back.response, label="Cancel"))
    saved = said(await owner.click(words.response, label="Save"))
    used = await use(owner, again)

    assert "sent a newer file since" in dropped
    assert "Nothing changed" in left
    assert "Saved" in saved
    assert "One change made" in used


async def test_a_preview_refuses_the_press_of_anyone_else(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    first = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    second = await imported(world, other, whole(world, weeks_begin_on="Friday"))
    await use(other, second, "Cancel")
    answers = [
        await forged(world, f"{verb}:{world.guild.id}:1:")
        for verb in ("import-use", "import-leave")
    ]

    assert all("already decided" in answer for answer in answers)
    assert (await exported(world, owner))["settings"]["weeks begin on"] == "Monday"
    assert "One change made" in await use(owner, first)
