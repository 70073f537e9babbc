"""The same from an asynchronous handler: little is held, nothing is lost."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from awaited import awaited
from workplace import row

from hiphinge.jobs.incoming import GATHER_BYTES, Incoming
from hiphinge.jobs.intake import Intake
from hiphinge.jobs.refusals import TakenOver, TooLarge, WrongOffset
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from hiphinge.store.database import Database


def test_pieces_of_any_size(db: Database) -> None:
    data = bytes(range(256)) * (3 * GATHER_BYTES // 256) + b"the end"
    intake = Intake(db)
    uid = intake.create("film.mp4", len(data), {}).uid

    async def send() -> list[int]:
        incoming, held = await intake.receive(uid, 0), []
        at = 0
        for size in (1, 70_000, 2 * GATHER_BYTES + 5, len(data)):
            await incoming.write(data[at : at + size])
            at = min(len(data), at + size)
            assert incoming.at == at
            held.append(at - db.folder.upload_path(uid).stat().st_size)
        assert await incoming.close() == await incoming.close() == len(data)
        return held

    assert all(count < GATHER_BYTES for count in awaited(send()))
    assert db.folder.upload_path(uid).read_bytes() == data
    assert row(db, Upload).state == "whole"


def test_a_request_that_breaks_off_while_its_file_is_opened() -> None:
    """What the other thread opens all the same is closed."""
    go_on, closed = threading.Event(), threading.Event()

    class Slow:
        def close(self) -> int:
            closed.set()
            return 0

    def slowly() -> Any:
        go_on.wait()
        return Slow()

    async def cancelled() -> None:
        task = asyncio.create_task(Incoming.begin(slowly))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        assert not closed.is_set()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert closed.is_set()

    awaited(cancelled())


def test_a_request_that_breaks_off(db: Database) -> None:
    """What came before is on the disk, and the next one goes on there."""
    intake = Intake(db)
    uid = intake.create("film.mp4", 10, {}).uid

    async def cancelled() -> None:
        came = asyncio.Event()

        async def broken() -> None:
            incoming = await intake.receive(uid, 0)
            try:
                await incoming.write(b"0123")
                came.set()
                await asyncio.sleep(60)
            finally:
                await incoming.close()

        task = asyncio.create_task(broken())
        await came.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    awaited(cancelled())
    assert row(db, Upload).received == 4

    async def next_one() -> int:
        with pytest.raises(WrongOffset):
            await intake.receive(uid, 0)
        incoming = await intake.receive(uid, 4)
        await incoming.write(b"456789")
        return await incoming.close()

    assert awaited(next_one()) == 10


def test_two_at_once_and_too_much(db: Database) -> None:
    intake = Intake(db)
    uid = intake.create("film.mp4", 6, {}).uid

    async def send() -> None:
        stale = await intake.receive(uid, 0)
        fresh = await intake.receive(uid, 0)
        await stale.write(b"0")
        with pytest.raises(TakenOver):
            await stale.close()
        await fresh.write(b"0123456789")
        with pytest.raises(TooLarge):
            await fresh.close()

    awaited(send())
    assert (row(db, Upload).received, row(db, Upload).state) == (0, "receiving")


def test_fifty_at_once(db: Database) -> None:
    intake = Intake(db)
    data = [bytes([number]) * 10_000 for number in range(50)]
    uids = [intake.create(f"{number}.mp4", 10_000, {}).uid for number in range(50)]

    async def send(uid: str, body: bytes) -> None:
        for start in (0, 4_000):
            incoming = await intake.receive(uid, start)
            await incoming.write(body[start : 4_000 if start == 0 else 10_000])
            await incoming.close()

    async def everybody() -> None:
        await asyncio.gather(*(send(uid, body) for uid, body in zip(uids, data, strict=True)))

    awaited(everybody())
    for uid, body in zip(uids, data, strict=True):
        assert db.folder.upload_path(uid).read_bytes() == body
        assert intake.look(uid).state == "whole"
