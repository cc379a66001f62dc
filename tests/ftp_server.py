"""An FTP server on 127.0.0.2 that takes TLS alone, writes files in place, and lists by LIST or MLSD.

Called with a folder, certificate, key, password, port, and the first and last port for data.
"""

from __future__ import annotations

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler
from pyftpdlib.servers import FTPServer


def serve(root: str, certificate: str, key: str, password: str, ports: list[int]) -> None:
    """Serve until the process is ended."""
    users = DummyAuthorizer()
    users.add_user("curator", password, root, perm="elradfmwMT")
    handler = type("Handler", (TLS_FTPHandler,), {})
    handler.authorizer, handler.certfile, handler.keyfile = users, certificate, key
    handler.tls_control_required = handler.tls_data_required = True
    handler.passive_ports = range(ports[1], ports[2] + 1)
    FTPServer(("127.0.0.2", ports[0]), handler).serve_forever()


serve(*sys.argv[1:5], [int(port) for port in sys.argv[5:]])
