"""Where the user and password of a target are: in the environment, under the target's own name."""

from __future__ import annotations

import re
from collections.abc import Mapping


def secret_of(name: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """Return `DOSSIER_NAME_USER` and `DOSSIER_NAME_PASSWORD`; "" for what is not there."""
    user, password = (f"{prefix_of(name)}_{part}" for part in ("USER", "PASSWORD"))
    return environment.get(user, ""), environment.get(password, "")


def prefix_of(name: str) -> str:
    """Return how a target's variables begin: `DOSSIER_MY_SITE` for `my-site`."""
    return "DOSSIER_" + re.sub(r"[^A-Za-z0-9]", "_", name).upper()
