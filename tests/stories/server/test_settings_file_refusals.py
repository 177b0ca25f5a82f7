"""Settings files that are refused, and the advice that is given."""

import pytest
from discord.utils import utcnow
from simcord import MemberActor

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.phrases import settings_format
from accountabot.services.server import settings_files
from tests.stories.greetings.greeting_templates import propose
from tests.stories.server.settings_files import exported, imported, whole
from tests.world import World, said


async def test_typed_text_is_not_a_file(world: World, owner: MemberActor, bot: Accountabot) -> None:
    await propose(world, owner, "Hi {user}")
    act = Action(Member(ServerId(world.guild.id), MemberId(owner.id)), utcnow(), InteractionId(1))

    with pytest.raises(Refusal, match="import-gone"):
        await bot.database.write(settings_files.accept, act, 1, ())


DEEP = b'{"accountabot settings": 1, "settings": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"


BROKEN: list[tuple[bytes, str]] = [
    (b"\xff\xfe\x00", "can’t read that as text"),
    (b"", "line 1, character 1"),
    (b'{"accountabot settings": 1,}', "line 1, character 2"),
    (DEEP, "more than any setting needs"),
    (b'{"accountabot settings": 1, "accountabot settings": 1}', "is in there twice"),
    (b'{"accountabot settings": NaN}', "NaN\u2069 isn’t a number"),
    (b'{"accountabot settings": ' + b"9" * 5000 + b"}", "longer than any setting"),
    (b"[]", "doesn’t look like a settings file"),
    (b'{"accountabot settings": true}', "doesn’t look like a settings file"),
    (b'{"accountabot settings": 1, "settings": {}}', "doesn’t look like a settings file"),
    (
        b'{"accountabot settings": 3, "more": 1}',
        "is version \u20683\u2069, and I only know versions up to \u20682\u2069",
    ),
    (
        b'{"accountabot settings": 0}',
        "never been a version \u20680\u2069 of these files. The newest is \u20682\u2069",
    ),
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
    ("reminders", "twice", 'Write `"with one tap"`, `"by default"` or `"off"`.'),
    ("reminders", True, "\u2068true\u2069 doesn’t work"),
    ("reminders channel", "lobby", "isn’t a channel"),
    ("weeks begin on", "Caturday", "isn’t a day of the week"),
    ("freezes", {"earned every": 1, "at most": 2}, "in a row that earns another (2 to 100)"),
    ("freezes", {"earned every": 7.5, "at most": 2}, "in a row that earns another (2 to 100)"),
    ("freezes", {"earned every": True, "at most": 2}, "in a row that earns another (2 to 100)"),
    (
        "freezes",
        {"to start with": 3, "earned every": 7, "at most": 2},
        "the freezes that a goal starts with (0 to 2)",
    ),
    ("freezes", {"earned every": 7}, "in a row that earns another (2 to 100)"),
    (
        "freezes",
        {"earned every": 7, "at mots": 2},
        "in \u2068freezes\u2069. The closest I know is \u2068at most",
    ),
    ("freezes", [7, 2], "in a row that earns another (2 to 100)"),
    ("greetings channel", "general", "isn’t a channel"),
    ("goals channel", "off", "isn’t a channel"),
    ("goals channel", {"id": 5}, "isn’t a channel"),
    ("goals channel", {"id": "x", "name": "general"}, "isn’t a channel"),
    ("greetings by direct message", "on", "Write `true` or `false`"),
    ("greetings for newcomers", ["x"] * 6, "up to 5 greetings"),
    ("greetings for newcomers", "Hi", "up to 5 greetings"),
    (
        "greetings for newcomers",
        ["Hi", "Hi {usr}"],
        "number 2 can’t be used:\nI don’t know \u2068{usr}",
    ),
    ("greetings for newcomers", ["@everyone"], "would ping more"),
    ("greetings for newcomers", ["x" * 301], "Your greeting has 301 characters"),
    ("excused dates", [{"date": "2026-02-30"}], "number 1, "),
    ("excused dates", [{"date": "20260201"}], "isn’t a date with a reason"),
    ("excused dates", ["2026-02-01"], "isn’t a date with a reason"),
    ("excused dates", [{"date": "2026-02-01", "reason": 7}], "isn’t a date with a reason"),
    ("excused dates", [{"date": "2026-02-01", "why": "x"}], "The closest I know is"),
    (
        "excused dates",
        [{"date": "2026-02-01", "reason": "x" * 301}],
        "number 1 can’t be used:\nYour note has 301",
    ),
    ("excused dates", [{"date": "9999-12-31"}], "more than ten years away"),
    ("excused dates", {}, "list of up to 366 dates. Write"),
    ("excused dates", [{"date": "2026-02-01"}] * 367, "up to 366 dates, and this one has 367"),
    ("excused dates", [{"date": "2026-02-01"}] * 30_000, "bigger than 528 KiB"),
]


async def test_an_invalid_file_is_refused_with_advice(world: World, owner: MemberActor) -> None:
    for data, answered in BROKEN:
        answer = said(await imported(world, owner, data))
        assert answered in answer, answer
        assert "Use these settings" not in answer


async def test_an_invalid_value_is_refused_with_advice(world: World, owner: MemberActor) -> None:
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
