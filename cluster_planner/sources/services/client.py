"""A service asked politely: in turn, again after what may pass, from the cache where it can be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from cluster_planner.sources.services.cache import Cache
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.keys import Access, Service
from cluster_planner.sources.services.pace import Limits, Pace, back_off, pause
from cluster_planner.sources.services.transport import Answer, Question, Transport

PER_SECOND: Final = {Service.VWORLD: 4.0, Service.DATAGOKR: 10.0, Service.KOSIS: 3.0}
"""VWorld answers 502 above about five requests a second, KOSIS refuses above 200 a minute."""


@dataclass(frozen=True)
class Told:
    """What was asked so far, for the report and the progress."""

    asked: int = 0
    from_cache: int = 0
    tries: int = 0


@dataclass
class Client:
    """One service, one session. Use it in a `with` block."""

    access: Access
    limits: Limits = field(default_factory=Limits)
    cache: Cache = field(default_factory=lambda: Cache(None))
    stop: Callable[[], bool] | None = None
    per_second: float = 0.0
    """0 is the rate of the service."""
    told: Told = field(default_factory=Told, init=False)

    def __post_init__(self) -> None:
        """Open the session."""
        self._transport = Transport(self.access, self.limits)
        self._pace = Pace(self.per_second or PER_SECOND[self.access.service])

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the session."""
        self._transport.close()

    @property
    def redact(self) -> Callable[[str], str]:
        """Return what blacks the key out of any text."""
        return self._transport.redact

    def ask[T](self, question: Question, parse: Callable[[Answer], T], *, keep: bool = True) -> T:
        """Return what `parse` makes of the answer. Raises ServiceError without the key in it.

        An answer is kept in the cache only after `parse` took it, and never without `keep`.
        """
        cache = self.cache if keep else Cache(None)
        known = self._kept(question, parse, cache)
        if known is not None:
            return known[0]
        deadline = time.monotonic() + self.limits.whole_s
        failure = self._attempts(question, parse, deadline, cache)
        if isinstance(failure, ServiceError):
            raise failure.cleaned(self.redact)
        return failure[0]

    def _kept[T](
        self, question: Question, parse: Callable[[Answer], T], cache: Cache
    ) -> tuple[T] | None:
        answer = cache.get(self.access.url, question)
        if answer is None:
            return None
        try:
            found = parse(answer)
        except ServiceError:
            return None  # kept by another version of the program: ask again
        self._tell(from_cache=1)
        return (found,)

    def _attempts[T](
        self, question: Question, parse: Callable[[Answer], T], deadline: float, cache: Cache
    ) -> tuple[T] | ServiceError:
        for attempt in range(1, self.limits.attempts + 1):
            outcome = self._attempt(question, parse, deadline, cache)
            if not isinstance(outcome, ServiceError):
                return outcome
            wait_s = back_off(attempt, outcome.wait_s, self.limits)
            over = time.monotonic() + wait_s >= deadline
            if not outcome.passing or attempt == self.limits.attempts or over:
                return outcome
            pause(wait_s, self.stop)
        raise AssertionError("there is at least one attempt")

    def _attempt[T](
        self, question: Question, parse: Callable[[Answer], T], deadline: float, cache: Cache
    ) -> tuple[T] | ServiceError:
        try:
            self._pace.turn(self.stop)
            self._tell(tries=1)
            answer = self._transport.get(question, deadline)
            found = parse(answer)
        except ServiceError as failure:
            return failure
        self._tell(asked=1)
        cache.put(self.access.url, question, answer)
        return (found,)

    def _tell(self, *, asked: int = 0, from_cache: int = 0, tries: int = 0) -> None:
        told = self.told
        self.told = Told(told.asked + asked, told.from_cache + from_cache, told.tries + tries)


def service_cache(home: Path, *, used: bool = True) -> Cache:
    """Return the cache in the program's folder, or one that keeps nothing."""
    return Cache(home / "cache" / "services" if used else None)
