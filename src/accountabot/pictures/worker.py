"""Render pictures in a process of its own: python -m accountabot.pictures.worker."""

import os
import signal
import sys
from typing import BinaryIO

from accountabot.pictures.worker_protocol import ANSWER, FAILED, MISSING, OK, REQUEST

try:
    from accountabot.pictures.drawing import draw
except ImportError:
    sys.exit(MISSING)

_NICENESS = 5
"""Members who wait for an answer go first."""


def main() -> None:
    """Answer requests until there are no more."""
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)  # the bot ends the process by closing the pipe
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # the library prints some warnings
    serve(requests, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request after the other."""
    while len(header := requests.read(REQUEST.size)) == REQUEST.size:
        length, width = REQUEST.unpack(header)
        status, content = _answer(requests.read(length), width)
        answers.write(ANSWER.pack(status, len(content)) + content)
        answers.flush()


def _answer(svg: bytes, width: int) -> tuple[int, bytes]:
    try:
        return OK, draw(svg.decode(), width)
    except BaseException as error:  # noqa: BLE001  # a panic is a BaseException
        return FAILED, type(error).__name__.encode()


if __name__ == "__main__":
    main()
