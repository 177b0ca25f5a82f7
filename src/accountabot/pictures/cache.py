"""Keep rendered pictures in memory, within a bound."""

from collections import OrderedDict

OVERHEAD = 200
"""Bytes of a key and of the entry itself, in addition to the picture."""


class PictureCache:
    """The pictures that were used last, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pictures: OrderedDict[bytes, bytes] = OrderedDict()
        self.size = 0
        """In bytes."""

    def __len__(self) -> int:
        return len(self._pictures)

    def get(self, key: bytes) -> bytes | None:
        """Return a picture, if it is still there."""
        if key in self._pictures:
            self._pictures.move_to_end(key)
        return self._pictures.get(key)

    def put(self, key: bytes, picture: bytes) -> None:
        """Keep a picture, and forget the ones that nobody used for longest."""
        if (old := self._pictures.pop(key, None)) is not None:
            self.size -= len(old) + OVERHEAD
        self._pictures[key] = picture
        self.size += len(picture) + OVERHEAD
        while self.size > self._limit:
            _, oldest = self._pictures.popitem(last=False)
            self.size -= len(oldest) + OVERHEAD
