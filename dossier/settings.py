"""dossier.yaml as used: each field of these classes is a key of that file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.fields import Data, Language, Link, Prose, Url, Zone, row
from dossier.model.identity import Kind
from dossier.model.parts import PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One entry of the menu: a label, and a record, a list (`timeline`, `sources` …) or an address."""

    label: str = row("Text of the entry; the target's title when left out.", default="")
    to: str = row("Record id, list page, path of a page (`reading/`) or web address.", default=..., short=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """Under what terms text and data may be used."""

    text: str = row("E.g. `CC BY 4.0`.", default="", short=True)
    data: str = row("E.g. `CC0 1.0`.", default="")
    url: Url | None = row("Where the terms are.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where corrections are sent."""

    email: str = row("E-mail address.", default="", short=True)
    url: Url | None = row("Form or page.", default=None)
    note: Prose = row("A sentence on how corrections are handled.", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page puts first."""

    lead: Link | None = row("The note on top; the newest briefing when left out.", default=None, kinds=(Kind.NOTE,))
    actors: tuple[Link, ...] = row("Key actors in order; the most mentioned when left out.", kinds=(Kind.ACTOR,))
    events: tuple[Link, ...] = row(
        "Events of the condensed timeline; the best sourced when left out.", kinds=(Kind.EVENT,)
    )
    questions: tuple[str, ...] = row("Disputed questions to show, in the words of the claims.")


class TargetType(StrEnum):
    """What kind of place a dossier is published to."""

    FOLDER = "folder"
    FTP = "ftp"
    GIT = "git"
    RCLONE = "rclone"
    RSYNC = "rsync"
    S3 = "s3"
    SFTP = "sftp"
    SHARE = "share"
    WEBDAV = "webdav"
    ZIP = "zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishTarget:
    """A place where the dossier is published. It never holds a secret."""

    type: TargetType = row("Kind of place.", default=...)
    path: str = row(
        "`folder`, `share`, `zip`: where it goes, from the project's folder on; `sftp`, `rsync`: the host's folder.",
        default="",
    )
    host: str = row(
        "`sftp`, `rsync`: the host, `name`, `user@name` or `user@name:port`, or a `Host` of your ssh settings.",
        default="",
    )
    releases: int = row(
        "`sftp`, `rsync`: how many releases stay on a host that can switch; 0: files are replaced one by one.",
        default=3,
    )
    remote: str = row(
        "`git`: address of the repository (https or ssh), or the name of a remote of the project's own; "
        "`rclone`: a remote of your rclone and a folder of it, `name:folder`.",
        default="",
    )
    branch: str = row("`git`: the branch that the host shows, e.g. `gh-pages` or `pages`.", default="")
    author: str = row(
        "`git`: who is named in commits, `Name <name@example.org>`; publisher or title when left out.", default=""
    )
    url: str = row(
        "`webdav`: address of the folder (https); `ftp`: `ftp://host/folder` (TLS is asked for) or `ftps://…`.",
        default="",
    )
    bucket: str = row("`s3`: name of the bucket.", default="")
    prefix: str = row("`s3`: folder in the bucket; the whole bucket when left out.", default="")
    endpoint: str = row("`s3`: address of the storage; Amazon's own when left out.", default="")
    region: str = row("`s3`: where the bucket is; the environment says it when left out.", default="")
    profile: str = row("`s3`: the AWS profile that holds the key; the environment's key when left out.", default="")


TARGET_KEYS: Mapping[TargetType, Mapping[str, bool]] = {
    TargetType.FOLDER: {"path": True},
    TargetType.FTP: {"url": True},
    TargetType.GIT: {"remote": True, "branch": True, "author": False},
    TargetType.RCLONE: {"remote": True},
    TargetType.RSYNC: {"host": True, "path": True, "releases": False},
    TargetType.S3: {"bucket": True, "prefix": False, "endpoint": False, "region": False, "profile": False},
    TargetType.SFTP: {"host": True, "path": True, "releases": False},
    TargetType.SHARE: {"path": True},
    TargetType.WEBDAV: {"url": True},
    TargetType.ZIP: {"path": True},
}
"""Keys of each kind of place, and whether it needs them."""


class SignatureTool(StrEnum):
    """What signs the list of digests."""

    MINISIGN = "minisign"
    SSH = "ssh"


PUBLIC_KEYS: Mapping[SignatureTool, re.Pattern[str]] = {
    SignatureTool.MINISIGN: re.compile(r"(?:(?<=\s)|\A)(?P<key>RW[A-Za-z0-9+/]{54})(?=\s|\Z)"),
    SignatureTool.SSH: re.compile(r"(?:(?<=\s)|\A)(?P<key>(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+ AAAA[A-Za-z0-9+/]+={0,2})"),
}
"""What a public key of each tool looks like, alone or in the lines that the tool writes (sshd(8), minisign(1))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs the list of digests of what is published. It never holds a private key."""

    tool: SignatureTool = row("`ssh` (ssh-keygen) or `minisign`.", default=...)
    public: str = row("The public key, in one line; `dossier verify` and readers check with it.", default=...)
    key: str = row(
        "File of the private key, outside the project; `~/` is your home folder. For `ssh`, its public half is enough "
        "where an agent holds the key. `DOSSIER_SIGNING_KEY` in the environment names another file.",
        default="",
    )
    identity: str = row("`ssh`: the name that readers check, e.g. an e-mail address.", default="dossier")


class SocialCards(StrEnum):
    """Whether pages have a picture that others show beside a link."""

    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The dossier as a whole."""

    title: str = row("Title of the dossier.", default=...)
    subtitle: str = row("Subtitle.", default="")
    description: Prose = row("Two or three sentences: what this is about.", default="")
    language: Language = row("Language of the dossier (BCP 47).", default="en")
    languages: tuple[Language, ...] = row(
        "Languages that its texts are written in, for the readers of `data/dossier.json`."
    )
    time_zone: Zone = row("IANA time zone of the events.", default="UTC")
    base_url: Url | None = row(
        "Where the site will be, with its path; needed for feeds, sitemap and canonical links.", default=None
    )
    editors: tuple[PersonName, ...] = row("Who is responsible.")
    publisher: str = row("Who publishes the dossier.", default="")
    license: License | None = row("Terms of use.", default=None)
    contact: Contact | None = row("Where corrections are sent.", default=None)
    citation_style: str = row(
        "`house` (news) is built in; any other is the path of a .csl file in the project.", default="house"
    )
    name_policy: Prose = row("Which spelling of names is used, and why.", default="")
    methodology: Link | None = row("The text that explains the method.", default=None, kinds=(Kind.INFO, Kind.NOTE))
    menu: tuple[MenuItem, ...] = row("The menu; the built-in one when left out.")
    home: Home | None = row("What the home page puts first.", default=None)
    checks: Mapping[str, str] | None = row(
        "Levels of editorial rules: `{uncited-paragraph: error|warning|note|off}`.", default=None
    )
    plugins: tuple[str, ...] = row("Plug-ins to use, by name: packages that are installed beside dossier.")
    publish: Mapping[str, PublishTarget] | None = row(
        "Where `dossier publish NAME` puts the site, by name; without secrets.", default=None
    )
    signature: Signature | None = row("Who signs what is published, with which key.", default=None)
    social_cards: SocialCards = row(
        "`yes`: every record gets a picture with its title, which social networks and messengers show beside a link. "
        "Needs `base_url` and the extra `images`.",
        default=SocialCards.NO,
    )
    extra: Mapping[str, Data] | None = row("Free data for your own templates.", default=None)
