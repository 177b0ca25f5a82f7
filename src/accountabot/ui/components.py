"""Make buttons and menus that work for ever: what they are about stands in their custom_id."""

import re
from abc import abstractmethod
from re import Match
from typing import Any, ClassVar, Self

import discord
from discord import ButtonStyle
from discord.ui import Button, DynamicItem, Item, Select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.ui import errors, responses
from accountabot.ui.client import Interaction
from accountabot.ui.moderation import block_check


def custom_id(verb: str, server: int, subject: int = 0, detail: str = "") -> str:
    """Return the custom_id of a control: what it does, in which server, to what."""
    return f"{verb}:{server}:{subject}:{detail}"


def template(verb: str) -> str:
    """Return the pattern of every custom_id with this verb."""
    return rf"{verb}:(?P<server>\d{{1,20}}):(?P<subject>\d{{1,19}}):(?P<detail>.{{0,60}})"


def button(
    label: str, id_: str, style: ButtonStyle = ButtonStyle.secondary, emoji: str | None = None
) -> Button[Any]:
    """Return a button to be shown; the Lasting class with its verb answers it."""
    return Button(label=label, custom_id=id_, style=style, emoji=emoji)


def number(text: str) -> int:
    """Return the number that a control or a form carries; raise Refusal where somebody made it up."""
    if not re.fullmatch(r"-?\d{1,19}", text, re.ASCII):
        raise Refusal("control-unknown")
    return int(text)


def day(text: str) -> LocalDay:
    """Return the local day that a control or a form carries; raise Refusal where somebody made it up."""
    try:
        return LocalDay.fromisoformat(text)
    except ValueError:
        raise Refusal("control-unknown") from None


class PersistentItem(DynamicItem[Item[Any]], template=r"(?!)"):
    """A control that is answered after a restart and for ever; its errors are answered like all others.

    A subclass names its verb with `template=template("verb")` and says what a press does.
    """

    is_for_blocked: ClassVar[bool] = False
    """Whether it answers members whom moderators have blocked, too."""

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
        """Make the control anew from what a press of it carries."""
        return cls(item, match)

    @property
    def chosen(self) -> list[str]:
        """What was picked, where the control is a menu."""
        return self.item.values if isinstance(self.item, Select) else []

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a press."""
        try:
            self._refuse_elsewhere(interaction)
            if not self.is_for_blocked:
                block_check.refuse(interaction)
            await self.on_press(interaction)
        except Exception as error:  # noqa: BLE001 - discord.py gives these errors to no hook
            await errors.answer_error(interaction, error)

    def _refuse_elsewhere(self, interaction: Interaction) -> None:
        if (
            responses.server_id(interaction)
        ) != self.server:  # in direct messages a control names no server
            raise Refusal("control-unknown")

    @abstractmethod
    async def on_press(self, interaction: Interaction) -> None:
        """Do what the control is for."""


class OwnedItem(PersistentItem, template=r"(?!)"):
    """A control for the one person whose id it carries."""

    not_yours: ClassVar[str] = "control-unknown"
    """What anyone else is told."""

    async def on_press(self, interaction: Interaction) -> None:
        """Do what the control is for; raise Refusal for anyone else."""
        if interaction.user.id != self.subject:
            raise Refusal(self.not_yours)
        await self.on_owner_press(interaction)

    @abstractmethod
    async def on_owner_press(self, interaction: Interaction) -> None:
        """Do what the control is for."""
