"""dossier.yaml to settings."""

from __future__ import annotations

import pytest

from dossier.config import read_settings
from dossier.diagnostics import Diagnostic
from dossier.model.files import InputFile
from dossier.report import full
from dossier.settings import PublishTarget, Settings, TargetType

PATH = "content/dossier.yaml"


def settings_of(text: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    return read_settings(InputFile(PATH, text.encode(), ""))


def fault(text: str) -> Diagnostic:
    _, (found,) = settings_of(text)
    return found


def test_a_title_is_enough() -> None:
    settings, faults = settings_of("title: A dossier\n")
    assert settings == Settings(title="A dossier") and faults == ()
    assert (settings.language, settings.time_zone, settings.citation_style) == ("en", "UTC", "house")


def test_every_setting_is_read() -> None:
    settings, faults = settings_of(
        "---\ntitle: T\nlanguage: be\nlanguages: [be, ru]\ntime_zone: Europe/Minsk\nbase_url: https://example.org/x/\n"
        "editors: [Jane Doe, {literal: AP}]\nlicense: CC BY 4.0\ncontact: a@example.org\n"
        "menu: [timeline, {label: Who, to: 'actor:jane'}, {label: Out, to: 'https://example.org/'}]\n"
        "home: {lead: first, actors: [a, b], questions: [How many?]}\nchecks: {uncited-paragraph: error}\n"
        "publish: {main: {type: git, remote: 'https://example.org/x.git', branch: pages}}\nmethodology: method\n"
    )
    assert faults == () and settings is not None
    assert settings.contact is not None and settings.contact.email == "a@example.org"
    assert settings.license is not None and settings.license.text == "CC BY 4.0"
    assert [item.to for item in settings.menu] == ["timeline", "actor:jane", "https://example.org/"]
    assert settings.checks == {"uncited-paragraph": "error"}
    target = PublishTarget(type=TargetType.GIT, remote="https://example.org/x.git", branch="pages")
    assert settings.publish == {"main": target}


def test_a_citation_style_is_the_built_in_one_or_a_file_of_the_project() -> None:
    for style in ("house", "chicago.csl", "styles/chicago-author-date.csl"):
        settings, faults = settings_of(f"title: T\ncitation_style: {style}\n")
        assert settings is not None and (settings.citation_style, faults) == (style, ())


def test_a_folder_without_settings_is_told_how_to_get_them() -> None:
    settings, (found,) = read_settings(None)
    assert settings is None
    assert (found.rule, found.span.path, found.help) == ("D601", PATH, "start a dossier with `dossier init`")


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "help"),
    [
        ("", "D202", 1, 1, "add `title: …`"),
        ("# nothing\n", "D202", 1, 1, "add `title: …`"),
        ("title:\n", "D202", 1, 1, "add `title: …`"),
        ("- title: T\n", "D109", 1, 1, "start with `title: …`"),
        ("just words\n", "D109", 1, 1, "start with `title: …`"),
        ("title: T\ntitle: U\n", "D108", 2, 1, "keep one"),
        ("title: A: B\n", "D107", 1, 9, 'put the title in quotes: `title: "A: B"`'),
        ("title: T\nbasurl: x\n", "D201", 2, 1, "did you mean `base_url`?"),
        ("title: T\noutput: /\n", "D201", 2, 1, "the output folder is chosen on the command line"),
        ("title: T\ntheme: ../x\n", "D201", 2, 1, "your own templates and styles stand in `templates/`"),
        ("title: T\nmenu: [{title: A, to: b}]\n", "D201", 2, 9, "here it is called `label`"),
        ("title: T\nlanguage: xx\n", "D207", 2, 11, ""),
        ("title: T\ntime_zone: Europe/Atlantis\n", "D209", 2, 12, "did you mean `Europe/Athens`?"),
        ("title: T\ntime_zone: ../../etc/passwd\n", "D209", 2, 12, ""),
        ("title: T\nbase_url: javascript:alert(1)//\n", "D206", 2, 11, ""),
        ("title: T\nbase_url: mailto:a@example.org\n", "D603", 2, 11, "write `https://host/path/`"),
        ("title: T\nbase_url: https://example.org/?x=1\n", "D603", 2, 11, "leave out everything from"),
        ("title: T\nmenu:\n  - {label: Home, to: 'javascript:alert(1)'}\n", "D206", 3, 23, ""),
        ("title: T\nmenu: ['//evil.example/x']\n", "D206", 2, 8, ""),
        ("title: T\ncitation_style: apa\n", "D204", 2, 17, "write `house`"),
        (
            "title: T\ncitation_style: ../apa.csl\n",
            "D204",
            2,
            17,
            "write `house`, the one style that is built in, or the path of a .csl",
        ),
        (
            "title: T\ncitation_style: /etc/apa.csl\n",
            "D204",
            2,
            17,
            "write `house`, the one style that is built in, or the path of a .csl",
        ),
        ("title: T\ncontact: editors at example\n", "D606", 2, 10, "write it as `name@example.org`"),
        ("title: T\ncontact: {email: 'a@b.example?bcc=c@d.example'}\n", "D606", 2, 18, ""),
        ("title: T\nchecks: {uncited-paragraf: off}\n", "D602", 2, 10, "did you mean `uncited-paragraph`?"),
        ("title: T\nchecks: {uncited-paragraph: of}\n", "D602", 2, 29, "did you mean `off`?"),
        ("title: T\nchecks: {duplicate-key: off}\n", "D602", 2, 10, ""),
        ("title: T\nchecks: {uncited-paragraph: [off]}\n", "D203", 2, 29, ""),
        ("title: T\npublish: {main: {url: '-oProxyCommand=x'}}\n", "D605", 2, 23, ""),
        ("title: T\npublish: {main: {url: 'ssh://-oProxyCommand=x/y'}}\n", "D605", 2, 23, ""),
        ("title: T\npublish: {main: {url: 'git@-oProxy:x'}}\n", "D605", 2, 23, ""),
        ("title: T\npublish: {main: {url: 'ext::sh -c x'}}\n", "D605", 2, 23, ""),
        ("title: T\npublish: {main: {type: gti, branch: x}}\n", "D204", 2, 24, "did you mean `git`?"),
        ("title: T\npublish: {main: {type: post}}\n", "D204", 2, 24, "write one of `folder`, `ftp`, `git`, `rclone`"),
        ("title: T\npublish: {main: {path: x}}\n", "D202", 2, 17, "add `type: …`"),
        ("title: T\npublish: {main: {type: zip, path: x, pth: y}}\n", "D201", 2, 38, "did you mean `path`?"),
        ("title: T\npublish: {main: {type: zip}}\n", "D851", 2, 11, "add `path: …`"),
        ("title: T\npublish: {main: {type: zip, path: x.zip, branch: y}}\n", "D851", 2, 42, "its keys are `path`"),
        ("title: T\npublish: {main: {type: git, remote: o, branch: a.lock}}\n", "D852", 2, 48, "write a name such as"),
        ("title: T\npublish: {main: {type: git, remote: o, branch: 'a:b'}}\n", "D852", 2, 48, "write a name such as"),
        ("title: T\npublish: {main: {type: folder, path: ./content/x}}\n", "D852", 2, 38, "name a folder outside"),
        (
            "title: T\npublish: {main: {type: sftp, host: a.org, path: '../x'}}\n",
            "D852",
            2,
            49,
            "write a folder of the host",
        ),
        (
            "title: T\npublish: {main: {type: rsync, host: 'a b', path: x}}\n",
            "D852",
            2,
            37,
            "write `name`, `user@name`",
        ),
        (
            "title: T\npublish: {main: {type: sftp, host: a.org, path: x, releases: 5000}}\n",
            "D214",
            2,
            62,
            "write a number from 0",
        ),
        ("title: T\npublish: {main: {type: s3}}\n", "D851", 2, 11, "add `bucket: …`"),
        ("title: T\npublish: {main: {type: s3, bucket: a/b}}\n", "D852", 2, 36, "write the name of the bucket alone"),
        ("title: T\npublish: {main: {type: s3, bucket: b, prefix: ../x}}\n", "D852", 2, 47, "write a folder"),
        (
            "title: T\npublish: {main: {type: s3, bucket: b, endpoint: 'http://s3.example'}}\n",
            "D852",
            2,
            49,
            "write `https://`",
        ),
        (
            "title: T\npublish: {main: {type: webdav, url: 'http://dav.example/x/'}}\n",
            "D852",
            2,
            37,
            "write `https://`",
        ),
        (
            "title: T\npublish: {main: {type: webdav, url: 'https://u@dav.example/'}}\n",
            "D852",
            2,
            37,
            "write `https://`",
        ),
        ("title: T\npublish: {main: {type: ftp, url: 'sftp://h/x'}}\n", "D852", 2, 34, "write `ftp://host/folder`"),
        ("title: T\npublish: {main: {type: rclone, remote: ':ftp,pass=x:y'}}\n", "D852", 2, 40, "write a remote of"),
        ("title: T\npublish: {main: {type: rclone, remote: nowhere}}\n", "D852", 2, 40, "write a remote of"),
        ("title: T\npublish: nowhere\n", "D203", 2, 10, ""),
    ],
)
def test_each_fault_has_its_place_and_says_what_to_type(
    text: str, rule: str, line: int, column: int, help: str
) -> None:
    found = fault(text)
    assert (found.rule, found.span.line, found.span.column) == (rule, line, column)
    assert found.span.path == PATH and found.help.startswith(help)


@pytest.mark.parametrize(
    "target",
    [
        "url: 'sftp://bob:hunter2@example.org/site'",
        "remote: 'https://x:hunter2@example.org/y.git'",
        "url: 's3://host/x', nested: [{deep: 'ftp://:hunter2@example.org'}]",
        "password: hunter2",
        "env: {API_KEY: hunter2}",
        "access_token: hunter2",
    ],
)
def test_a_secret_is_refused_and_never_repeated(target: str) -> None:
    text = f"title: T\npublish:\n  main: {{type: x, {target}}}\n"
    found = fault(text)
    shown = full(found, lambda path, line: text.splitlines()[line - 1], colour=False)
    assert found.rule == "D604" and found.span.line == 3
    assert "hunter2" not in shown and "content/dossier.yaml:3:" in shown


@pytest.mark.parametrize("line", ["{type: git, pw: hunter2}", "{type: x, word: hunter2}", "hunter2", "[hunter2]"])
def test_no_line_of_a_target_is_ever_shown(line: str) -> None:
    text = f"title: T\npublish:\n  main: {line}\nlanguage: xx\n"
    found = settings_of(text)[1]
    shown = "".join(full(one, lambda path, line: text.splitlines()[line - 1], colour=False) for one in found)
    assert len(found) > 1 and "hunter2" not in shown and "language: xx" in shown


def test_faulty_settings_are_still_settings() -> None:
    settings, faults = settings_of("titel: T\nlanguage: de\ntime_zone: Nowhere\n")
    assert settings is not None and len(faults) == 2
    assert (settings.title, settings.language, settings.time_zone) == ("", "de", "UTC")


def test_settings_that_cannot_be_read_are_none() -> None:
    assert settings_of("title: [\n")[0] is None
    assert read_settings(InputFile(PATH, b"title: \xff", ""))[0] is None
