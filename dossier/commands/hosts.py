"""The hosts that `dossier init` knows: the file that each wants, what stands under `publish`, and what comes next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

GUIDE = "docs/how-to/hosting.md"
_TARGET_NOTE = "# Where `dossier publish` puts the site: write the names of your host, then take the `# ` away.\n"


@dataclass(frozen=True, slots=True)
class Way:
    """How a dossier gets onto one kind of host."""

    label: str
    next: str
    """What to do, in a sentence."""
    section: str = ""
    """Where the guide tells every step; the label when left out."""
    file: tuple[str, str] | None = None
    """What the host reads: its place in the project, and where its text is in the package."""
    target: str = ""
    """The target for `publish`, in which the owner writes names of their own."""


WAYS: Mapping[str, Way] = {
    "github": Way(
        "GitHub Pages",
        "in the repository's Settings → Pages choose the source `GitHub Actions`, then push",
        file=(".github/workflows/pages.yml", "github.yml"),
    ),
    "gitlab": Way(
        "GitLab Pages",
        "push; for scheduled texts add a nightly pipeline under Build → Pipeline schedules",
        file=(".gitlab-ci.yml", "gitlab.yml"),
    ),
    "codeberg": Way(
        "Codeberg",
        "write your repository under `publish` in content/dossier.yaml, then `dossier publish`",
        target='codeberg: {type: git, remote: "git@codeberg.org:NAME/REPOSITORY.git", branch: pages}',
    ),
    "netlify": Way(
        "Netlify",
        "connect the repository in Netlify; netlify.toml says the rest",
        file=("netlify.toml", "netlify.toml"),
    ),
    "cloudflare": Way(
        "Cloudflare Pages",
        "connect the repository there: build command `pip install dossier-site && dossier build`, output `site`",
    ),
    "s3": Way(
        "any S3",
        "write your bucket under `publish` in content/dossier.yaml, then `dossier publish`",
        section="S3",
        target="s3: {type: s3, bucket: NAME, endpoint: https://s3.example.org, region: REGION}",
    ),
    "sftp": Way(
        "a web host with SFTP",
        "write your host under `publish` in content/dossier.yaml, then `dossier publish`",
        section="Web host with SFTP",
        target="web: {type: sftp, host: USER@HOST.example, path: www/FOLDER}",
    ),
    "onion": Way(
        "an onion service",
        "set the service up on your server, write it under `publish` in content/dossier.yaml, then `dossier publish`",
        section="Onion service",
        target="onion: {type: sftp, host: USER@HOST.example, path: /srv/FOLDER}",
    ),
    "usb": Way(
        "a USB stick",
        "`dossier publish` packs a zip beside the project",
        section="USB stick, zip, e-mail",
    ),
}
"""By the name that `--host` takes."""


def host_files(name: str) -> Mapping[str, str]:
    """Return what a host reads, by path in the project; nothing for most."""
    way = WAYS[name]
    if way.file is None:
        return {}
    path, source = way.file
    return {path: (files("dossier") / "starter" / "hosts" / source).read_text(encoding="utf-8")}


def host_settings(name: str, folder: str) -> str:
    """Return what is added to dossier.yaml; targets that need names of the owner's own stand in comments."""
    if name == "usb":
        return f"publish:\n  stick: {{type: zip, path: {json.dumps(f'../{folder}.zip', ensure_ascii=False)}}}\n"
    target = WAYS[name].target
    return f"\n{_TARGET_NOTE}# publish:\n#   {target}\n" if target else ""


def host_words(name: str) -> str:
    """Say what comes next, and where it is told."""
    way = WAYS[name]
    return f"{way.label}: {way.next}\n(every step: {GUIDE}, {way.section or way.label})"
