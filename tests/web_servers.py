"""nginx and Apache on loopback, as their packages install them, each with one site and one snippet of ours."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

START_S = 30.0
_NGINX = """\
daemon off;
pid {run}/nginx.pid;
error_log stderr;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {run}/a; proxy_temp_path {run}/b; fastcgi_temp_path {run}/c;
    uwsgi_temp_path {run}/d; scgi_temp_path {run}/e;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {snippet};
    }}
}}
"""
_APACHE = """\
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/apache.pid
ErrorLog {run}/errors
{user}
{modules}
TypesConfig /dev/null
DocumentRoot {root}
<Directory {root}>
    Require all granted
    AllowOverride {override}
</Directory>
{include}
"""
_MODULES = Path("/usr/lib/apache2/modules")
_WANTED = ("mpm_event", "authz_core", "mime", "dir", "headers", "alias")


def needs(program: str) -> str:
    """Return the path of a program; skip the test loudly, or fail in CI, where it is not installed."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"no {program}: its tests would be left out, which CI does not accept")
    pytest.skip(f"NO {program.upper()}: its tests are LEFT OUT; `.ci/browser` brings it")


@contextmanager
def nginx(root: Path, snippet: Path, run: Path) -> Iterator[int]:
    """Serve a folder with nginx; yield the port."""
    program, port = needs("nginx"), _free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    run.mkdir(parents=True)
    config = run / "nginx.conf"
    config.write_text(_NGINX.format(port=port, root=root, snippet=snippet, run=run, user=user))
    with _running([program, "-p", str(run), "-c", str(config)], port):
        yield port


@contextmanager
def apache(root: Path, snippet: Path | None, run: Path) -> Iterator[int]:
    """Serve a folder with Apache, which includes the snippet, or reads `.htaccess` where it is None; yield the port."""
    program, port = needs("apache2"), _free_port()
    run.mkdir(parents=True)
    config = run / "apache.conf"
    values = {
        "modules": "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _WANTED),
        "user": "User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        "include": f"Include {snippet}" if snippet else "",
        "override": "None" if snippet else "FileInfo",
    }
    config.write_text(_APACHE.format(port=port, root=root, run=run, **values))
    with _running([program, "-X", "-f", str(config)], port):
        yield port


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    end = time.monotonic() + START_S
    try:
        while not _answers(port):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                raise AssertionError(process.communicate()[0])
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True
