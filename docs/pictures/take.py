"""Take the pictures in README.md and docs: python docs/pictures/take.py [path of a Chromium].

It needs the demo's packages (pip install -e '.[demo]'), and playwright and Pillow, which are no
dependencies of the project. Without a path, playwright's own browser is used.
"""

import asyncio
import random
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from few_colours import with_few_colours
from PIL import Image
from playwright.async_api import Browser, FloatRect, Page, async_playwright
from scenes import NOW, SCENES, Shot

from accountabot.demo import server
from accountabot.demo.club import Club
from accountabot.demo.story import tell
from accountabot.store.dialect import url_of

PICTURES = Path(__file__).parent
STYLES = {
    "dark": (PICTURES / "messages.css").read_text(encoding="utf-8"),
    "light": (PICTURES / "light.css").read_text(encoding="utf-8"),
}
"""What is added to the page, which is dark, for the picture in each theme, one after the other."""
TO_THE_MIDDLE = "message => message.scrollIntoView({ block: 'center' })"
SIZE = {"width": 640, "height": 2400}
SCALE = 2
MARGIN = 8


async def play(club: Club, browser: Browser) -> None:
    """Play every scene and take its picture."""
    await tell(club, NOW)
    for scene in SCENES:
        shot = await scene(club)
        async with server._page(club, 0) as served:
            await served.refresh()
            page = await browser.new_page(viewport=SIZE, device_scale_factor=SCALE, bypass_csp=True)
            await page.goto(served.url)
            await take(page, shot, scene.__name__)
            await page.close()


async def take(page: Page, shot: Shot, name: str) -> None:
    """Take the picture of some messages in both themes."""
    await page.locator(".channel-message").last.wait_for()
    await page.locator("#viewer-picker").select_option(label=shot.viewer)
    selectors = [f'.channel-message[data-message-id="{message}"]' for message in shot.messages]
    messages = [page.locator(selector) for selector in selectors]
    for theme, style in STYLES.items():
        await page.add_style_tag(content=style)
        await messages[-1].evaluate(TO_THE_MIDDLE)
        await page.wait_for_timeout(1500)  # fonts
        for selector in selectors:
            images = f"[...document.querySelectorAll('{selector} img')]"
            await page.wait_for_function(f"{images}.every(image => image.naturalWidth)")
        await messages[-1].evaluate(TO_THE_MIDDLE)
        area = around([await message.bounding_box() for message in messages])
        picture = Image.open(BytesIO(await page.screenshot(clip=area)))
        with_few_colours(picture).save(PICTURES / f"{name}-{theme}.png", optimize=True)


def around(boxes: list[FloatRect | None]) -> FloatRect:
    """Return the area of some messages, as wide as the page."""
    top = min(box["y"] for box in boxes if box) - MARGIN
    bottom = max(box["y"] + box["height"] for box in boxes if box) + MARGIN
    return {"x": 0, "y": top, "width": SIZE["width"], "height": bottom - top}


async def main() -> None:
    """Take all pictures."""
    random.seed(0)  # the bot words some sentences in several ways
    with TemporaryDirectory() as folder:
        async with (
            server._club(url_of(f"{folder}/demo.db"), NOW) as club,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(
                executable_path=sys.argv[1] if sys.argv[1:] else None, args=["--no-sandbox"]
            )
            await play(club, browser)
            await browser.close()


asyncio.run(main())
