"""OpenStack Swift with its S3 interface on loopback: proxy, account, container and object servers in one process.

Called with a folder, the secret of the accounts `dossier:curator` and `dossier:reader` (who may nothing), and a port.
"""

# ruff: noqa: E402
from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import sys
from array import array
from pathlib import Path

from eventlet import wsgi
from swift.common import utils
from swift.common.ring import RingData
from swift.common.wsgi import loadapp

PARTS = 31
"""How far the first four bytes of a hash are shifted for the number of the part: two parts in all."""
SETTINGS = "[swift-hash]\nswift_hash_path_suffix = dossier\nswift_hash_path_prefix = dossier\n"
STORE = """[DEFAULT]
swift_dir = {root}
devices = {root}/devices
mount_check = false
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""
FRONT = """[DEFAULT]
swift_dir = {root}
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
dns_compliant_bucket_names = false
[filter:tempauth]
use = egg:swift#tempauth
user_dossier_curator = {secret} .admin
user_dossier_reader = {secret}
"""


def serve(root: Path, secret: str, port: int) -> None:
    """Serve until the process is ended."""
    (root / "devices/one").mkdir(parents=True)
    (root / "swift.conf").write_text(SETTINGS)
    utils.set_swift_dir(str(root))
    sockets = {name: eventlet.listen(("127.0.0.1", 0)) for name in ("account", "container", "object")}
    place = {"id": 0, "region": 1, "zone": 0, "device": "one", "ip": "127.0.0.1", "weight": 1.0}
    for name, listening in sockets.items():
        devices = [{**place, "port": listening.getsockname()[1]}]
        RingData([array("H", [0, 0])], devices, PARTS).save(str(root / f"{name}.ring.gz"))
    for name, listening in sockets.items():
        eventlet.spawn(wsgi.server, listening, _app(root, name, STORE.format(root=root, name=name)), log_output=False)
    front = _app(root, "proxy", FRONT.format(root=root, secret=secret))
    wsgi.server(eventlet.listen(("127.0.0.1", port)), front, log_output=False)


def _app(root: Path, name: str, settings: str) -> object:
    (root / f"{name}.conf").write_text(settings)
    return loadapp(str(root / f"{name}.conf"))


serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
