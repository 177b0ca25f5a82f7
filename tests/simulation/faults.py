"""The requests and answers that get lost."""

from collections.abc import Callable

from tests.network import CALLBACK, FOLLOWUPS, MESSAGES, ORIGINAL
from tests.simulation.wire import Wire

EDITS = "/channels/*"


def _lose_twice(wire: Wire, times: int) -> None:
    wire.lose_answer("POST", CALLBACK)
    wire.cut("GET", ORIGINAL, times=times)


def _lose_messages(wire: Wire, _: int) -> None:
    for _ in range(3):
        wire.lose_answer("POST", MESSAGES)


FAULTS: dict[str, Callable[[Wire, int], None]] = {
    "a response is cut": lambda wire, times: wire.cut("POST", CALLBACK, times=times),
    "a response's answer is lost": lambda wire, _: wire.lose_answer("POST", CALLBACK),
    "an acknowledgement is lost": lambda wire, _: wire.lose_acknowledgement(),
    "a response's answer is lost, and it can't be found": _lose_twice,
    "a response gets 500": lambda wire, times: wire.refuse("POST", CALLBACK, 500, times=times),
    "a message is cut": lambda wire, times: wire.cut("POST", MESSAGES, times=times),
    "a message's answer is lost": lambda wire, _: wire.lose_answer("POST", MESSAGES),
    "the answers to three messages are lost": _lose_messages,
    "a message gets 503": lambda wire, times: wire.refuse("POST", MESSAGES, 503, times=times),
    "a message gets 429": lambda wire, times: wire.refuse("POST", MESSAGES, 429, times=times),
    "a follow-up's answer is lost": lambda wire, _: wire.lose_answer("POST", FOLLOWUPS),
    "a follow-up is cut": lambda wire, times: wire.cut("POST", FOLLOWUPS, times=times),
    "an edit is cut": lambda wire, times: wire.cut("PATCH", EDITS, times=times),
    "an edit's answer is lost": lambda wire, _: wire.lose_answer("PATCH", EDITS),
}
