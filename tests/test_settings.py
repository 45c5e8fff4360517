"""Settings: a value that cannot be followed is refused with its name, never replaced."""

from __future__ import annotations

import re

import pytest

from atlas import settings
from atlas.settings import ROOT, BadSetting
from ui import server

BAD = [
    *(
        ("ATLAS_FRAME_ANCESTORS", v)
        for v in ("*; script-src *", "a\r\nX-Evil: 1", "'unsafe-inline'")
    ),
    *(("ATLAS_FRAME_ANCESTORS", v) for v in ("'none' https://a.example", "javascript:", "a b/c")),
    *(
        ("ATLAS_ALLOWED_HOSTS", v)
        for v in ("https://a.example", "a.example/x", "a.example:80", "a*b")
    ),
    *((name, "many") for name in settings.LIMITS),
    *((name, "-1") for name in settings.LIMITS),
    ("ATLAS_SOCKETS", "0"),
    ("ATLAS_UPLOAD_MB", "50 MB"),
    ("ATLAS_UPLOAD_MB", "٣"),
    ("ATLAS_READERS", "1e3"),
    ("ATLAS_BACKUP_DAYS", "99999"),
    ("ATLAS_OIDC_CLAIM", "name and mail"),
    ("ATLAS_WORLDBANK_API", "api.worldbank.example"),
    ("ATLAS_LANG", "Français"),
]
GOOD = [
    ("ATLAS_FRAME_ANCESTORS", "'none'"),
    ("ATLAS_FRAME_ANCESTORS", " 'self' https://a.example,https://*.b.example:8443 "),
    ("ATLAS_ALLOWED_HOSTS", "Atlas.Example.org, *.b.example *"),
    ("ATLAS_ALLOWED_HOSTS", "[::1] 10.0.0.7"),
    ("ATLAS_BACKUP_DAYS", "0"),
    ("ATLAS_HEAVY_PLACES", "0"),
    ("ATLAS_SOCKETS", " 12 "),
    ("ATLAS_LANG", "fr_CA.UTF-8"),
    ("ATLAS_FRAME_ANCESTORS", ""),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_setting_is_named_with_its_value_and_a_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as raised:
        settings.check_settings()
    text = str(raised.value)
    assert text.startswith(f"{name} is “{value}”: ")
    assert re.search(r": (give|list) ", text)


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_a_good_setting_is_followed(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    settings.check_settings()


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), BAD[0]])
def test_a_server_with_a_bad_setting_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        server.serve(server.server())
    assert stopped.value.code == 2
    assert name in capsys.readouterr().err


def test_every_variable_that_the_code_reads_is_checked_or_a_place() -> None:
    places = {"ATLAS_HOME", "ATLAS_DATABASE_URL"}  # checked where they are opened
    checked = {name for name, _ in BAD} | places | {"ATLAS_DEBUG"}
    files = [*ROOT.glob("atlas/**/*.py"), *ROOT.glob("ui/*.py")]
    read = {n for f in files for n in re.findall(r'"(ATLAS_[A-Z_]+)"', f.read_text("utf-8"))}
    assert read <= checked
