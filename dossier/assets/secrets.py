"""Recognises files that must never be published, by name and by content."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    r"id_(?:rsa|dsa|ecdsa|ed25519)(?:\..*)?": "a private SSH key",
    r".*\.(?:pem|key|p12|pfx|jks|keystore|ppk|kdbx?|gpg|asc)": "a key or a password safe",
    r"\.?env(?:\..*)?|.*\.env": "a file of passwords",
    r"\.?(?:netrc|npmrc|pypirc|htpasswd|pgpass|git-credentials)|credentials(?:\.json)?": "a file of passwords",
    r".*\.(?:sqlite3?|db|mdb|accdb|sql|dump)": "a database",
    r".*\.(?:pst|mbox|eml|msg|vcf)": "private letters or addresses",
    r"wallet\.dat": "a wallet",
}
_CONTENTS: Mapping[bytes, str] = {
    rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----": "a private key",
    rb"PuTTY-User-Key-File-": "a private key",
    rb"\ASQLite format 3\x00": "a database",
    rb"\A\x00\x01\x00\x00Standard (?:Jet|ACE) DB": "a database",
    rb"\A\x03\xd9\xa2\x9a": "a password safe",
    rb"(?m)^(?:export )?[A-Z0-9_]*(?:SECRET|PASSWORD|PASSWD|TOKEN|_KEY)[A-Z0-9_]*=\S": "a file of passwords",
    rb"AKIA[0-9A-Z]{16}": "a cloud account's key",
}
_LOOKED_AT_BYTES = 1 << 16
"""Keys and headers stand at the beginning; images are not searched to their end."""


def secret_in(path: str, data: bytes) -> str:
    """Return what kind of secret the file seems to hold, or ""."""
    name = path.rpartition("/")[2].lower()
    for pattern, what in _NAMES.items():
        if re.fullmatch(pattern, name):
            return what
    start = data[:_LOOKED_AT_BYTES]
    return next((what for pattern, what in _CONTENTS.items() if re.search(pattern, start)), "")
