"""Reword lines of discord.py: the bot has no shards, and a URL can contain more than an address."""

import logging

_CONNECTED = {
    "Shard ID %s has connected to Gateway (Session ID: %s).": "Connected to Discord (session %s).",
    "Shard ID %s has successfully RESUMED session %s.": "Connected to Discord again (session %s).",
}
_LIMITED = "We are being rate limited."
_SHARDS = (
    ("Shard ID None WebSocket", "The connection was"),
    ("Shard ID None", "The connection"),
    (" in shard ID None", ""),
)


def reword_lines() -> None:
    """Reword discord.py's log lines from now on."""
    for name in ("discord.gateway", "discord.http", "discord.state"):
        logging.getLogger(name).addFilter(reword)


def reword(record: logging.LogRecord) -> bool:
    """Reword a line; keep every line."""
    template = str(record.msg)
    arguments = record.args if isinstance(record.args, tuple) else ()
    if template in _CONNECTED:
        record.msg, record.args = _CONNECTED[template], arguments[1:]
    elif template.startswith(_LIMITED) and "Retrying" in template:
        record.msg = "Discord limits requests of this kind (%s): trying again in %.2f seconds."
        record.args = (arguments[0], arguments[-1])
    elif "hard ID %s" in template:
        record.msg, record.args = without_shard(record.getMessage()), ()
    return True


def without_shard(text: str) -> str:
    """Return a sentence of discord.py without the number of the shard."""
    for shard, without in _SHARDS:
        text = text.replace(shard, without)
    return text
