"""Measure how long members wait: from an interaction until Discord has its first response."""

import re
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter
from types import SimpleNamespace

from aiohttp import ClientSession, TraceRequestEndParams
from discord import Interaction, InteractionType

from accountabot.ui.client import Client

MOST_WAITING = 1_000
"""Interactions without a response; more than these are forgotten, the oldest first."""
_CALLBACK = re.compile(r"/api/v\d+/interactions/(\d+)/[^/]+/callback$")
_KINDS = {
    InteractionType.component: "(button)",
    InteractionType.modal_submit: "(form)",
    InteractionType.autocomplete: "(suggestions)",
}
_UNKNOWN = "(unknown)"


class AnswerTimes:
    """The interactions that wait for their first response."""

    def __init__(self, observe: Callable[[str, float], None]) -> None:
        """Take a function that records the seconds of a command."""
        self._observe = observe
        self._waiting: OrderedDict[int, tuple[str, float]] = OrderedDict()

    def begin(self, interaction: Interaction[Client]) -> None:
        """Note that an interaction arrived."""
        self._waiting[interaction.id] = command_name(interaction), perf_counter()
        if len(self._waiting) > MOST_WAITING:
            self._waiting.popitem(last=False)

    async def on_request_end(
        self, _: ClientSession, __: SimpleNamespace, request: TraceRequestEndParams
    ) -> None:
        """Note that Discord accepted the first response, if this request was one."""
        found = _CALLBACK.search(request.url.raw_path)
        if found and request.response.status < HTTPStatus.MULTIPLE_CHOICES:
            known = self._waiting.pop(int(found[1]), None)
            if known:
                self._observe(known[0], perf_counter() - known[1])


def command_name(interaction: Interaction[Client]) -> str:
    """Return the name of a command, or the kind of another interaction."""
    if kind := _KINDS.get(interaction.type):
        return kind
    return interaction.command.qualified_name if interaction.command else _UNKNOWN
