"""The write-behind buffer saves items together, and keeps those that could not be saved."""

import asyncio

import pytest

from accountabot.write_behind import WriteBehind


class Disk:
    """A place to save to that can be full."""

    def __init__(self) -> None:
        self.saved: list[list[int]] = []
        self.is_full = False
        self.is_slow = False
        self.failures = 0
        self.has_refused = asyncio.Event()
        self.has_saved = asyncio.Event()

    async def save(self, items: list[int]) -> None:
        """Save items in one go."""
        await asyncio.sleep(0.03 if self.is_slow else 0)
        if self.failures:
            self.failures -= 1
            raise OSError("broken")
        if self.is_full:
            self.has_refused.set()
            raise OSError("full")
        self.saved.append(items)
        self.has_saved.set()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def buffer(disk: Disk) -> WriteBehind[int]:
    buffer = WriteBehind(disk.save)
    buffer.collect_for = 0.01
    buffer.retry_after = 0.02
    return buffer


async def test_items_are_saved_together_after_a_moment(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    for item in range(3):
        buffer.add(item)
    at_first = [*disk.saved]
    await asyncio.sleep(0.1)
    buffer.add(3)
    await asyncio.sleep(0.1)

    assert at_first == []
    assert disk.saved == [[0, 1, 2], [3]]
    assert buffer.pending == []


async def test_items_that_could_not_be_saved_are_saved_later_in_their_order(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    disk.is_full = True
    buffer.add(0)
    await disk.has_refused.wait()
    buffer.add(1)
    disk.is_full = False
    await disk.has_saved.wait()

    assert disk.saved == [[0, 1]]


async def test_a_flush_saves_at_once_and_raises_what_prevents_it(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    buffer.add(0)
    await buffer.flush()
    disk.is_full = True
    buffer.add(1)
    with pytest.raises(OSError, match="full"):
        await buffer.flush()
    disk.is_full = False
    await asyncio.sleep(0.1)

    assert disk.saved == [[0], [1]]


async def test_what_is_left_is_saved_before_the_end_and_nothing_is_retried_after_it(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    buffer.add(0)
    await buffer.close()
    disk.is_full = True
    buffer.add(1)
    await buffer.close()
    disk.is_full = False
    await asyncio.sleep(0.1)

    assert disk.saved == [[0]]
    assert buffer.pending == [1]


async def test_a_flush_during_a_save_waits_until_the_items_are_saved(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    disk.is_slow = True
    buffer.add(0)
    await asyncio.sleep(0.02)
    at_first = [*disk.saved]

    await buffer.flush()

    assert at_first == []
    assert disk.saved == [[0]]


async def test_items_stay_pending_while_they_are_being_saved(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    disk.is_slow = True
    buffer.add(0)
    await asyncio.sleep(0.02)
    buffer.add(1)

    assert buffer.pending == [0, 1]
    await asyncio.sleep(0.1)
    assert disk.saved == [[0], [1]]


async def test_a_save_that_fails_while_the_buffer_is_closed_is_repeated_at_once(
    disk: Disk, buffer: WriteBehind[int]
) -> None:
    disk.is_slow = True
    disk.failures = 1
    buffer.add(0)
    await asyncio.sleep(0.02)

    await buffer.close()

    assert disk.saved == [[0]]
    assert buffer.pending == []
