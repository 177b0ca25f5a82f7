"""Build *Show everyone* buttons, and post what only one member saw."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, NamedTuple

from discord.ui import Button

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import GoalId, MemberId, MessageRef
from accountabot.domain.refusals import Refusal
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import PersistentItem, button, custom_id
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import named


class Shared(NamedTuple):
    """A card for everyone, and the public goals that it shows."""

    card: Card
    goals: Iterable[GoalId]
    owner: MemberId | None = None
    """The owner of the goals, whose messages are found through them."""
    is_board: bool = False
    """Whether it is a leaderboard."""


def share_button(verb: str, server: int, subject: int = 0, detail: str = "") -> Button[Any]:
    """Build a *Show everyone* button for a ShareItem."""
    return button(say("button-share"), custom_id(verb, server, subject, detail), emoji="📣")


class ShareItem(PersistentItem, template=r"(?!)"):
    """A *Show everyone* button: it draws the card anew, without anything private."""

    async def on_press(self, interaction: Interaction) -> None:
        """Post the card; raise Refusal if the member may not post here, or showed too much."""
        if not responses.may_answer_publicly(interaction):
            raise Refusal("share-elsewhere")
        shared = await self.draw(interaction)
        who = responses.member(interaction)
        source = interaction.message.id if interaction.message else 0
        what = f"{source} {self.custom_id}"
        shares = interaction.client.state.shares
        shares.add(who, what, interaction.created_at)
        try:
            await _post(interaction, shared)
        except REQUEST_ERRORS:
            shares.remove(who, what)
            raise

    @abstractmethod
    async def draw(self, interaction: Interaction) -> Shared:
        """Draw what everyone may see now; raise Refusal if that is nothing."""


async def _post(interaction: Interaction, shared: Shared) -> None:
    members = named(shared.card) if shared.is_board else frozenset[MemberId]()
    shared.card.add_item(text(say("shared-by", member=str(interaction.user.id))))
    message = await responses.show(interaction, shared.card, public=True, owner=shared.owner)
    if message and interaction.channel_id:
        interaction.client.sent_messages.add(
            SentMessage(
                server=responses.server_id(interaction),
                post=MessageRef(interaction.channel_id, message),
                goals=frozenset(shared.goals),
                members=members,
                since=interaction.created_at,
                is_board=shared.is_board,
            )
        )
