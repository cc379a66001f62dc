"""Asks addresses whether they are still there: politely, each host one at a time, and never twice a day."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from email.message import Message
from enum import StrEnum
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

AGENT = "dossier-link-check (a person's own link checker; asks each page once)"
TIMEOUT_S = 20.0
PAUSE_S = 1.0
"""Between two requests to one host."""
LONGEST_WAIT_S = 30.0
"""A server's Retry-After beyond this is not waited for: its pages count as blocked."""
HOSTS_AT_ONCE = 8
FRESH_S = 24 * 3600
"""A judgement is kept for a day, one that could not be made is asked again at once."""
MOST_REDIRECTS = 5
_BLOCKED = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
"""Answers to HEAD that are worth a GET: many servers know HEAD badly."""
_PERMANENT = frozenset({301, 308})


class Standing(StrEnum):
    """What an address turned out to be."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """One address, judged."""

    standing: Standing
    detail: str
    """The status, the new address, or the reason."""
    asked_s: float
    """Unix time."""


class _NoRedirect(HTTPRedirectHandler):
    """Hands redirects back as answers, so that their kind can be told."""

    def redirect_request(self, *request: object, **more: object) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Prober:
    """How to ask: the pause and the clock are given, so that tests need neither."""

    pause_s: float = PAUSE_S
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def ask_all(self, urls: Iterable[str], known: Mapping[str, Answer]) -> Mapping[str, Answer]:
        """Judge all addresses; fresh answers in `known` are kept. Hosts side by side, pages of one host in turn."""
        wanted = sorted(set(urls))
        kept = {url: known[url] for url in wanted if url in known and self._is_fresh(known[url])}
        by_host: dict[str, list[str]] = {}
        for url in wanted:
            if url not in kept:
                by_host.setdefault(urlsplit(url).netloc, []).append(url)
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            for answers in pool.map(self._ask_host, by_host.values()):
                kept.update(answers)
        return {url: kept[url] for url in wanted}

    def _is_fresh(self, answer: Answer) -> bool:
        return answer.standing is not Standing.UNKNOWN and 0 <= self.now() - answer.asked_s < FRESH_S

    def _ask_host(self, urls: list[str]) -> Mapping[str, Answer]:
        opener = build_opener(_NoRedirect)
        answers: dict[str, Answer] = {}
        for place, url in enumerate(urls):
            if place:
                self.wait(self.pause_s)
            standing, detail = self._judge(opener, url)
            answers[url] = Answer(standing, detail, self.now())
        return answers

    def _judge(self, opener: OpenerDirector, url: str) -> tuple[Standing, str]:
        permanent, here = True, url
        for _ in range(MOST_REDIRECTS + 1):
            try:
                status, headers = self._ask(opener, here)
            except (OSError, HTTPException, ValueError) as fault:
                return _reason(fault)
            target = headers.get("location", "")
            if not (300 <= status < 400 and target):
                return _standing(status, here if here != url and permanent else "")
            permanent = permanent and status in _PERMANENT
            here = urljoin(here, target)
            if not here.startswith(("http://", "https://")):
                return Standing.UNKNOWN, "redirects to something that is no page"
        return Standing.UNKNOWN, "redirects without end"

    def _ask(self, opener: OpenerDirector, url: str) -> tuple[int, Mapping[str, str]]:
        status, headers = _request(opener, url, "HEAD")
        if status == 429 and (pause := _retry_after(headers)) is not None:
            self.wait(pause)
            status, headers = _request(opener, url, "HEAD")
        if status in _NO_HEAD:
            self.wait(self.pause_s)
            status, headers = _request(opener, url, "GET")
        return status, headers


def _request(opener: OpenerDirector, url: str, method: str) -> tuple[int, Mapping[str, str]]:
    request = Request(url, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            return answer.status, _by_lower_name(answer.headers)
    except HTTPError as answer:
        with answer:
            return answer.code, _by_lower_name(answer.headers)


def _by_lower_name(headers: Message) -> Mapping[str, str]:
    """Return the fields of an answer; their names know no case (RFC 9110 §5.1)."""
    return {name.lower(): value for name, value in headers.items()}


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a server asks to wait (RFC 9110 §10.2.3, delay form), if they are few."""
    text = headers.get("retry-after", "")
    return float(text) if text.isdecimal() and float(text) <= LONGEST_WAIT_S else None


def _standing(status: int, moved_to: str) -> tuple[Standing, str]:
    if status in _GONE:
        return Standing.GONE, f"{status}"
    if status in _BLOCKED:
        return Standing.BLOCKED, f"{status}"
    if 200 <= status < 300:
        return (Standing.MOVED, moved_to) if moved_to else (Standing.OK, f"{status}")
    return Standing.UNKNOWN, f"{status}"


def _reason(fault: Exception) -> tuple[Standing, str]:
    reason = fault.reason if isinstance(fault, URLError) else fault
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return Standing.GONE, "the host is not known"
    if isinstance(reason, TimeoutError):
        return Standing.UNKNOWN, "no answer in time"
    if isinstance(reason, ssl.SSLError):
        return Standing.UNKNOWN, "its certificate is not trusted"
    return Standing.UNKNOWN, "the connection failed"


def read_answers(path: Path) -> Mapping[str, Answer]:
    """Read kept answers; none when the file is missing or foreign."""
    try:
        data = json.loads(path.read_bytes())
        return {
            str(url): Answer(Standing(kept["standing"]), str(kept["detail"]), float(kept["asked_s"]))
            for url, kept in data.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def keep_answers(path: Path, answers: Mapping[str, Answer]) -> None:
    """Keep answers for the next run; a cache, safe to delete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({url: asdict(answer) for url, answer in answers.items()}, indent=1), encoding="utf-8")
