"""A pure function over many items in several processes, lazily and in order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

BATCH = 32  # items handed over at once: the cost of a hand-over is small against some tenths of a second of work
WORTH_IT = 256  # fewer items than this are done sooner here than processes have started and read lexicon and model
WAITING = 3  # batches under way per process: enough that none waits, few enough that little is held in memory


def batched(items: Iterable[A], size: int) -> Iterator[list[A]]:
    """Yield `items` in lists of `size`, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def parallel_map(
    function: Callable[[A], B],
    items: Iterable[A],
    processes: int | None = None,
    *,
    at_once: int = BATCH,
    worth_it: int = WORTH_IT,
) -> Iterator[B]:
    """Yield `function(item)` for each item, in order; `function` is importable by name, items and results picklable.

    `at_once` items are handed over together; fewer than `worth_it` are done here. An exception in a process is raised
    here. Killed hard, this process takes its workers with it.
    """
    workers = processes or os.cpu_count() or 1
    rest = iter(items)
    first = list(islice(rest, worth_it))
    if workers == 1 or len(first) < worth_it:
        yield from map(function, chain(first, rest))
        return
    # "spawn" starts clean: a fork would copy locks and connections that other threads hold.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent) as pool:
        under_way: deque[Future[list[B]]] = deque()
        for batch in batched(chain(first, rest), at_once):
            under_way.append(pool.submit(_run, function, batch))
            if len(under_way) >= WAITING * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _run(function: Callable[[A], B], batch: list[A]) -> list[B]:
    return [function(item) for item in batch]


def _follow_parent() -> None:
    """End this process when its parent is gone: a worker holds both ends of its queue and would wait for ever."""
    threading.Thread(target=_wait_and_leave, daemon=True).start()


def _wait_and_leave() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
