"""Attachments to a check-in, and amounts in its note."""

import asyncio
from functools import partial

import pytest
from discord import PermissionOverwrite
from simcord.backend.cdn import CdnStore

from accountabot.bot import create_bot
from accountabot.config import Settings
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.ui.checkins.attachments import safe_file_name
from tests.stories.checkins.test_amounts_in_notes import count_coffees, count_pages
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, World, said, shown, streak_in

PICTURE = ("run.png", b"a picture")


class Nowhere(CdnStore):
    """An attachment that can't be downloaded."""

    def get(self, url: str) -> bytes | None:  # noqa: ARG002 - simulated, whatever it is
        """Return nothing."""
        return None


async def slow_download(seconds: float, url: str) -> bytes:
    """Make a download slow."""
    await asyncio.sleep(seconds)
    return url.encode()


def last_private_answer(world: World) -> str:
    """Return the last private answer to Alice."""
    return world.general.history(viewer=world.alice)[-1].content


def files(world: World) -> list[str]:
    """Return the names of the files in #general."""
    return [a.filename for m in world.general.history() for a in m.attachments]


async def test_a_picture_appears_in_the_check_in_message(world: World) -> None:
    await world.declare(world.alice)

    answer = await world.check_in(world.alice, note="in the rain", proof=PICTURE)
    message = next(m for m in world.general.history() if m.attachments)

    assert files(world) == ["run.png"]
    assert await message.attachments[0].read() == b"a picture"
    assert "in the rain" in shown(world.general)[GREETINGS + 1]
    assert len(shown(world.general)) == GREETINGS + 2
    assert "MediaGalleryComponent" in [type(each).__name__ for each in message.components]
    assert answer.followups[0].ephemeral


async def test_any_other_file_is_attached_to_it(world: World) -> None:
    await world.declare(world.alice)

    await world.check_in(world.alice, proof=("essay.pdf", b"words"))
    message = next(m for m in world.general.history() if m.attachments)

    assert "FileComponent" in [type(each).__name__ for each in message.components]


async def test_the_proof_is_linked_in_the_record(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice, proof=PICTURE)
    message = next(m for m in world.general.history() if m.attachments)

    days = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(days.response, label="The record"))

    assert f"[proof]({message.jump_url})" in record


async def test_a_failed_upload_keeps_the_check_in(world: World) -> None:
    await world.declare(world.alice)
    world.env.backend.cdn = Nowhere()

    answer = await world.check_in(world.alice, proof=PICTURE)

    assert streak_in(said(answer)) == 1
    assert "didn’t reach me" in said(answer)
    assert files(world) == []


async def test_a_slow_upload_is_abandoned(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.declare(world.alice)
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(slow_download, 600))

    answer = await world.check_in(world.alice, proof=PICTURE)
    await world.env.advance_time(300)

    assert streak_in(said(answer)) == 1
    assert "didn’t reach me" in last_private_answer(world)
    assert files(world) == []


async def test_a_check_in_that_is_undone_during_its_upload_stays_deleted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.declare(world.alice)
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(slow_download, 30))
    await world.check_in(world.alice, proof=PICTURE)

    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(60)

    assert files(world) == []
    assert "Undone" in shown(world.general)[-1]


async def test_a_file_that_can_not_be_posted_keeps_the_check_in(world: World) -> None:
    await world.declare(world.alice)
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=500)

    answer = await world.check_in(world.alice, proof=PICTURE)

    assert "didn’t reach me" in said(answer)
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_a_file_that_is_too_large_is_not_fetched(world: World) -> None:
    await world.declare(world.alice)
    limit = world.env.bot.get_guild(world.guild.id).filesize_limit

    answer = await world.check_in(world.alice, proof=("film.mp4", b"x" * (limit + 1)))

    assert "larger than the" in said(answer)
    assert streak_in(said(answer)) == 1
    assert files(world) == []


async def test_a_private_check_in_stores_no_file(world: World) -> None:
    await world.declare(world.alice)
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )

    answer = await world.alice.slash(quiet, "checkin", proof=PICTURE)

    assert answer.ephemeral
    assert "didn’t keep this one" in said(answer)


async def test_a_member_who_can_not_attach_files_can_not_do_it_through_the_bot(
    world: World,
) -> None:
    await world.declare(world.alice)
    bare = PermissionOverwrite(attach_files=False)
    plain = world.guild.create_text_channel("plain", overwrites={world.guild.default_role: bare})

    answer = await world.alice.slash(plain, "checkin", proof=PICTURE)

    assert "don’t have permission to attach files here" in said(answer)
    assert streak_in(said(answer)) == 1
    assert [m.attachments for m in plain.history()] == [[]]


async def test_a_picture_is_pending_while_its_goal_is_chosen(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Walk")

    question = await world.check_in(world.alice, proof=PICTURE, note="in the rain")
    await world.alice.click(question.response, label="Walk")

    assert files(world) == ["run.png"]
    assert any("in the rain" in text and "Walk" in text for text in shown(world.general))


async def test_a_picture_is_pending_while_the_amount_is_entered(
    world: World, settings: Settings
) -> None:
    await count_pages(world)

    form = await world.check_in(world.alice, proof=PICTURE)
    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.submit_modal(form, {"text": "12"})

    assert "12 of 20" in said(answer)
    assert files(world) == ["run.png"]


async def test_a_second_check_in_with_a_picture_adds_it(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    answer = await world.check_in(world.alice, proof=PICTURE)

    assert not answer.ephemeral
    assert streak_in(said(answer)) == 1
    assert files(world) == ["run.png"]


async def test_an_undone_check_in_is_deleted_with_its_picture(world: World) -> None:
    await world.declare(world.alice)
    answer = await world.check_in(world.alice, proof=PICTURE)

    await world.alice.click(answer.followups[0], label="Undo")

    assert files(world) == []
    assert "Undone" in shown(world.general)[-1]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("run.png", "run.png"),
        ("Bild von heute.JPG", "Bild_von_heute.JPG"),
        ("../../etc/passwd", "passwd"),
        ("фото.png", "proof.png"),
        ("été.pdf", "ete.pdf"),
        ("", "proof"),
        ("...", "proof"),
        ("a.tar.gz", "a_tar.gz"),
        ("x" * 300 + ".png", "x" * 60 + ".png"),
        ("attachment://x\n@everyone.p\u202eng", "x_everyone.png"),
    ],
)
def test_a_file_name_is_sanitized(name: str, kept: str) -> None:
    assert safe_file_name(ProofFile("", name, 1)) == kept


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_notes_with_pictures_break_nothing(world: World, text: str) -> None:
    await count_coffees(world)
    await count_pages(world)

    await world.check_in(world.alice, goal="Coffee", note=f"{text} 2 coffees"[:300], proof=PICTURE)
    picture = (f"{text[:100]}.png", b"x")
    await world.use(world.alice, "checkin", goal="Read", note=text, proof=picture)

    assert not any(world.pings()[GREETINGS:])
