"""A bucket through botocore: requests that a host needs, and their failures in a curator's words."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.headers import cache_control, content_type
from dossier.publish.host import HostError
from dossier.publish.parallel import WORKERS
from dossier.text import visible

if TYPE_CHECKING:
    from botocore.client import BaseClient
    from botocore.exceptions import ClientError

CHUNK_BYTES = 1 << 20
_SHA256 = "sha256"
"""Metadata of every object: for people and other tools. We ourselves believe only bytes."""
_MISSING = frozenset({"404", "NoSuchKey"})
_UNMET = frozenset({"412", "PreconditionFailed", "409", "ConditionalRequestConflict"})
_UNKNOWN_CONDITION = frozenset({"501", "NotImplemented"})
_REGION = ("the bucket is in another region", "set `region` of the target")
_CLOCK = ("the host does not take the time of this machine", "set the clock")
_RIGHTS = "it needs s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject on this bucket"
_WHY: Mapping[str, tuple[str, str]] = {
    "AccessDenied": ("the key may not do this", _RIGHTS),
    "AuthorizationHeaderMalformed": _REGION,
    "ExpiredToken": ("the key has expired", "get a new one"),
    "IllegalLocationConstraintException": _REGION,
    "InvalidAccessKeyId": ("the host does not know this key", "look at AWS_ACCESS_KEY_ID, or the `profile`"),
    "NoSuchBucket": ("there is no such bucket", "make it first; dossier makes none"),
    "PermanentRedirect": _REGION,
    "RequestExpired": _CLOCK,
    "RequestTimeTooSkewed": _CLOCK,
    "SignatureDoesNotMatch": ("the host does not take this key", "AWS_SECRET_ACCESS_KEY is not the secret of the key"),
}
"""Message and way out by error code (Amazon S3 API Reference, Error Responses)."""
_CODES: Mapping[str, str] = {"403": "AccessDenied", "301": "PermanentRedirect", "404": "NoSuchBucket"}
"""What an answer without a body means (HEAD)."""


class UnmetError(HostError):
    """A condition of a write was not met: the object is not as it was."""


class UnknownConditionError(HostError):
    """The host cannot write on a condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a bucket is reached. Keys come from the environment or from an AWS profile."""

    bucket: str
    endpoint: str = ""
    """Empty for Amazon itself."""
    region: str = ""
    profile: str = ""
    timeout_s: float = 60.0
    tries: int = 4

    @property
    def shown(self) -> str:
        """The bucket, in messages."""
        return f"bucket `{visible(self.bucket, 70)}`"


@dataclass(frozen=True, slots=True)
class Bucket:
    """An open bucket; may be used by several threads at once."""

    access: Access
    client: BaseClient = field(repr=False)

    def listing(self, prefix: str) -> Mapping[str, tuple[int, str]]:
        """Return size and entity tag of every object whose key begins so, page after page. Raises HostError."""
        found = {}
        with told(self.access):
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.access.bucket, Prefix=prefix):
                for one in page.get("Contents", ()):
                    found[str(one["Key"])] = (int(one["Size"]), _bare(one["ETag"]))
        return found

    def etag(self, key: str) -> str:
        """Return the entity tag that an object has now; "" where there is none. Raises HostError."""
        with told(self.access):
            try:
                return _bare(self.client.head_object(Bucket=self.access.bucket, Key=key)["ETag"])
            except self.client.exceptions.ClientError as said:
                if _code(said) in _MISSING:
                    return ""
                raise

    def chunks(self, key: str) -> Iterator[bytes]:
        """Yield the bytes of an object; nothing at all where there is none. Raises HostError."""
        with told(self.access):
            try:
                body = self.client.get_object(Bucket=self.access.bucket, Key=key)["Body"]
            except self.client.exceptions.ClientError as said:
                if _code(said) in _MISSING:
                    return
                raise
            yield b""
            yield from body.iter_chunks(CHUNK_BYTES)

    def put(self, key: str, path: str, data: bytes, *, was: str | None = None) -> str:
        """Write an object with its headers and return its entity tag; it appears whole or not at all.

        With `was`, only if the object still has that entity tag ("": there is still none). Raises HostError,
        UnmetError, UnknownConditionError. Content-MD5 (RFC 1864) and the signed SHA-256 let the host refuse what
        arrives damaged.
        """
        condition = {} if was is None else {"IfMatch": f'"{was}"'} if was else {"IfNoneMatch": "*"}
        with told(self.access):
            said = self.client.put_object(
                Bucket=self.access.bucket,
                Key=key,
                Body=data,
                ContentType=content_type(path),
                CacheControl=cache_control(path),
                ContentMD5=base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode(),
                Metadata={_SHA256: hashlib.sha256(data).hexdigest()},
                **condition,
            )
        return _bare(said["ETag"])

    def delete(self, key: str) -> None:
        """Delete an object; one that is gone is no fault. Raises HostError."""
        with told(self.access):
            self.client.delete_object(Bucket=self.access.bucket, Key=key)


def open_bucket(access: Access) -> Bucket:
    """Make a client; nothing is sent yet. Raises HostError."""
    try:
        from botocore.config import Config
        from botocore.session import Session
    except ImportError:
        raise HostError("botocore is not installed", help='pip install "dossier-site[publish]"') from None
    config = Config(
        signature_version="s3v4",
        connect_timeout=min(access.timeout_s, 30),
        read_timeout=access.timeout_s,
        retries={"mode": "standard", "total_max_attempts": access.tries},
        max_pool_connections=WORKERS,
        s3={"addressing_style": "path" if access.endpoint else "auto", "payload_signing_enabled": True},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    with told(access):
        session = Session(profile=access.profile or None)
        # Amazon's own machines hand keys to whoever asks them; elsewhere that address is somebody else's.
        session.get_component("credential_provider").remove("iam-role")
        region = access.region or session.get_config_variable("region") or "us-east-1"
        client = session.create_client("s3", region_name=region, endpoint_url=access.endpoint or None, config=config)
    return Bucket(access, client)


@contextmanager
def told(access: Access) -> Iterator[None]:
    """Turn what botocore raises in the block into a HostError that holds no key."""
    from botocore import exceptions as broken

    try:
        yield
    except broken.ClientError as said:
        raise _fault(access, said) from None
    except (broken.NoCredentialsError, broken.PartialCredentialsError):
        advice = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or `profile` of the target"
        raise HostError(f"{access.shown}: there is no key", help=advice) from None
    except RecursionError:  # botocore asks for the bucket's region as often as it is sent elsewhere
        raise _elsewhere(access, "PermanentRedirect") from None
    except (broken.BotoCoreError, broken.HTTPClientError, OSError) as failed:
        raise HostError(f"{access.shown}: {visible(str(failed), 200)}") from None


def _elsewhere(access: Access, code: str) -> HostError:
    why, advice = _WHY[code]
    return HostError(f"{access.shown}: {why} ({code})", help=advice)


def _fault(access: Access, said: ClientError) -> HostError:
    code = _code(said)
    if code in _UNMET:
        return UnmetError(f"{access.shown}: somebody else changed it meanwhile")
    if code in _UNKNOWN_CONDITION:
        return UnknownConditionError(f"{access.shown}: the host cannot do this")
    unknown = (visible(str(said.response["Error"].get("Message") or "refused"), 200), "")
    why, advice = _WHY.get(_CODES.get(code, code), unknown)
    return HostError(f"{access.shown}: {why} ({visible(code, 40)})", help=advice)


def _code(said: ClientError) -> str:
    return str(said.response["Error"].get("Code", ""))


def _bare(tag: object) -> str:
    return str(tag).strip('"')
