"""Signatures of the list of digests, by the real ssh-keygen and minisign, checked by `verify` and by hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier.publish import Signer, SigningError, public_key, sign, signature_fault
from dossier.publish.site import entry_of
from dossier.settings import SignatureTool
from dossier.write import MANIFEST, SUMS, encode_manifest, manifest_of
from hosts import MadeSite
from projects import tree
from test_cli import dossier
from test_publish import NOW, project_for

TOOLS = {"ssh": "ssh-keygen", "minisign": "minisign"}
ENVIRONMENT = {"PATH": os.environ["PATH"]}


@pytest.fixture(autouse=True)
def _tools() -> None:
    absent = ", ".join(program for program in TOOLS.values() if not shutil.which(program))
    if absent and os.environ.get("CI"):
        pytest.fail(f"no {absent}: the tests of signatures would be left out, which CI does not accept")
    if absent:
        pytest.skip(f"NO {absent.upper()}: the tests of signatures are LEFT OUT; `.ci/browser` brings them")


@dataclass(frozen=True)
class Key:
    """A key pair without a passphrase."""

    private: Path
    public: str


def make_key(tool: str, folder: Path, kind: str = "ed25519") -> Key:
    folder.mkdir(parents=True, exist_ok=True)
    private = folder / f"{tool}.key"
    if tool == "ssh":
        run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(private))
        return Key(private, (folder / "ssh.key.pub").read_text().strip())
    run("minisign", "-G", "-W", "-p", str(folder / "minisign.pub"), "-s", str(private))
    return Key(private, (folder / "minisign.pub").read_text().splitlines()[1])


def run(*command: str, cwd: Path | None = None, stdin: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command, cwd=cwd, input=stdin.read_bytes() if stdin else b"", capture_output=True, check=True, timeout=60
    )


@pytest.fixture(params=["ssh", "minisign"])
def signed(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., tuple[Path, Key]]:
    """Make a project whose one target is a folder, and whose list is signed."""

    def make(*, more: str = "", name: str = "p") -> tuple[Path, Key]:
        key = make_key(request.param, tmp_path / f"keys-{name}")
        project = project_for(tmp_path / name, f"  main: {{type: folder, path: ../{name}-public}}\n")
        settings = project / "content/dossier.yaml"
        signature = f'signature: {{tool: {request.param}, key: "{key.private}", public: "{key.public}"{more}}}\n'
        settings.write_text(settings.read_text(encoding="utf-8") + signature, encoding="utf-8")
        return project, key

    return make


def test_what_is_published_is_signed_and_readers_can_check_it_by_hand(
    signed: Callable[..., tuple[Path, Key]], tmp_path: Path
) -> None:
    project, key = signed(more=", identity: editors@example.org")
    done = dossier("publish", "--yes", *NOW, cwd=project)
    assert done.returncode == 0, done.stderr
    public = tmp_path / "p-public"
    if key.public.startswith("ssh"):
        arguments = ["-f", f"{SUMS}.allowed_signers", "-I", "editors@example.org", "-n", "dossier", "-s", f"{SUMS}.sig"]
        assert b"Good" in run("ssh-keygen", "-Y", "verify", *arguments, cwd=public, stdin=public / SUMS).stdout
    else:
        run("minisign", "-V", "-p", f"{SUMS}.pub", "-m", SUMS, cwd=public)
    if shutil.which("sha256sum"):
        run("sha256sum", "--quiet", "--check", SUMS, cwd=public)
    assert tree(project / "site").keys() - {MANIFEST} == {
        path for path in tree(public).keys() - {MANIFEST} if not path.startswith(f"{SUMS}.")
    }


def test_publishing_again_changes_nothing_and_a_dry_run_tells_so(signed: Callable[..., tuple[Path, Key]]) -> None:
    project, _ = signed()
    dry = dossier("publish", "--dry-run", "--verbose", *NOW, cwd=project)
    assert dry.returncode == 0 and re.search(rf"^\+ {SUMS}\.(sig|minisig)$", dry.stderr, re.M)
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    for options in (["--yes"], ["--dry-run"]):
        again = dossier("publish", *options, *NOW, cwd=project)
        assert again.returncode == 0 and "+0 ~0 -0" in again.stderr


def test_verify_knows_the_key_of_the_project_and_refuses_another(
    signed: Callable[..., tuple[Path, Key]], tmp_path: Path
) -> None:
    project, key = signed()
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    good = dossier("verify", "main", cwd=project)
    assert good.returncode == 0 and f"signed by `{key.public[:100]}" in good.stderr
    outside = dossier("verify", "p-public", cwd=tmp_path)
    assert outside.returncode == 0 and "signed, they say, by" in outside.stderr
    (tmp_path / "trusted").write_text(f"{key.public}\n")
    for trusted in ("trusted", key.public):
        assert dossier("verify", "p-public", "--key", trusted, cwd=tmp_path).returncode == 0
    other = make_key("ssh" if key.public.startswith("ssh") else "minisign", tmp_path / "other")
    wrong = dossier("verify", "p-public", "--key", other.public, cwd=tmp_path)
    assert wrong.returncode == 1 and "D866" in wrong.stderr and "is not signed by the key you trust" in wrong.stderr


def test_a_forged_site_with_all_its_lists_is_found_out(signed: Callable[..., tuple[Path, Key]], tmp_path: Path) -> None:
    project, key = signed()
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    public = tmp_path / "p-public"
    kept = {path: data for path, data in tree(public).items() if path.startswith(f"{SUMS}.")}
    forged = MadeSite({"index.html": b"forged", "a.html": b"forged"}).tree
    shutil.rmtree(public)
    for path, data in {**forged, **kept}.items():
        public.mkdir(exist_ok=True)
        (public / path).write_bytes(data)
    assert dossier("verify", "p-public", cwd=tmp_path).returncode == 0
    assert dossier("verify", "p-public", "--key", key.public, cwd=tmp_path).returncode == 1
    for path in kept:
        (public / path).unlink()
    unsigned = dossier("verify", "p-public", "--key", key.public, cwd=tmp_path)
    assert unsigned.returncode == 1 and "there is no signature by the key you trust" in unsigned.stderr


def test_a_signed_list_beside_a_manifest_that_does_not_name_it_is_no_signature(
    signed: Callable[..., tuple[Path, Key]], tmp_path: Path
) -> None:
    """The true list and its signature stay where they were; pages and manifest are somebody else's."""
    project, key = signed()
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    public = tmp_path / "p-public"
    (public / "index.html").write_bytes(b"forged")
    entry = entry_of("index.html", b"forged")
    (public / MANIFEST).write_bytes(encode_manifest(manifest_of([entry])))
    run = dossier("verify", "p-public", "--key", key.public, cwd=tmp_path)
    assert run.returncode == 1 and "D866" in run.stderr


@pytest.mark.parametrize("tool", ["ssh", "minisign"])
def test_a_signature_fits_one_list_one_key_and_one_purpose(tool: str, tmp_path: Path) -> None:
    key, other = make_key(tool, tmp_path / "a"), make_key(tool, tmp_path / "b")
    public, another = public_key(key.public), public_key(other.public)
    assert public and another and public.tool is SignatureTool(tool)
    files = sign(b"list\n", Signer(public, "somebody", key.private, ENVIRONMENT))
    signature = next(data for path, data in files.items() if path.endswith("sig"))
    assert files == sign(b"list\n", Signer(public, "somebody", key.private, ENVIRONMENT))
    assert signature_fault(b"list\n", signature, public, ENVIRONMENT) == ""
    assert signature_fault(b"List\n", signature, public, ENVIRONMENT)
    assert signature_fault(b"list\n", signature, another, ENVIRONMENT)
    assert signature_fault(b"list\n", b"", public, ENVIRONMENT)
    with pytest.raises(SigningError, match="not the one that `public` names"):
        sign(b"list\n", Signer(another, "somebody", key.private, ENVIRONMENT))
    if tool == "ssh":
        (tmp_path / "list").write_bytes(b"list\n")
        run("ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", str(key.private), str(tmp_path / "list"))
        assert signature_fault(b"list\n", (tmp_path / "list.sig").read_bytes(), public, ENVIRONMENT)


def test_an_agent_signs_where_only_the_public_half_is_there(tmp_path: Path) -> None:
    if not shutil.which("ssh-agent"):
        pytest.skip("no ssh-agent")
    key = make_key("ssh", tmp_path)
    said = run("ssh-agent", "-s", "-a", str(tmp_path / "agent")).stdout.decode()
    agent = {**ENVIRONMENT, "SSH_AUTH_SOCK": str(tmp_path / "agent")}
    try:
        subprocess.run(["ssh-add", "-q", str(key.private)], env=agent, check=True, capture_output=True, timeout=60)
        key.private.unlink()
        public = public_key(key.public)
        assert public and sign(b"x", Signer(public, "a", tmp_path / "ssh.key.pub", agent))
    finally:
        os.kill(int(re.findall(r"SSH_AGENT_PID=(\d+)", said)[0]), 15)


def test_without_the_tool_or_the_key_nothing_is_published(
    signed: Callable[..., tuple[Path, Key]], tmp_path: Path
) -> None:
    project, key = signed()
    (tmp_path / "empty").mkdir()
    absent = dossier("publish", "--yes", *NOW, cwd=project, PATH=str(tmp_path / "empty"))
    assert absent.returncode == 2 and "is not installed" in absent.stderr and "apt install" in absent.stderr
    elsewhere = dossier("publish", "--yes", *NOW, cwd=project, DOSSIER_SIGNING_KEY=str(tmp_path / "nowhere"))
    assert elsewhere.returncode == 2 and "D865" in elsewhere.stderr and "no key `nowhere`" in elsewhere.stderr
    inside = project / "key"
    shutil.copy(key.private, inside)
    private = dossier("publish", "--yes", *NOW, cwd=project, DOSSIER_SIGNING_KEY=str(inside))
    assert private.returncode == 2 and "lies in the project" in private.stderr
    assert not (tmp_path / "p-public").exists()
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    nobody = dossier("verify", "main", *NOW, cwd=project, PATH=str(tmp_path / "empty"))
    assert nobody.returncode == 1 and "is not installed" in nobody.stderr


def test_a_private_key_in_the_settings_is_refused_and_not_printed(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: folder, path: ../public}\n")
    settings = project / "content/dossier.yaml"
    pasted = "signature: {tool: ssh, key: '-----BEGIN OPENSSH PRIVATE KEY----- hunter2', public: ssh-ed25519 AAAA}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + pasted, encoding="utf-8")
    for command in (["publish", "--yes"], ["check"], ["verify", "main"]):
        run = dossier(*command, *NOW, cwd=project)
        assert run.returncode != 0 and "D604" in run.stderr and "hunter2" not in run.stderr + run.stdout


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 editors@example.org", "ssh"),
        ('editors@example.org namespaces="dossier" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5', "ssh"),
        ("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t", "ssh"),
        ("untrusted comment: minisign public key\nRW" + "Q" * 54 + "\n", "minisign"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nssh-ed25519 AAAA\n", ""),
        ("RW" + "Q" * 53, ""),
        ("", ""),
    ],
)
def test_a_public_key_is_read_in_the_forms_that_people_have(text: str, tool: str) -> None:
    found = public_key(text)
    assert (found.tool.value if found else "") == tool
