"""Serve the state of the bot to other programs on this machine, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from accountabot.bot import Accountabot
from accountabot.monitoring.errors import UnusableAddress
from accountabot.monitoring.monitor import Monitor


@asynccontextmanager
async def monitored(bot: Accountabot) -> AsyncIterator[None]:
    """Serve /healthz, /readyz and /metrics as long as the bot runs.

    Raises UnusableAddress if nothing can listen there.
    """
    settings = bot.settings
    monitor = Monitor(bot)
    serving = web.AppRunner(_application(monitor), access_log=None)
    await serving.setup()
    try:
        site = web.TCPSite(serving, settings.monitoring_host, settings.monitoring_port)
        await _start(site)
        monitor.attach()
        yield
    finally:
        monitor.detach()
        await serving.cleanup()


async def _start(site: web.TCPSite) -> None:
    try:
        await site.start()
    except OSError as error:
        where = site.name.removeprefix("http://")
        raise UnusableAddress(
            f"Nothing can listen on {where} for monitoring ({error.strerror or error}): "
            "set MONITORING_PORT to another port, or MONITORING_HOST to an address of this machine."
        ) from error


def _application(monitor: Monitor) -> web.Application:
    async def is_alive(_: web.Request) -> web.Response:
        """Answer as long as the process does anything at all."""
        return web.Response(text="ok\n")

    async def is_ready(_: web.Request) -> web.Response:
        """Say whether members are served now."""
        if found := await monitor.problems():
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return web.Response(text="\n".join([*found, ""]), status=status)
        return web.Response(text="ok\n")

    async def metrics(_: web.Request) -> web.Response:
        """Return all metrics."""
        content = await monitor.exposed()
        return web.Response(body=content, headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes(
        [web.get("/healthz", is_alive), web.get("/readyz", is_ready), web.get("/metrics", metrics)]
    )
    return application
