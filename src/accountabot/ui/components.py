"""Build persistent buttons and menus, which keep all of their state in the custom_id."""

import re
from abc import abstractmethod
from re import Match
from typing import Any, ClassVar, Self

import discord
from discord import ButtonStyle
from discord.ui import Button, ChannelSelect, DynamicItem, Item, Select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.ui import errors, responses, stopping
from accountabot.ui.client import Interaction
from accountabot.ui.delivery import direct_messages, private_notices
from accountabot.ui.moderation import block_check

_HIGHEST = 2**63 - 1
"""The highest number that the database can store."""


DETAIL_LIMIT = 60
"""The most characters of a custom_id's detail."""
ID_LIMIT = 100
"""The most characters of a custom_id that Discord allows."""


def custom_id(verb: str, server: int, subject: int = 0, detail: str = "") -> str:
    """Build an item's custom_id from its verb, server, subject and detail."""
    return f"{verb}:{server}:{subject}:{detail}"


def template(verb: str) -> str:
    """Return the pattern of all custom_ids with this verb."""
    return (
        rf"{verb}:(?P<server>\d{{1,20}}):(?P<subject>\d{{1,19}}):(?P<detail>.{{0,{DETAIL_LIMIT}}})"
    )


def button(
    label: str, id_: str, style: ButtonStyle = ButtonStyle.secondary, emoji: str | None = None
) -> Button[Any]:
    """Build a button that the PersistentItem with its verb handles."""
    return Button(label=label, custom_id=id_, style=style, emoji=emoji)


def parse_number(text: str) -> int:
    """Parse the number in a custom_id; raise Refusal if it is forged."""
    if not re.fullmatch(r"-?\d{1,19}", text, re.ASCII) or abs(int(text)) > _HIGHEST:
        raise Refusal("control-unknown")
    return int(text)


def parse_day(text: str) -> LocalDay:
    """Parse the local day in a custom_id; raise Refusal if it is forged."""
    try:
        return LocalDay.fromisoformat(text)
    except ValueError:
        raise Refusal("control-unknown") from None


class PersistentItem(DynamicItem[Item[Any]], template=r"(?!)"):
    """An item that keeps working after a restart, as long as its message exists.

    A subclass sets its verb with `template=template("verb")` and implements `on_press`. Errors are
    handled as in commands.
    """

    is_for_blocked: ClassVar[bool] = False
    """Whether blocked members can use it, too."""
    works_in_messages: ClassVar[bool] = False
    """Whether it works in direct messages, too, for members of the server in its custom_id."""

    def __init__(self, item: Item[Any], match: Match[str]) -> None:
        super().__init__(item)
        self.server = ServerId(int(match["server"]))
        self.subject = int(match["subject"])
        self.detail = match["detail"]

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py passes it
        item: Item[Any],
        match: Match[str],
        /,
    ) -> Self:
        """Rebuild the item from the custom_id of the pressed component."""
        return cls(item, match)

    @property
    def chosen(self) -> list[str]:
        """The selected values of a menu; raise Refusal if a forged button claims to be one."""
        if not isinstance(self.item, Select) or not self.item.values:
            raise Refusal("control-unknown")
        return self.item.values

    @property
    def chosen_channel(self) -> int:
        """The selected channel of a channel menu; raise Refusal if the menu is forged."""
        if not isinstance(self.item, ChannelSelect) or not self.item.values:
            raise Refusal("control-unknown")
        return self.item.values[0].id

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Handle a press."""
        if interaction.client.state.is_redelivered(interaction.id):
            return
        try:
            stopping.begin(interaction)
            await self._ensure_genuine(interaction)
            if not self.is_for_blocked:
                block_check.ensure_not_blocked(interaction)
            await self.on_press(interaction)
        except Exception as error:  # noqa: BLE001 - discord.py gives these errors to no hook
            await errors.answer_error(interaction, error)
        private_notices.announce_answered(interaction)

    async def _ensure_genuine(self, interaction: Interaction) -> None:
        """Raise Refusal if the custom_id is forged, or if the item is used where it can't be."""
        if self.subject > _HIGHEST or self.server > _HIGHEST:
            raise Refusal("control-unknown")
        if direct_messages.is_direct(interaction) and self.works_in_messages:
            await direct_messages.enter(interaction, self.server)
        if responses.server_id(interaction) != self.server:
            raise Refusal("control-unknown")

    @abstractmethod
    async def on_press(self, interaction: Interaction) -> None:
        """Handle the press; subclasses implement this."""


class OwnedItem(PersistentItem, template=r"(?!)"):
    """A persistent item that only the member in its custom_id can use."""

    not_yours: ClassVar[str] = "control-unknown"
    """The refusal for everyone else."""

    async def on_press(self, interaction: Interaction) -> None:
        """Call `on_owner_press`; raise Refusal if someone else pressed the item."""
        if interaction.user.id != self.subject:
            raise Refusal(self.not_yours)
        await self.on_owner_press(interaction)

    @abstractmethod
    async def on_owner_press(self, interaction: Interaction) -> None:
        """Handle the owner's press; subclasses implement this."""
