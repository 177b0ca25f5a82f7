"""Pictures in messages that Discord has to be sent more than once."""

from simcord import MemberActor

from tests.network import CALLBACK, MESSAGES, Network
from tests.world import World

BOOK = "Finish my book by Saturday"


async def test_an_answer_that_is_sent_once_more_has_its_picture(world: World, net: Network) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)
    net.cut("POST", CALLBACK)

    await world.check_in(world.alice)

    (picture,) = world.general.history()[-1].attachments
    assert (await picture.read()).startswith(b"\x89PNG")


async def test_a_message_in_another_channel_is_sent_with_its_picture_each_time(
    world: World, net: Network, owner: MemberActor
) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)
    wins = world.guild.create_text_channel("wins")
    await owner.slash(world.general, "setup channels", checkins=wins)
    net.cut("POST", MESSAGES, times=3)

    await world.check_in(world.alice)
    await world.env.advance_time(60)

    (message,) = wins.history()
    (picture,) = message.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
