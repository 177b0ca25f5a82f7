"""Attach a picture to a card, and tell whom it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from discord import Attachment, File, MediaGalleryItem, Message
from discord.ui import File as FileItem
from discord.ui import LayoutView, MediaGallery

from accountabot.domain.identifiers import MemberId

NAME = "picture.png"
"""The file name of every picture; a message has at most one."""


@dataclass(frozen=True)
class CardPicture:
    """A rendered picture, a text that says the same, and the members whom it names."""

    png: bytes
    alt: str
    members: frozenset[MemberId] = frozenset()


def gallery(picture: CardPicture) -> MediaGallery[Any]:
    """Build the component that shows a picture."""
    return MediaGallery(MediaGalleryItem(f"attachment://{NAME}", description=picture.alt))


def files_of(view: LayoutView) -> list[File]:
    """Return the picture of a card as a new file, and nothing for a card without one."""
    picture = picture_of(view)
    return [File(BytesIO(picture.png), NAME, description=picture.alt)] if picture else []


def sent_files(view: LayoutView | None) -> dict[str, Any]:
    """Return the argument `files` for sending a card, once: each attempt needs new files."""
    files = files_of(view) if view else []
    return {"files": files} if files else {}


def picture_of(view: LayoutView) -> CardPicture | None:
    """Return the picture of a card."""
    found: CardPicture | None = getattr(view, "picture", None)
    return found


def members_pictured(view: object) -> frozenset[MemberId]:
    """Return the members whom the picture of a card names."""
    picture = picture_of(view) if isinstance(view, LayoutView) else None
    return picture.members if picture else frozenset()


def refer_by_name(view: LayoutView) -> None:
    """Refer to a message's own files by name: their addresses expire after a day."""
    for item in view.walk_children():
        if isinstance(item, MediaGallery):
            item.items = [
                MediaGalleryItem(
                    f"attachment://{_name(each.media.url)}",
                    description=each.description,
                    spoiler=each.spoiler,
                )
                for each in item.items
            ]
        elif isinstance(item, FileItem):
            item.media = f"attachment://{_name(item.media.url)}"


def remove_picture(view: LayoutView) -> None:
    """Remove the bot's own picture from the view of a message that it sent."""
    for item in [*view.walk_children()]:
        if isinstance(item, MediaGallery) and NAME in {_name(one.media.url) for one in item.items}:
            box: Any = item.parent or view
            box.remove_item(item)


def attachments_of(view: LayoutView, message: Message | None) -> list[Attachment | File]:
    """Return the attachments that a message is to have once it shows a view.

    They are those that the view refers to, and its new picture. An edit removes all others.
    """
    new = files_of(view)
    names = {*_names(view)} - {file.filename for file in new}
    known = message.attachments if message else []
    return [*(each for each in known if each.filename in names), *new]


def _names(view: LayoutView) -> Iterable[str]:
    for item in view.walk_children():
        if isinstance(item, MediaGallery):
            yield from (_name(each.media.url) for each in item.items)
        elif isinstance(item, FileItem):
            yield _name(item.media.url)


def _name(url: str) -> str:
    if url.startswith("attachment://"):
        return url.removeprefix("attachment://")
    return PurePosixPath(urlsplit(url).path).name
