"""D63x: faults of `dossier build --cluster`."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

FAILED = Rule(
    "D630",
    "cluster-failed",
    Severity.ERROR,
    "The cluster cannot do the work: no scheduler answers, it is lost in the middle, no worker is there, or the extra "
    "`cluster` is not installed.",
    "A site is made whole or not at all; the last good one stands. A worker that dies is no fault while another lives.",
    "dossier build --cluster tcp://192.0.2.7:8786   # and nothing listens there",
    "dask scheduler --port 8786   # on that machine; then build again",
)

DIFFERS = Rule(
    "D631",
    "cluster-differs",
    Severity.ERROR,
    "A machine of the cluster has another version of dossier, of a library, of Python or of a plug-in.",
    "It would make other pages from the same content, and which page it makes is chance.",
    "pip install dossier-site==1.1   # on a worker, while this machine has 1.2",
    "The same versions on all machines; then scheduler and workers are started again.",
)

RULES: tuple[Rule, ...] = (FAILED, DIFFERS)
