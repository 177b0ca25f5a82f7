"""What disappears while its file is uploaded is not shown again by the upload."""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import MemberId
from accountabot.ui.checkins import attachments
from tests.network import Network, network
from tests.stories.checkins.test_attachments import PICTURE, files, slow_download
from tests.stories.moderation.content_moderation import hide, moderator
from tests.stories.privacy.test_redactions import erase
from tests.world import World, shown

net = pytest.fixture(network)


async def seen_before(*_: object) -> list[MemberId]:
    """Look at a goal just before moderators hide it."""
    return []


@pytest.mark.parametrize("is_answer_lost", [False, True])
@pytest.mark.parametrize("hides", ["undo", "moderators", "deletion"])
async def test_a_check_in_that_disappears_during_its_upload_stays_so(
    world: World,
    bot: Accountabot,
    monkeypatch: pytest.MonkeyPatch,
    net: Network,
    hides: str,
    is_answer_lost: bool,
) -> None:
    mia = moderator(world, "mia")
    await world.declare(world.alice, "Zebra")
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(slow_download, 30))
    await world.check_in(world.alice, note="at dawn", proof=PICTURE)
    posted = world.general.history()[-1].id
    monkeypatch.setattr(attachments, "_givers", seen_before)
    hiding: dict[str, Callable[[], Awaitable[object]]] = {
        "undo": partial(world.alice.slash, world.general, "undo"),
        "moderators": partial(hide, world, mia),
        "deletion": partial(erase, world, bot, world.alice),
    }
    if is_answer_lost:
        net.lose_answer("PATCH", f"/webhooks/*/*/messages/{posted}")
    await hiding[hides]()
    await world.env.advance_time(120)

    assert "at dawn" not in "".join(shown(world.general))
    assert files(world) == []
