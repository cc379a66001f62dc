"""S3-compatible storage: headers, keys and their faults, prefixes, many objects, and two publishers at once."""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from clouds import Grounds, access, bucket_place, project_at, s3_client
from dossier.assets.formats import FORMATS
from dossier.headers import IMMUTABLE, cache_control, content_type
from dossier.publish import JOURNAL, HostError, inspect, make_plan, upload, verify
from dossier.publish.s3 import S3Target
from dossier.publish.s3_client import UnknownConditionError, UnmetError, open_bucket
from dossier.publish.site import Loose
from dossier.write import MANIFEST
from hosts import NEW, OLD, MadeSite, to_folder
from projects import tree
from storage_servers import KEY, SECRET, answering, environment
from test_cli import dossier
from test_publish import NOW

pytestmark = pytest.mark.usefixtures("keys")


@pytest.fixture(params=["s3 on swift", "s3 on rclone"])
def port(request: pytest.FixtureRequest, grounds: Grounds) -> int:
    return grounds.port(request.param)


@pytest.fixture
def swift(grounds: Grounds) -> int:
    return grounds.port("s3 on swift")


@pytest.fixture
def rclone(grounds: Grounds) -> int:
    return grounds.port("s3 on rclone")


def test_every_object_is_delivered_with_its_type_and_the_time_it_may_be_kept(port: int) -> None:
    place = bucket_place("s3", port, "headers")
    site = MadeSite({**NEW.pages, "feeds/Über uns.xml": b"<feed/>"})
    to_folder(site, place.target(port))
    client = s3_client(port)
    for path in site.tree:
        wanted = {"Bucket": "headers", "Key": f"bridge/{path}"}
        with urllib.request.urlopen(client.generate_presigned_url("get_object", Params=wanted)) as answer:
            assert answer.read() == site.read(path)
            assert answer.headers["Content-Type"] == content_type(path)
            assert answer.headers["Cache-Control"] == cache_control(path)


def test_the_table_of_types_knows_every_file_of_a_site() -> None:
    assert {suffix for suffix in FORMATS if content_type(f"x.{suffix}") == "application/octet-stream"} == set()
    assert content_type("index.html") == "text/html; charset=utf-8" and content_type("media/X.JPG") == "image/jpeg"
    assert content_type("_headers") == content_type("SHA256SUMS") == "text/plain; charset=utf-8"
    assert cache_control("assets/x.1a2b3c4d.css") == IMMUTABLE and cache_control("media/x.jpg") == "no-cache"


def test_a_site_under_a_prefix_knows_nothing_of_its_neighbours(rclone: int) -> None:
    place = bucket_place("s3", rclone, "shared")
    client = s3_client(rclone)
    for key in ("index.html", "bridge.html", "bridges/index.html"):
        client.put_object(Bucket="shared", Key=key, Body=b"a neighbour")
    to_folder(OLD, place.target(rclone))
    plan = to_folder(NEW, place.target(rclone))
    assert plan.kept_foreign == () and place.shown() == NEW.tree
    keys = {one["Key"] for one in client.list_objects_v2(Bucket="shared")["Contents"]}
    assert {"index.html", "bridge.html", "bridges/index.html"} < keys


def test_a_whole_bucket_can_be_the_site(rclone: int) -> None:
    bucket_place("s3", rclone, "whole")
    to_folder(NEW, S3Target(access(rclone, "whole")))
    assert s3_client(rclone).get_object(Bucket="whole", Key="a/index.html")["Body"].read() == NEW.pages["a/index.html"]


def test_more_objects_than_one_answer_lists_are_all_seen(rclone: int, grounds: Grounds) -> None:
    place = bucket_place("s3", rclone, "many")
    many = MadeSite({f"p/{number}.html": b"%d" % number for number in range(2100)})
    for path, data in many.tree.items():
        file = grounds.root("s3 on rclone") / "many/bridge" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    with place.target(rclone).open(writable=False) as host:
        assert host.listing().keys() == many.tree.keys()
        assert make_plan(many.manifest, inspect(host, many.manifest)).is_empty


def test_a_folder_drawn_by_a_console_is_in_nobodys_way(swift: int) -> None:
    place = bucket_place("s3", swift, "console")
    s3_client(swift).put_object(Bucket="console", Key="bridge/a/", Body=b"")
    to_folder(NEW, place.target(swift))


@pytest.mark.parametrize(
    ("variables", "bucket", "why", "way"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "wrong-secret"}, "keyed", "does not take this key", "AWS_SECRET_ACCESS_KEY"),
        ({"AWS_ACCESS_KEY_ID": "dossier:reader"}, "barred", "may not do this", "s3:PutObject"),
        ({}, "nowhere", "no such bucket", "make it first"),
    ],
)
def test_a_fault_of_the_bucket_names_its_cause_and_no_secret(
    swift: int, variables: dict[str, str], bucket: str, why: str, way: str
) -> None:
    if bucket != "nowhere":
        bucket_place("s3", swift, bucket)
    with environment(**variables), pytest.raises(HostError, match=why) as failed:
        to_folder(NEW, S3Target(access(swift, bucket)))
    assert way in failed.value.help
    assert not re.search(f"wrong-secret|{SECRET}", f"{failed.value} {failed.value.help}")


def test_an_unknown_key_is_told_from_a_wrong_secret(rclone: int) -> None:
    with environment(AWS_ACCESS_KEY_ID="nobody"), pytest.raises(HostError, match="does not know this key"):
        to_folder(NEW, S3Target(access(rclone, "any")))


def test_without_a_key_or_a_profile_the_way_to_one_is_named(tmp_path: Path) -> None:
    nowhere = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "x")}
    with environment(**nowhere, AWS_CONFIG_FILE=str(tmp_path / "y")):
        with pytest.raises(HostError, match="there is no key") as failed:
            to_folder(NEW, S3Target(access(9, "any")))
        assert "AWS_ACCESS_KEY_ID" in failed.value.help
        with pytest.raises(HostError, match="profile \\(press\\) could not be found"):
            open_bucket(replace(access(9, "any"), profile="press"))


def test_a_profile_holds_the_key(rclone: int, tmp_path: Path) -> None:
    bucket_place("s3", rclone, "profiled")
    keys = tmp_path / "credentials"
    keys.write_text(f"[press]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n")
    wrong = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SHARED_CREDENTIALS_FILE": str(keys)}
    with environment(**wrong):
        to_folder(NEW, S3Target(replace(access(rclone, "profiled"), profile="press")))


@pytest.mark.parametrize(
    ("status", "code", "why", "way"),
    [
        (403, "RequestTimeTooSkewed", "does not take the time of this machine", "set the clock"),
        (400, "AuthorizationHeaderMalformed", "in another region", "set `region`"),
        (301, "PermanentRedirect", "in another region", "set `region`"),
        (400, "ExpiredToken", "has expired", "a new one"),
        (403, "AccessDenied", "may not do this", "s3:GetObject"),
        (503, "SlowDown", r"too fast \(SlowDown\)", ""),
    ],
)
def test_what_a_host_refuses_is_said_with_a_way_out(status: int, code: str, why: str, way: str) -> None:
    body = f"<Error><Code>{code}</Code><Message>too fast</Message></Error>".encode()
    with (
        answering(lambda _: (status, body)) as port,
        pytest.raises(HostError, match=why) as failed,
        S3Target(access(port, "bridge")).open(writable=False),
    ):
        pass
    assert way in failed.value.help


def test_without_the_extra_the_way_to_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore.session", None)
    with pytest.raises(HostError, match="botocore is not installed") as failed:
        open_bucket(access(9, "any"))
    assert "dossier-site[publish]" in failed.value.help


def test_a_host_that_does_not_answer_is_a_fault() -> None:
    with pytest.raises(HostError, match="Could not connect"):
        to_folder(NEW, S3Target(access(9, "any")))


def test_a_second_publisher_is_stopped_before_the_first_change(port: int) -> None:
    place = bucket_place("s3", port, "contested")
    to_folder(OLD, place.target(port))
    target = place.target(port)
    with target.open(writable=True) as first, target.open(writable=True) as second:
        mine, theirs = (make_plan(NEW.manifest, inspect(host, NEW.manifest)) for host in (first, second))
        first.put((JOURNAL,), Loose({JOURNAL: b"{}"}))
        with pytest.raises(HostError, match="somebody else is publishing"):
            upload(theirs, NEW, second)
        assert place.shown() == {**OLD.tree, JOURNAL: b"{}"}
        for wave in mine.waves():
            first.put(wave, NEW)


def test_a_run_that_was_taken_over_stops(rclone: int) -> None:
    place = bucket_place("s3", rclone, "taken")
    target = place.target(rclone)
    with target.open(writable=True) as first:
        first.put((JOURNAL,), Loose({JOURNAL: b"{}"}))
        with target.open(writable=True) as second:
            second.put((JOURNAL,), Loose({JOURNAL: b'{"later": 1}'}))
        with pytest.raises(HostError, match="somebody else is publishing"):
            first.put(("index.html",), NEW)
        with pytest.raises(HostError, match="somebody else is publishing"):
            first.delete((JOURNAL,))


def test_a_manifest_written_meanwhile_is_not_written_over(rclone: int) -> None:
    place = bucket_place("s3", rclone, "raced")
    to_folder(OLD, place.target(rclone))
    with place.target(rclone).open(writable=True) as host:
        place.write(MANIFEST, b"somebody else's")
        with pytest.raises(HostError, match="somebody else is publishing"):
            host.put((MANIFEST,), NEW)
    assert place.shown()[MANIFEST] == b"somebody else's"


def test_conditions_are_met_by_the_server_where_it_knows_them(swift: int) -> None:
    """Swift knows If-None-Match and answers 501 to If-Match; rclone ignores both, so that we compare ourselves."""
    bucket_place("s3", swift, "conditions")
    bucket = open_bucket(access(swift, "conditions"))
    tag = bucket.put("x", "x", b"one", was="")
    with pytest.raises(UnmetError):
        bucket.put("x", "x", b"two", was="")
    with pytest.raises(UnknownConditionError):
        bucket.put("x", "x", b"two", was=tag)
    assert bucket.etag("x") == tag and bucket.etag("y") == ""


def test_what_arrives_damaged_is_not_taken(port: int) -> None:
    bucket_place("s3", port, "damaged")
    client = s3_client(port)
    with pytest.raises(client.exceptions.ClientError, match=r"BadDigest|InvalidDigest"):
        client.put_object(Bucket="damaged", Key="x", Body=b"hello", ContentMD5="AAAAAAAAAAAAAAAAAAAAAA==")
    assert "Contents" not in client.list_objects_v2(Bucket="damaged")


def test_metadata_is_not_believed(rclone: int) -> None:
    place = bucket_place("s3", rclone, "liar")
    to_folder(NEW, place.target(rclone))
    known = s3_client(rclone).head_object(Bucket="liar", Key="bridge/same.png")["Metadata"]
    s3_client(rclone).put_object(Bucket="liar", Key="bridge/same.png", Body=b"SAME", Metadata=known)
    with place.target(rclone).open(writable=False) as host:
        assert verify(host, NEW.manifest).changed == ("same.png",)


def test_the_command_publishes_to_a_bucket(rclone: int, grounds: Grounds, tmp_path: Path) -> None:
    bucket_place("s3", rclone, "command")
    settings = f"{{type: s3, bucket: command, prefix: /b/, endpoint: 'http://127.0.0.1:{rclone}'}}"
    project = project_at(tmp_path / "p", settings)
    before = tree(tmp_path)
    dry = dossier("publish", "--dry-run", *NOW, cwd=project)
    assert dry.returncode == 0 and "web (bucket `command`, `b/`): +" in dry.stderr, dry.stderr
    assert tree(tmp_path) == before and not (grounds.root("s3 on rclone") / "command/b").exists()
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    assert tree(grounds.root("s3 on rclone") / "command/b") == tree(project / "site")
    wrong = dossier("verify", "web", "--format", "json", *NOW, cwd=project, AWS_SECRET_ACCESS_KEY="hunter3")
    (fault,) = [one for one in json.loads(wrong.stdout)["diagnostics"] if one["severity"] == "error"]
    assert wrong.returncode == 3 and fault["rule"] == "D856" and "hunter3" not in wrong.stdout + wrong.stderr
