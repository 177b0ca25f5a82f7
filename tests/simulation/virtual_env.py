"""A simulated Discord in which no time passes by itself."""

from typing import Any

import simcord


class VirtualEnv(simcord.Env):
    """Leaves out that timers also fire in real time: only `advance_time` lets the bot's sleeps end.

    Otherwise a retry after six seconds takes six real seconds, and how much of a life fits between
    two steps depends on how fast the machine is.
    """

    def _schedule_timer(self, record: Any, *args: Any) -> None:
        super()._schedule_timer(record, *args)
        if record.real_handle is not None:
            record.real_handle.cancel()
