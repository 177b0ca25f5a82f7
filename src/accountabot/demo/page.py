"""Serve SimCord's page under the bot's name, with a bar of channels, time and things to try."""

from importlib.resources import files
from typing import ClassVar

from aiohttp import web
from aiohttp.web import Request, Response
from simcord import ChannelHandle
from simcord.preview import Preview
from simcord.preview._server import PreviewServer

NAME = "accountabot"
_BAR_COMES_BEFORE = '<div class="preview-workspace" id="preview-workspace">'
_NOW_COMES_BEFORE = '<span id="action-status"'
_OURS = {
    "/demo.css": ("page.css", "text/css"),
    "/demo.js": ("page.js", "application/javascript"),
    "/demo.svg": ("icon.svg", "image/svg+xml"),
}


class DemoServer(PreviewServer):
    """SimCord's server, with our bar on its page."""

    _STATIC_FILES: ClassVar[dict[str, str]] = PreviewServer._STATIC_FILES | {
        path: name for path, (name, _) in _OURS.items()
    }

    async def _index(self, request: Request) -> Response:
        answer: Response = await super()._index(request)
        answer.text = dressed(answer.text or "")
        return answer

    async def _static(self, request: Request) -> Response:
        if request.path not in _OURS:
            answer: Response = await super()._static(request)
            return answer
        if request.headers.get("Host", "") not in self._allowed_hosts():
            raise web.HTTPForbidden
        name, kind = _OURS[request.path]
        return web.Response(
            text=_file(name), content_type=kind, charset="utf-8", headers=self._SECURITY_HEADERS
        )


def dressed(page: str) -> str:
    """Return SimCord's page with the bot's name and our bar."""
    for old, new in (
        ("<title>SimCord Preview</title>", f"<title>{NAME}: the demo</title>"),
        (
            "</head>",
            '<link rel="icon" href="/demo.svg"><link rel="stylesheet" href="/demo.css"></head>',
        ),
        ("</body>", '<script type="module" src="/demo.js"></script></body>'),
        ('aria-label="SimCord preview"', f'aria-label="{NAME}"'),
        ('<span class="brand-mark" aria-hidden="true">S', '<span class="brand-mark demo-icon">'),
        ("<strong>SimCord</strong><small>Preview", f"<strong>{NAME}</strong><small>the demo"),
        (">Viewing as\n", ">You are\n"),
        ('aria-label="Viewing as"', 'aria-label="You are"'),
        ("End preview session", "End the demo"),
        (_NOW_COMES_BEFORE, '<time id="demo-now"></time>\n        ' + _NOW_COMES_BEFORE),
        (_BAR_COMES_BEFORE, _file("page.html") + _BAR_COMES_BEFORE),
    ):
        page = page.replace(old, new, 1)
    return page


def dress(page: Preview, port: int) -> None:
    """Have our server serve a page that is about to open."""
    page._server = DemoServer(page, port)


def turn_to(page: Preview, channel: ChannelHandle) -> None:
    """Show another channel in every tab."""
    page.channel = channel
    for tab in page._pages.values():
        page._clear_page_assets(tab)
        page._reset_queries(tab)
        tab.channel_id = channel.id
        tab.generation += 1
        tab.target_id = tab.window_end_id = page._initial_target(tab.viewer, channel.id)
        tab.modal = tab.modal_handle = None
        page._publish(tab, reason="navigation")


def _file(name: str) -> str:
    return (files("accountabot.demo") / name).read_text(encoding="utf-8")
