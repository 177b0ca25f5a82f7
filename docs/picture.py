"""Take the picture in README.md: python docs/picture.py [path of a Chromium].

It needs the demo's packages (pip install -e '.[demo]') and playwright, which is no dependency of
the project. Without a path, playwright's own browser is used.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import async_playwright

from accountabot.demo import server
from accountabot.demo.club import Club
from accountabot.demo.show import real_now
from accountabot.demo.story import tell
from accountabot.store.dialect import url_of

PICTURE = Path(__file__).with_name("picture.png")
SHOWN = 2
"""How many of the latest messages are in the picture."""
SIZE = {"width": 720, "height": 1600}


async def scene(club: Club) -> None:
    """Have two members do what the picture shows."""
    await tell(club, real_now())
    done = await club.check_in("Ada", "Read", "The storm chapter.", "24")
    await club.press("Ben", done, "cheer-checkin")
    await club.members["Emi"].slash(
        club.channel, "goal declare", goal="Run 5k every Tue and Thu until March 1"
    )
    await club.env.advance_time(90)  # a card shows cheers after a minute at most


async def take(url: str, browser: str | None) -> None:
    """Take a screenshot of the latest messages."""
    async with async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = await chromium.new_page(viewport=SIZE, device_scale_factor=1)
        await page.goto(url)
        await page.locator(".channel-message").last.wait_for()
        await page.wait_for_timeout(3000)  # fonts
        boxes = [
            await message.bounding_box()
            for message in (await page.locator(".channel-message").all())[-SHOWN:]
        ]
        top = min(box["y"] for box in boxes if box)
        bottom = max(box["y"] + box["height"] for box in boxes if box)
        clip = {"x": 0, "y": top, "width": SIZE["width"], "height": bottom - top}
        await page.screenshot(path=PICTURE, clip=clip)
        await chromium.close()


async def main() -> None:
    """Take the picture."""
    with TemporaryDirectory() as folder:
        async with server._club(url_of(f"{folder}/demo.db")) as club:
            await scene(club)
            async with server._page(club, 0) as page:
                await page.refresh()
                await take(page.url, sys.argv[1] if sys.argv[1:] else None)


asyncio.run(main())
