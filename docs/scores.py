"""The figures of `make lighthouse`: scores, sizes and times of every kind of page, as a browser measured them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = 98
"""Of 100, in every category on every page."""
SHIFT_GOAL = 0.01
"""Nobody sees a tenth of what Web Vitals call good."""
BYTES_GOAL = 100_000
"""Over the wire, without pictures."""
SCRIPT_GOAL = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One page, by Lighthouse's phone."""

    kind: str
    """Name of its template."""
    path: str
    scores: dict[str, int]
    """By category, of 100; the lowest of the runs that was not caused by the machine: the best of them."""
    lcp_ms: int
    """When the largest thing in view was painted, on a slow phone and line as Lighthouse simulates them."""
    tbt_ms: int
    """How long scripts kept the page from answering."""
    cls: float
    """How much things moved after they had been painted."""
    sent_bytes: int
    """Over the wire, all files of the first view."""
    script_bytes: int
    html_bytes: int
    """Of the page itself, not compressed."""
    failed: tuple[str, ...] = ()
    """Audits that cost points."""

    @property
    def lowest(self) -> int:
        """The lowest score."""
        return min(self.scores.values())

    @property
    def beyond(self) -> tuple[str, ...]:
        """The other measures that miss their goal."""
        goals = (
            ("CLS", self.cls, SHIFT_GOAL),
            ("bytes", self.sent_bytes, BYTES_GOAL),
            ("script", self.script_bytes, SCRIPT_GOAL),
        )
        return tuple(f"{name} {value:g}" for name, value, goal in goals if value > goal)

    @property
    def is_good(self) -> bool:
        return self.lowest >= GOAL and not self.beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run of `make lighthouse`."""

    day: str
    machine: str
    lighthouse: str
    pages: tuple[Scores, ...]


def write_measured(measured: Measured, path: Path) -> None:
    """Keep what was measured, one page a line."""
    whole = asdict(measured)
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in whole.pop("pages"))
    head = json.dumps(whole, ensure_ascii=False).removesuffix("}")
    path.write_text(f'{head}, "pages": [\n{rows}\n]}}\n', encoding="utf-8", newline="\n")


def read_measured(path: Path) -> Measured:
    """Read what `write_measured` wrote."""
    found = json.loads(path.read_text(encoding="utf-8"))
    pages = tuple(Scores(**{**row, "failed": tuple(row["failed"])}) for row in found.pop("pages"))
    return Measured(**found, pages=pages)


HEADINGS = ("page", *CATEGORIES, "LCP, ms", "TBT, ms", "CLS", "sent, kB", "scripts, kB", "HTML, kB")


def score_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    """Yield the cells of every page, in the order of HEADINGS."""
    for page in measured.pages:
        scores = (str(page.scores[name]) if name in page.scores else "—" for name in CATEGORIES)
        sizes = (f"{size / 1000:.1f}" for size in (page.sent_bytes, page.script_bytes, page.html_bytes))
        yield page.kind, *scores, str(page.lcp_ms), str(page.tbt_ms), f"{page.cls:g}", *sizes
