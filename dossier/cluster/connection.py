"""Speaks to a dask scheduler: work goes out in batches and comes back in order, and no wait is without an end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar
from warnings import catch_warnings, simplefilter

from dossier.cluster.fault import ClusterError
from dossier.cluster.terms import ForeignMachineError, terms_of
from dossier.cluster.work import differs, forget, hold, make, pack, read
from dossier.diagnostics import Span
from dossier.handover import Script
from dossier.model import InputFile
from dossier.parallel import LEAST
from dossier.plugins.loading import Plugins
from dossier.render import Rendered
from dossier.rules import cluster as rules
from dossier.text import visible

if TYPE_CHECKING:
    from distributed import Client

Thing = TypeVar("Thing")
Result = TypeVar("Result")

BATCH = 32
"""Files or pages sent at once: some tens of milliseconds of work, against one that sending takes."""
AHEAD = 4
"""Batches under way for every thread of the cluster. More would only fill memory here."""
PATIENCE_S = 10.0
"""How long the scheduler may be silent, and no worker be there."""
PULSE_S = 1.0
"""After this long without a result the scheduler is asked whether it lives."""
FAREWELL_S = 2.0
"""How long leaving may take."""
LONGEST = 200
"""Letters of what another program says."""
ALONE = "it has no worker"
_BROKEN = (OSError, CancelledError, RuntimeError)
"""What the client raises when a connection breaks, breaks in the middle of an answer, or its loop has ended."""
_TALKATIVE = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
"""What they log of broken connections is told as one fault. A curator's own dask configuration goes before."""
_AMISS = (*_BROKEN, ValueError, TypeError)
"""And for an address or TLS settings that cannot be used."""


@contextmanager
def connect(address: str, patience_s: float = PATIENCE_S) -> Iterator[Cluster]:
    """Find the cluster whose scheduler answers at `address`, such as `tcp://192.0.2.7:8786`, and leave it at the end.

    Raises ClusterError: D630 for one that cannot be had, D631 for machines that would make other bytes.
    """
    client = _client(address, patience_s)
    try:
        cluster = Cluster(client, address, patience_s)
        cluster.look_over()
        yield cluster
        with suppress(*_BROKEN):
            client.run(forget, callback_timeout=FAREWELL_S, on_error="ignore")
    finally:
        _leave(client)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The machines behind one scheduler, for one build. What one that died had not finished, another one makes."""

    client: Client
    address: str
    patience_s: float

    def look_over(self) -> None:
        """Wait for a machine, and see whether all that are there have the program that runs here, the scheduler too."""
        for _ in range(max(1, round(self.patience_s / PULSE_S))):
            if self._threads():
                break
            wait([Future()], PULSE_S)  # a pause: nothing ends this one
        else:
            raise self._failed(ALONE)
        terms = terms_of(Plugins())
        with self._speaking():
            found = self.client.run(differs, terms, callback_timeout=self.patience_s, on_error="return")
        for answer in found.values():
            if isinstance(answer, Exception) and not isinstance(answer, OSError):  # that one has just gone
                raise self._foreign(answer)
        if failed := self._failure_of(self._send(differs, terms)):
            raise self._foreign(failed)

    def read(self, files: Sequence[InputFile], plugins: Plugins, language: str) -> Iterator[bytes | None]:
        """Read files, and yield each as `parse.encode` writes it, in their order.

        None stands for one that is to be read here: all where there are few, else what a machine failed at.
        """
        if len(files) < LEAST:
            return iter([None] * len(files))
        terms = terms_of(plugins)
        return self._spread(files, lambda batch: self._send(read, terms, language, batch))

    def make(self, script: Script, plugins: Plugins, urls: Sequence[str]) -> Iterator[Rendered | None]:
        """Make the pages at these addresses, in their order; the work begins at once, not with the first that is taken.

        None stands for one that is to be made here.
        """
        if len(urls) < LEAST:
            return iter([None] * len(urls))
        terms, parcel = terms_of(plugins), self._hand_over(script)
        return self._spread(urls, lambda batch: self._send(make, terms, parcel, batch))

    def _spread(
        self, things: Sequence[Thing], send: Callable[[Sequence[Thing]], Future[Sequence[Result]]]
    ) -> Iterator[Result | None]:
        batches = (things[start : start + BATCH] for start in range(0, len(things), BATCH))
        sent = ((len(batch), send(batch)) for batch in batches)
        return self._taken(deque(islice(sent, AHEAD * max(1, self._threads()))), sent)

    def _taken(
        self, ahead: deque[tuple[int, Future[Sequence[Result]]]], rest: Iterator[tuple[int, Future[Sequence[Result]]]]
    ) -> Iterator[Result | None]:
        while ahead:
            count, future = ahead.popleft()
            failed = self._failure_of(future)
            ahead.extend(islice(rest, 1))
            if isinstance(failed, ForeignMachineError):
                raise self._foreign(failed)
            yield from [None] * count if failed else future.result()

    def _send(self, work: Callable[..., Result], *about: object) -> Future[Result]:
        with self._speaking():
            sent: Future[Result] = self.client.get_executor(pure=False).submit(work, *about)
            return sent

    def _hand_over(self, script: Script) -> object:
        """Send a script once; machines have it from each other, and from the scheduler when all of them died."""
        import dask

        parcel = pack(script)
        with self._speaking(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            return self.client.submit(hold, parcel, pure=False)

    def _failure_of(self, future: Future[Result]) -> BaseException | None:
        """Wait for the end of some work, and return what it ended with instead of a result, if anything."""
        alone_s = 0.0
        while not wait([future], PULSE_S).done:
            alone_s = 0.0 if self._threads() else alone_s + PULSE_S
            if alone_s > self.patience_s:
                raise self._failed(ALONE)
        if not future.cancelled():
            return future.exception()
        with self._speaking():  # a lost connection cancels everything
            return CancelledError()

    def _threads(self) -> int:
        with self._speaking():
            return sum(self.client.nthreads(callback_timeout=self.patience_s).values())

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn what the client raises when the scheduler is gone into our fault."""
        if self.client.status != "running":
            raise self._failed("its scheduler is gone")
        try:
            yield
        except _BROKEN as fault:
            raise self._failed(f"its scheduler does not answer: {_words_of(fault)}") from fault

    def _failed(self, why: str) -> ClusterError:
        return _fault(self.address, why, "see to the cluster and build again, or leave out --cluster")

    def _foreign(self, answer: BaseException) -> ClusterError:
        is_ours = isinstance(answer, ForeignMachineError)
        why = str(answer) if is_ours else f"it has no dossier, or another one: {_words_of(answer)}"
        message = f"a machine of the cluster would make other pages: {visible(why, LONGEST)}"
        advice = "install the same versions on all of its machines, then start scheduler and workers again"
        return ClusterError(rules.DIFFERS.at(Span(visible(self.address, LONGEST)), message, help=advice))


def _client(address: str, patience_s: float) -> Client:
    try:
        import dask

        dask.config.update_defaults({"logging": dict.fromkeys(_TALKATIVE, "critical")})  # before the next line reads it
        from distributed import Client
    except ImportError:
        raise _fault(address, "the extra `cluster` is not installed", "pip install 'dossier-site[cluster]'") from None
    client = Client.__new__(Client)  # what fails while it is made has to be closed too, or it complains at the very end
    try:
        with catch_warnings():
            simplefilter("ignore")  # of versions: what matters of them is compared, and told as a fault
            Client.__init__(client, address, timeout=patience_s, set_as_default=False)
    except _AMISS as fault:
        _leave(client)
        raise _fault(address, f"no scheduler answers: {_words_of(fault)}", "start one, or mend the address") from fault
    except BaseException:
        _leave(client)
        raise
    return client


def _leave(client: Client) -> None:
    with suppress(*_BROKEN, AttributeError):  # one that was never made up has nothing to close
        client.close(timeout=FAREWELL_S)


def _fault(address: str, why: str, advice: str) -> ClusterError:
    place = Span(visible(address, LONGEST))
    return ClusterError(rules.FAILED.at(place, f"the cluster cannot work: {why}", help=advice))


def _words_of(fault: BaseException) -> str:
    return visible(str(fault), LONGEST) or type(fault).__name__
