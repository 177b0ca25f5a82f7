"""The preview that is shown before a settings file is used."""

import pytest
from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.greetings.greeting_templates import propose, save
from tests.stories.server.settings_files import exported, forged, imported, use, whole
from tests.stories.setup.setup_commands import set_up
from tests.stories.test_hostile_text import HOSTILE
from tests.world import World, said


async def test_the_preview_shows_before_and_after_and_missing_settings_stay(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "freezes", to_start_with=0, earned_every=3, at_most=1)
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
    assert "One of the excused dates has already passed" in shown
    assert "2025" not in shown
    assert "Anything that isn’t in the file stays as it is" in shown
    assert "Nothing changed" in left
    assert kept["settings"]["weeks begin on"] == "Monday"
    assert kept["settings"]["freezes"] == {
        "to start with": 0,
        "earned every": 3,
        "at most": 1,
    }


async def test_a_concurrent_change_is_shown_before_the_file_is_used(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await imported(
        world, owner, whole(world, weeks_begin_on="Sunday", time_zone="Europe/Lisbon")
    )
    await set_up(world, other, "week-start", day=4)

    anew = await use(owner, preview)
    held = await exported(world, owner)
    done = await use(owner, preview)

    assert "Please take another look" in anew
    assert "**Weeks begin on** Friday → Sunday" in anew
    assert held["settings"]["weeks begin on"] == "Friday"
    assert held["settings"]["time zone"] == "UTC"
    assert "2 changes made" in done
    assert (await exported(world, owner))["settings"]["weeks begin on"] == "Sunday"


async def test_a_concurrent_change_outside_the_file_does_not_matter(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    preview = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    await set_up(world, other, "freezes", to_start_with=0, earned_every=3, at_most=1)

    assert "One change made" in await use(owner, preview)


async def test_hostile_text_in_a_file_pings_nobody_and_the_longest_preview_fits(
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
    longest["settings"]["freezes"] = {"to start with": 0, "earned every": 3, "at most": 1}

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


async def test_a_preview_survives_a_restart(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    preview = await imported(world, owner, whole(world, weeks_begin_on="Sunday"))
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert "One change made" in await use(owner, preview)


async def test_a_preview_shows_every_new_and_every_removed_greeting(
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


async def test_a_preview_shows_the_number_and_span_of_dates(
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
        ("excused dates", [{"date": "2020-01-01"}], "One of the excused dates has already passed"),
    ],
)
async def test_an_unusable_file_is_not_called_current(
    world: World, owner: MemberActor, key: str, value: object, why: str
) -> None:
    shown = said(await imported(world, owner, whole(world) | {"settings": {key: value}}))

    assert "I can’t use anything in that file here" in shown
    assert why in shown
    assert "Use these settings" not in shown


async def test_a_current_channel_is_never_called_missing(world: World, owner: MemberActor) -> None:
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
        assert "There’s no channel" not in shown
    assert (await exported(world, owner))["settings"]["goals channel"] is None


async def test_missing_permissions_in_a_channel_are_named_before_and_after_the_import(
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
        assert f"**Channel for goals** {closed.mention}: I can’t send messages there yet" in shown


async def test_a_file_and_typed_greetings_do_not_overwrite_each_other(
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
        for verb in ("import-apply", "import-cancel")
    ]

    assert all("already used or cancelled" in answer for answer in answers)
    assert (await exported(world, owner))["settings"]["weeks begin on"] == "Monday"
    assert "One change made" in await use(owner, first)


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("digest_channel", "/setup digest"),
        ("plain_messages_count_in", "/setup checkin-channel"),
        ("reminders_channel", "/setup channels"),
    ],
)
async def test_a_channel_that_is_not_here_comes_with_the_command_that_picks_one(
    world: World, owner: MemberActor, key: str, command: str
) -> None:
    preview = await imported(world, owner, whole(world, **{key: {"name": "elsewhere"}}))

    assert f"You can pick one with {command}." in said(preview).replace("\n", " ")
