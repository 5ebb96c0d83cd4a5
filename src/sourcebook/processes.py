"""The work on many files, done in several processes at once.

A process is given a few files at a time and gives back rows, plain tuples that are cheap to send; they come back in order. Where a
process is ended from outside, the files it may have been at are done one by one, each in a process of its own, so that only the
one at fault is left out.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.context import BaseContext
from typing import TypeVar

from .making import Made, PageCheck, Task, ended, make

T = TypeVar("T")
R = TypeVar("R")
MANY = 8 << 20  # bytes of sources from which further processes are worth their start
MOST = 8
AHEAD = 3  # stretches given out for each process before the first of them is asked for


def made(
    stretches: Iterable[Sequence[Task]], checks: Sequence[PageCheck], size: int
) -> Generator[tuple[Sequence[Task], Made], None, None]:
    """Yield what becomes of stretches of files, in order: worked on here, or in other processes where they are large together."""
    return mapped(stretches, partial(make, checks=checks), ended, several=size >= MANY)


def mapped(
    stretches: Iterable[Sequence[T]], work: Callable[[Sequence[T]], R], lost: Callable[[T], R], *, several: bool
) -> Generator[tuple[Sequence[T], R], None, None]:
    """Yield stretches of tasks with what a function makes of each, in order; in other processes if there may be several.

    `lost` says what becomes of a task at which a process is ended.
    """
    hands = processors()
    if not several or hands < 2 or not _may_start():
        yield from ((tasks, work(tasks)) for tasks in stretches)
        return
    rest = iter(stretches)
    while broken := (yield from _together(rest, work, hands)):
        yield from one_by_one(broken, work, lost)


def processors() -> int:
    """Return how many processors this process may use, as far as it makes use of them."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def _may_start() -> bool:
    """Tell whether this machine, and the program that calls us, let processes be started."""
    try:
        with _pool(1) as pool:
            return pool.submit(int).result() == 0
    except (OSError, ImportError, NotImplementedError, BrokenProcessPool):
        return False


def _together(
    stretches: Iterator[Sequence[T]], work: Callable[[Sequence[T]], R], hands: int
) -> Generator[tuple[Sequence[T], R], None, list[T]]:
    """Yield what becomes of stretches; return the tasks that were given out when a process was ended, none when all is done."""
    out: deque[Sequence[T]] = deque()
    becoming: deque[Future[R]] = deque()
    with _pool(hands) as pool:
        try:
            for tasks in stretches:
                out.append(tasks)
                becoming.append(pool.submit(work, tasks))
                if len(out) > AHEAD * hands:
                    yield out[0], becoming.popleft().result()
                    out.popleft()
            while out:
                yield out[0], becoming.popleft().result()
                out.popleft()
        except BrokenProcessPool:
            return [task for tasks in out for task in tasks]
        finally:
            pool.shutdown(cancel_futures=True)
    return []


def one_by_one(tasks: Sequence[T], work: Callable[[Sequence[T]], R], lost: Callable[[T], R]) -> Iterator[tuple[Sequence[T], R]]:
    """Yield what becomes of tasks, each done in a process that may be ended by it."""
    left = deque(tasks)
    while left:
        with _pool(1) as pool:
            try:
                while left:
                    yield [left[0]], pool.submit(work, [left[0]]).result()
                    left.popleft()
            except BrokenProcessPool:
                yield [left[0]], lost(left.popleft())


def _pool(hands: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(hands, _context(), _begin)


def _context() -> BaseContext:
    """Fork where that is safe, for it costs nothing; elsewhere, and where threads run that a copy would lack, start anew."""
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return multiprocessing.get_context("fork" if forks and threading.active_count() == 1 else "spawn")


def _begin() -> None:
    """Leave the keyboard to the process that gives the work, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
