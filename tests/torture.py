"""A campaign against one kind of host: connections disturbed at random points, and what readers found afterwards.

`make torture` runs it with POINTS disturbances of every kind and keeps the figures in docs/measurements/, from which
docs/generate.py makes a page. A test of the suite runs it with a few.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path

from dossier.publish import HostError, Site, Target, inspect, make_plan, upload, verify
from hosts import FOREIGN, NEW, OLD, MadeSite, dangling
from projects import ROOT
from proxies import MODES, Proxy

POINTS = 30
SITE = MadeSite({**NEW.pages, "media/noise.png": random.Random(7).randbytes(20_000)})
"""What is published over OLD; large enough that most points lie in the middle of files."""
MEASUREMENTS = ROOT / "docs/measurements"


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of host, as a campaign sees it."""

    through: Callable[[], Target]
    """The target, reached through the disturbed line."""
    shown: Callable[[], Mapping[str, bytes]]
    """What readers see now."""
    restore: Callable[[], None]
    """Puts OLD and FOREIGN there, past the disturbed line."""
    patient: Callable[[], Target] | None = None
    """The target with time for a busy machine, for runs that nothing disturbs; `through` when left out."""

    def publish(self) -> bool:
        """Publish over an undisturbed line."""
        return published(SITE, (self.patient or self.through)())


@dataclass
class Tally:
    """What `tried` disturbances of one kind left for readers. The fields from `torn` on must be 0."""

    fault: str
    tried: int = 0
    old: int = 0
    new: int = 0
    between: int = 0
    torn: int = 0
    """Files that are neither the old nor the new ones."""
    dangling: int = 0
    """Links from the home page on that lead nowhere."""
    foreign_lost: int = 0
    unnoticed: int = 0
    """Runs that said all was well while it was not."""
    unrepaired: int = 0
    """Runs after which the next one did not finish, or was not needed and did something."""

    @property
    def faults(self) -> dict[str, int]:
        """Everything that may not happen."""
        names = [field.name for field in fields(self)]
        return {name: getattr(self, name) for name in names[names.index("torn") :]}

    def look(self, shown: Mapping[str, bytes], *, is_claimed: bool) -> None:
        """Count what readers see after a disturbed run."""
        self.tried += 1
        ours = {path: data for path, data in shown.items() if path not in FOREIGN and not path.startswith(".dossier")}
        self.old += ours == OLD.tree
        self.new += ours == SITE.tree
        self.between += ours not in (OLD.tree, SITE.tree)
        self.torn += sum(data not in (OLD.tree.get(path), SITE.tree.get(path)) for path, data in ours.items())
        self.dangling += len(dangling(shown))
        self.foreign_lost += sum(shown.get(path) != data for path, data in FOREIGN.items())
        self.unnoticed += is_claimed and ours != SITE.tree


def published(site: Site, target: Target) -> bool:
    """Publish and read again, as the command does; False when the host failed or something differs."""
    try:
        with target.open(writable=True) as host:
            plan = make_plan(site.manifest, inspect(host, site.manifest))
            if plan.conflicts:
                return False
            upload(plan, site, host)
        with target.open(writable=False) as host:
            return verify(host, site.manifest).is_as_published
    except HostError:
        return False


def disturb(ground: Ground, proxy: Proxy, points: int, *, modes: Sequence[str] = MODES) -> list[Tally]:
    """Disturb `points` connections in each way, at random places of a whole run, and let the next run repair it."""
    ground.restore()
    before = proxy.sent
    assert ground.publish()
    total, chance = proxy.sent - before, random.Random(7)
    tallies = []
    for mode in modes:
        tally = Tally(mode)
        for number in range(points):
            ground.restore()
            proxy.disturb(mode, int((number + chance.random()) * total / points))
            run = partial(published, SITE, ground.through())
            trial(tally, ground, run, mend=lambda: proxy.disturb("pass", 1 << 60))
        tallies.append(tally)
    return tallies


def trial(tally: Tally, ground: Ground, run: Callable[[], bool], *, mend: Callable[[], None]) -> None:
    """Let a run meet its fault, look at what it left, mend the fault, publish again and look again."""
    is_claimed = run()
    mend()
    tally.look(ground.shown(), is_claimed=is_claimed)
    is_repaired = ground.publish()
    tally.unrepaired += not is_repaired or dict(ground.shown()) != {**SITE.tree, **FOREIGN}


def judge(tallies: list[Tally]) -> None:
    """Fail for every figure that must be 0."""
    assert {tally.fault: tally.faults for tally in tallies if any(tally.faults.values())} == {}


def keep(name: str, server: str, tallies: list[Tally]) -> None:
    """Keep the figures of a campaign for the documentation."""
    MEASUREMENTS.mkdir(exist_ok=True)
    rows = ",\n".join(f"  {json.dumps(asdict(tally))}" for tally in tallies)
    text = f'{{"target": {json.dumps(name)}, "server": {json.dumps(server)}, "faults": [\n{rows}\n]}}\n'
    path = MEASUREMENTS / f"{name.replace(' ', '-')}.json"
    Path(path).write_text(text, encoding="utf-8", newline="\n")
