"""The figures of `make bench`: what was measured, ratios with their ranges, goals met and missed, a chart."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from statistics import median

COLD, UNCHANGED, BODY, TITLE = "cold", "nothing changed", "one text edited", "one title edited"
SAVE = "save to new page"
ONE_CORE, FLOOR, PYTHON, HELP = "cold on one core", "Python and a look", "Python alone", "dossier --help"
ALONE = "cold, alone"
PHASES = (COLD, UNCHANGED, BODY, TITLE)
OURS = "dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One phase of one tool at one size, run by run; runs of the same number took turns."""

    size: int
    """Articles."""
    phase: str
    tool: str
    wall_s: tuple[float, ...]
    cpu_s: tuple[float, ...]
    """User and system, with all child processes; 0 where a server was asked."""
    peak_mib: tuple[float, ...]
    """Of all processes together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One run of `make bench`."""

    day: str
    machine: str
    note: str
    versions: dict[str, str]
    left_out: tuple[str, ...]
    """Tools that could not be brought or did not make the same site."""
    series: tuple[Series, ...]

    def of(self, size: int, phase: str, tool: str = OURS) -> Series | None:
        """Return a series, None when it was not measured."""
        wanted = (size, phase, tool)
        return next((one for one in self.series if (one.size, one.phase, one.tool) == wanted), None)

    @property
    def sizes(self) -> list[int]:
        """Return the sizes at which tools were compared."""
        return sorted({one.size for one in self.series if one.phase != ALONE})

    @property
    def colds(self) -> dict[int, Series]:
        """Return our cold builds by size, from the smallest on."""
        ours = [one for one in self.series if one.tool == OURS and one.phase in (COLD, ALONE)]
        return {one.size: one for one in sorted(ours, key=lambda one: one.size)}


@dataclass(frozen=True, slots=True)
class Range:
    """The median of some runs, the least and the most."""

    middle: float
    least: float
    most: float


def range_of(values: Iterable[float]) -> Range:
    """Return the range of values; there is at least one."""
    ordered = sorted(values)
    return Range(median(ordered), ordered[0], ordered[-1])


def write_results(results: Results, path: Path) -> None:
    """Keep results, one series a line."""
    whole = asdict(results)
    rows = ",\n".join(f"  {json.dumps(row)}" for row in whole.pop("series"))
    head = json.dumps(whole, ensure_ascii=False).removesuffix("}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{head}, "series": [\n{rows}\n]}}\n', encoding="utf-8", newline="\n")


def read_results(path: Path) -> Results:
    """Read what `write_results` wrote."""
    found = json.loads(path.read_text(encoding="utf-8"))
    series = tuple(
        Series(
            size=row["size"],
            phase=row["phase"],
            tool=row["tool"],
            wall_s=tuple(row["wall_s"]),
            cpu_s=tuple(row["cpu_s"]),
            peak_mib=tuple(row["peak_mib"]),
        )
        for row in found.pop("series")
    )
    return Results(**{**found, "left_out": tuple(found["left_out"])}, series=series)


# Ratios


def ratio(more: Series | None, less: Series | None, field: str = "cpu_s") -> Range | None:
    """Return how many times as much the first took as the second, run by run; None without both."""
    if more is None or less is None:
        return None
    pairs = zip(getattr(more, field), getattr(less, field), strict=False)
    return range_of(high / max(low, 1e-4) for high, low in pairs)


def times_ours(tool: str, size: int, phase: str, field: str = "cpu_s") -> Callable[[Results], Range | None]:
    """Return what tells how many times as much as dossier a tool took."""
    return lambda found: ratio(found.of(size, phase, tool), found.of(size, phase), field)


def ours_against(size: int, phase: str, other: str, field: str) -> Callable[[Results], Range | None]:
    """Return what tells how many times as much as in another phase dossier took."""
    return lambda found: ratio(found.of(size, phase), found.of(size, other), field)


def latency_ms(size: int) -> Callable[[Results], Range | None]:
    """Return what tells the milliseconds from a save to the new page."""

    def measured(found: Results) -> Range | None:
        series = found.of(size, SAVE)
        return range_of(one * 1000 for one in series.wall_s) if series else None

    return measured


def help_ms(found: Results) -> Range | None:
    """Return the milliseconds that `dossier --help` takes beyond a bare start of Python."""
    pairs = [
        (one.wall_s, bare.wall_s)
        for size in found.sizes
        if (one := found.of(size, HELP)) and (bare := found.of(size, PYTHON))
    ]
    spent = [(more - less) * 1000 for ours, bare in pairs for more, less in zip(ours, bare, strict=True)]
    return range_of(spent) if spent else None


def growth(field: str) -> Callable[[Results], Range | None]:
    """Return what tells the exponent with which a cold build grows from 1,000 articles to the largest size."""

    def measured(found: Results) -> Range | None:
        colds = [one for size, one in found.colds.items() if size >= 1000]
        times = ratio(colds[-1], colds[0], field) if len(colds) > 1 else None
        if times is None:
            return None
        step = math.log(colds[-1].size / colds[0].size)
        return Range(*(math.log(one) / step for one in (times.middle, times.least, times.most)))

    return measured


# Goals


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the goals: `at_least` says which side of the limit is good."""

    name: str
    measured: Callable[[Results], Range | None]
    limit: float
    stretch: float | None
    unit: str = " times"
    at_least: bool = True

    def verdict(self, found: Range | None) -> str:
        """Say whether the median meets the goal."""
        if found is None:
            return "not measured"
        sign = 1 if self.at_least else -1
        if self.stretch is not None and sign * found.middle >= sign * self.stretch:
            return "met, and the stretch too"
        return "met" if sign * found.middle >= sign * self.limit else "**missed**"

    def words(self, limit: float | None) -> str:
        """Say a limit."""
        return "" if limit is None else f"{'at least' if self.at_least else 'at most'} {limit:g}{self.unit}"


GOALS = (
    Goal("cold, 10,000: processor time of Hugo against ours", times_ours("Hugo", 10000, COLD), 3, 6),
    Goal("cold, 10,000: of Metalsmith against ours", times_ours("Metalsmith", 10000, COLD), 1, None),
    Goal("cold, 1,000: of Hugo", times_ours("Hugo", 1000, COLD), 2, 4),
    Goal("cold, 100: of Hugo", times_ours("Hugo", 100, COLD), 1.5, 3),
    Goal("nothing changed, 10,000: of Hugo", times_ours("Hugo", 10000, UNCHANGED), 150, None),
    Goal("nothing changed, 10,000: ours against a start of Python and a look at every file",
         ours_against(10000, UNCHANGED, FLOOR, "cpu_s"), 1.5, 1.2, at_least=False),
    Goal("one text edited, 10,000: of Hugo", times_ours("Hugo", 10000, BODY), 100, 200),
    Goal("one title edited, 10,000: of Hugo", times_ours("Hugo", 10000, TITLE), 25, 60),
    Goal("save to new page, 1,000", latency_ms(1000), 15, 5, " ms", at_least=False),
    Goal("save to new page, 10,000", latency_ms(10000), 60, 20, " ms", at_least=False),
    Goal("save to new page, 1,000: Hugo against ours", times_ours("Hugo", 1000, SAVE, "wall_s"), 50, None),
    Goal("growth of processor time from 1,000 on, cold, exponent", growth("cpu_s"), 1.05, None, "", at_least=False),
    Goal("growth of peak memory from 1,000 on, cold, exponent", growth("peak_mib"), 1.05, None, "", at_least=False),
    Goal("peak memory of a cold build, 10,000: Hugo against ours", times_ours("Hugo", 10000, COLD, "peak_mib"), 8, 16),
    Goal("cold, 1,000, wall time: one core against all", ours_against(1000, ONE_CORE, COLD, "wall_s"), 1.6, 1.9),
    Goal("`dossier --help` beyond a bare start of Python", help_ms, 80, 40, " ms", at_least=False),
)  # fmt: skip


def goal_rows(found: Results) -> Iterator[tuple[str, ...]]:
    """Yield every goal: name, goal, stretch, measured, verdict."""
    for goal in GOALS:
        value = goal.measured(found)
        words = told(value) if value else ""
        yield goal.name, goal.words(goal.limit), goal.words(goal.stretch), words, goal.verdict(value)


# Figures


def figure_rows(found: Results) -> Iterator[tuple[str, ...]]:
    """Yield every figure: size, phase, tool, processor and wall seconds, peak memory, times ours."""
    for one in found.series:
        is_latency = one.phase == SAVE
        ours = ratio(one, found.of(one.size, one.phase), "wall_s" if is_latency else "cpu_s")
        yield (
            f"{one.size:,}",
            one.phase,
            one.tool,
            "" if is_latency else told(range_of(one.cpu_s)),
            told(range_of(one.wall_s)),
            "" if is_latency else f"{median(one.peak_mib):.0f}",
            told(ours) if one.tool != OURS and ours else "",
        )


def told(found: Range) -> str:
    """Say a range: the median, in brackets the least and the most."""
    return f"{_number(found.middle)} ({_number(found.least)} to {_number(found.most)})"


def _number(value: float) -> str:
    """Return three digits that count, never in powers of ten."""
    digits = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return f"{value:,.{min(digits, 3)}f}"


def lines(found: Results) -> Iterator[str]:
    """Yield the tables and a chart for a terminal."""
    for size, phase, tool, cpu, wall, peak, times in figure_rows(found):
        yield f"{size:>7} {phase:<18}{tool:<12}{cpu:>24} CPU s{wall:>24} s{peak:>6} MiB  {times}"
    yield ""
    for name, goal, _, value, verdict in goal_rows(found):
        yield f"{verdict:<26}{name}: {value or '–'} (goal: {goal})"
    yield ""
    for group, bars in groupby(_bars(found), key=lambda bar: bar.phase):
        yield group
        yield from (f"  {bar.tool:<12}{'█' * max(1, round(bar.share * 50))} {_number(bar.cpu_s)} s" for bar in bars)


EXPLAINED = """\
- **cold**: output and caches removed; the system's file cache is warm. **nothing changed**: once more. **one text
  edited**: a sentence more in one article. **one title edited**: its title, which stands on other pages too.
- **save to new page**: from writing a file to the first answer of the running preview that shows it, asked over
  loopback every two milliseconds. Metalsmith has no preview, and Pelican's looks once a second.
- **cold on one core**: dossier kept to one processor. **cold, alone**: a size that only dossier built, once.
  **Python and a look**: a bare script that looks at every file of the project once, the least that can tell that
  nothing changed. **Python alone**, **dossier --help**: starts.
- **processor**: user and system seconds of the process and its children; **peak**: memory of all
  of them together, looked at ten times a second, and at least that of the largest; **times
  ours**: a tool's figure divided by ours of the same round.

dossier runs all its checks and its default theme, with search, feeds, data files and pictures. The others have lean
templates of ours that make the pages that are compared and no more: an article, a note, an actor, an event, a source
and a topic each, years, indexes, a feed and a sitemap. Two favours are done to them: their links are resolved already,
and the relations that dossier finds in the text stand in their front matter. Hugo is tuned (no file times, no modes, a
lazier garbage collector), Pelican's cache is on.

What this does not show: cold disks, other machines, other content. Ratios of runs that took turns are steadier than
seconds."""


# Chart


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; its share of the width is by the logarithm of the seconds."""

    phase: str
    tool: str
    cpu_s: float
    share: float


def _bars(found: Results) -> list[Bar]:
    """Return the bars of the largest size, phase by phase."""
    if not found.sizes:
        return []
    chosen = [one for phase in PHASES for one in found.series if (one.size, one.phase) == (found.sizes[-1], phase)]
    middles = [max(median(one.cpu_s), 1e-3) for one in chosen]
    low, high = math.log(min(middles) / 2), math.log(max(middles))
    shares = [(math.log(value) - low) / (high - low) for value in middles]
    return [Bar(one.phase, one.tool, value, share) for one, value, share in zip(chosen, middles, shares, strict=True)]


WIDTH, ROW, LABEL, LONGEST = 720, 20, 110, 520
"""Of the chart, in pixels: all of it, a row, the names on the left, the longest bar."""


def chart(found: Results) -> str:
    """Draw processor seconds by tool at the largest size, on a logarithmic scale, as SVG 1.1."""
    title = f"Processor seconds at {found.sizes[-1] if found.sizes else 0:,} articles, on a logarithmic scale"
    parts, y = [f'<text x="0" y="14">{title}</text>'], 44
    for group, bars in groupby(_bars(found), key=lambda bar: bar.phase):
        parts.append(f'<text x="0" y="{y}" class="group">{group}</text>')
        for bar in bars:
            y += ROW
            width = max(1, round(bar.share * LONGEST))
            kind = "ours" if bar.tool == OURS else "other"
            parts.append(f'<text x="{LABEL - 8}" y="{y}" class="name">{bar.tool}</text>')
            parts.append(f'<rect x="{LABEL}" y="{y - 11}" width="{width}" height="14" class="{kind}"/>')
            parts.append(f'<text x="{LABEL + width + 6}" y="{y}">{_number(bar.cpu_s)} s</text>')
        y += ROW + 14
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" aria-labelledby="title">'
    return "\n".join([head, f'<title id="title">{title}</title>', STYLE, *parts, "</svg>"]) + "\n"


STYLE = """<style>
text { font: 13px sans-serif; fill: #222 } .group { font-weight: bold } .name { text-anchor: end }
.ours { fill: #1f6f54 } .other { fill: #9aa3ad }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .ours { fill: #5cc39d } .other { fill: #6b7480 } }
</style>"""
