"""Things kept in memory by key, up to a number of bytes; those that nobody asked for longest go first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Safe to use from several threads. ``size`` tells a thing's bytes."""

    def __init__(self, most_bytes: int, size: Callable[[T], int]) -> None:
        self._most_bytes = most_bytes
        self._size = size
        self._bytes = 0
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, tuple[threading.Lock, int]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key]

    def put(self, key: Hashable, thing: T) -> None:
        with self._lock:
            self._take(key)
            self._things[key] = thing
            self._bytes += self._size(thing)
            while self._bytes > self._most_bytes:
                self._take(next(iter(self._things)))

    @contextmanager
    def making(self, key: Hashable) -> Iterator[None]:
        """One at a time: who asks for what another is making waits for that."""
        with self._lock:
            lock, waiting = self._making.get(key, (threading.Lock(), 0))
            self._making[key] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._making.pop(key)
                if waiting > 1:
                    self._making[key] = (lock, waiting - 1)

    def clear(self) -> None:
        with self._lock:
            self._things.clear()
            self._bytes = 0

    def _take(self, key: Hashable) -> None:
        if key in self._things:
            self._bytes -= self._size(self._things.pop(key))
