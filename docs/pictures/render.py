"""Render the icon and the banner: python docs/pictures/render.py."""

from pathlib import Path

from accountabot.pictures.drawing import draw

PICTURES = Path(__file__).parent
DEMO = PICTURES.parents[1] / "src" / "accountabot" / "demo"
WIDTHS = {DEMO / "icon.svg": 1024, PICTURES / "banner.svg": 1360}

for source, width in WIDTHS.items():
    picture = PICTURES / source.with_suffix(".png").name
    picture.write_bytes(draw(source.read_text(encoding="utf-8"), width))
