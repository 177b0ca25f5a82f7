"""Render the icon and the banner: python docs/pictures/render.py."""

from pathlib import Path

from accountabot.pictures.drawing import draw

WIDTHS = {"icon": 512, "banner": 680}

for name, width in WIDTHS.items():
    source = Path(__file__).with_name(f"{name}.svg")
    source.with_suffix(".png").write_bytes(draw(source.read_text(encoding="utf-8"), width))
