"""Explain a file error in one sentence, with a remedy."""

import errno

from accountabot.store.dialect import DriverError
from accountabot.store.driver_messages import driver_message

_AS_THE_BOT = (
    "run the command as the user who runs the bot (such as sudo -u accountabot …), "
    "or choose a folder that this user can write to"
)
_REMEDIES = {
    errno.EACCES: _AS_THE_BOT,
    errno.EPERM: _AS_THE_BOT,
    errno.EROFS: "copy the file to a writable folder, or choose another folder",
    errno.ENOSPC: "free some disk space, or choose a folder on another disk",
    errno.ENOENT: "check the path",
}


def reason_of(error: BaseException) -> str:
    """Return an error's message in one line, with a remedy if it is about a file."""
    if isinstance(error, DriverError):
        return driver_message(error)
    if not isinstance(error, OSError) or not error.strerror:
        return " ".join(str(error).split()) or type(error).__name__
    text = f"{error.strerror}: {shown(error.filename)}" if error.filename else error.strerror
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{text}; {remedy}" if remedy else text


def sentence_of(error: BaseException) -> str:
    """Return the same text as a sentence."""
    text = reason_of(error)
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def shown(name: object) -> str:
    """Return the name of a file for people to read."""
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)
