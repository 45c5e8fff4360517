"""Sign-in over HTTP: cookies, forms, headers, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.editorial import accounts as people
from atlas.editorial import credentials, invites, sessions
from atlas.i18n import LANGUAGES
from atlas.store import engine
from atlas.web import accounts
from atlas.web.accounts import visits
from atlas.web.accounts.visits import local_path
from tests.invented import EDITOR, REVIEWER, add_staff

PASSWORD, OTHER = "correct horse battery", "several other words"
HERE = "https://atlas.example"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    """Return a browser at an atlas whose editor has a password."""
    add_staff(engine())
    credentials.replace_password(engine(), EDITOR, PASSWORD)
    with browser() as made:
        yield made


def browser() -> TestClient:
    """Return a browser with an empty profile."""
    app = Starlette(routes=accounts.routes(lambda: {"Institute": "/sign-in/with/institute"}))
    return TestClient(app, base_url=HERE, follow_redirects=False)


def form_of(client: TestClient, path: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def post(client: TestClient, path: str, form: str | None = None, **fields: str):
    sent = fields if form == "" else {"form": form or form_of(client, path), **fields}
    return client.post(path, data=sent, headers={"Origin": HERE})


def sign_in(client: TestClient, name: str = EDITOR, password: str = PASSWORD, **fields: str):
    return post(client, "/sign-in", name=name, password=password, **fields)


def who(client: TestClient) -> str | None:
    found = sessions.identify(engine(), client.cookies.get(sessions.COOKIE))
    return found.name if found else None


def test_signing_in_leads_on_with_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    answer = sign_in(client, next="/country?country=URY")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/country?country=URY"
    line = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("atlas_session="))
    assert {"HttpOnly", "SameSite=strict", "Secure", "Path=/"} <= set(line.split("; "))
    assert "Max-Age" not in line
    assert who(client) == EDITOR


def test_the_cookie_is_secure_when_reader_or_proxy_speaks_https(client: TestClient) -> None:
    with browser() as plain:
        plain.base_url = "http://atlas.example"
        assert "Secure" not in plain.get("/sign-in").headers["set-cookie"]
        answer = plain.get("/sign-in", headers={"X-Forwarded-Proto": "https"})
        assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("path", ["/sign-in", "/invite/unknown", "/account", "/sign-out"])
def test_pages_are_neither_kept_nor_framed_and_load_nothing_from_elsewhere(
    client: TestClient, path: str
) -> None:
    for answer in (client.get(path), client.post(path, data={})):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "<script" not in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_speak_the_language_and_have_its_direction(client: TestClient, lang: str) -> None:
    text = client.get(f"/sign-in?lang={lang}&next=/data").text
    direction = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{direction}">' in text
    assert f'action="/sign-in?lang={lang}"' in text
    assert f'value="/data?lang={lang}"' in text
    assert 'lang="fr"' in client.get("/sign-in", headers={"Accept-Language": "fr-CA"}).text


@pytest.mark.parametrize(
    ("name", "password"),
    [(EDITOR, "wrong wrong wrong"), ("Nobody", PASSWORD), (REVIEWER, PASSWORD), ("", "")],
)
def test_what_is_wrong_is_not_said(client: TestClient, name: str, password: str) -> None:
    answer = sign_in(client, name, password)
    assert answer.status_code == 401
    assert "This name and this password do not match." in answer.text
    assert who(client) is None
    assert sessions.COOKIE not in answer.cookies


def test_too_many_attempts_say_when_to_come_back(client: TestClient) -> None:
    form = form_of(client, "/sign-in")
    for _ in range(5):
        post(client, "/sign-in", form, name=EDITOR, password="wrong wrong wrong")
    answer = post(client, "/sign-in", form, name=EDITOR, password=PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "15 minutes" in answer.text


def test_a_name_is_shown_again_as_text(client: TestClient) -> None:
    answer = sign_in(client, '"><script>alert(1)</script>')
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_session_planted_before_signing_in_is_worth_nothing(client: TestClient) -> None:
    planted = credentials.sign_in(engine(), EDITOR, PASSWORD)
    client.cookies.set(sessions.COOKIE, planted, domain="atlas.example", path="/")
    assert sign_in(client).status_code == 303
    fresh = client.cookies.get(sessions.COOKIE)
    assert fresh != planted
    assert sessions.identify(engine(), planted) is None, "whoever planted it is signed out"


def test_a_form_of_another_browser_is_refused(client: TestClient) -> None:
    with browser() as other:
        foreign = form_of(other, "/sign-in")
    answer = post(client, "/sign-in", foreign, name=EDITOR, password=PASSWORD)
    assert answer.status_code == 403
    assert who(client) is None
    assert post(client, "/sign-in", "", name=EDITOR, password=PASSWORD).status_code == 403


def test_a_form_from_before_signing_in_is_refused_afterwards(client: TestClient) -> None:
    before = form_of(client, "/sign-in")
    sign_in(client)
    answer = post(client, "/account", before, do="everywhere")
    assert answer.status_code == 403
    assert who(client) == EDITOR


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://atlas.example.evil.example"},
        {"Referer": "https://evil.example/atlas.example"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Referer": f"{HERE}/sign-in"},
    ],
)
def test_a_form_sent_from_elsewhere_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    fields = {"form": form_of(client, "/sign-in"), "name": EDITOR, "password": PASSWORD}
    assert client.post("/sign-in", data=fields, headers=headers).status_code == 403
    assert who(client) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Referer": f"{HERE}/sign-in?next=/"},
        {"Origin": "https://public.example", "X-Forwarded-Host": "public.example"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_sent_from_here_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    fields = {"form": form_of(client, "/sign-in"), "name": EDITOR, "password": PASSWORD}
    assert client.post("/sign-in", data=fields, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "asked",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "http:evil.example",
        "/" + "x" * 2000,
        "",
        None,
    ],
)
def test_no_redirect_leads_elsewhere(client: TestClient, asked: str | None) -> None:
    assert local_path(asked) == "/"
    answer = sign_in(client, next=asked or "")
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/data?from=2020&to=2024", "/country?country=URY#x"])
def test_a_path_of_the_atlas_is_kept(path: str) -> None:
    assert local_path(path) == path


def test_the_language_chosen_at_the_door_goes_along(client: TestClient) -> None:
    path = "/sign-in?lang=ar"
    answer = post(client, path, name=EDITOR, password=PASSWORD, next="/data?lang=en&to=2024")
    parts = urlsplit(answer.headers["location"])
    assert (parts.path, parse_qs(parts.query)) == ("/data", {"lang": ["ar"], "to": ["2024"]})


def test_signing_out_ends_the_session_for_every_tab(client: TestClient) -> None:
    sign_in(client)
    cookie = client.cookies.get(sessions.COOKIE)
    assert "Esi" in client.get("/sign-out").text
    answer = post(client, "/sign-out", next="/data")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/data"
    assert client.cookies.get(sessions.COOKIE) is None
    assert sessions.identify(engine(), cookie) is None
    assert post(client, "/sign-out", "stale").status_code == 303, "again, from another tab"


def test_signing_out_needs_our_own_form(client: TestClient) -> None:
    sign_in(client)
    assert client.post("/sign-out", data={"next": "/"}, headers={"Origin": HERE}).status_code == 403
    assert client.get("/sign-out").status_code == 200
    assert who(client) == EDITOR


def test_an_invitation_is_accepted_once(client: TestClient) -> None:
    path = f"/invite/{invites.make_invite(engine(), REVIEWER)}"
    assert client.head(path).status_code == 200, "a preview of the link does not use it"
    assert REVIEWER in client.get(path).text
    form = form_of(client, path)
    assert post(client, path, form, new=PASSWORD, again="not the same").status_code == 422
    assert post(client, path, form, new="short", again="short").status_code == 422
    answer = post(client, path, form, new=PASSWORD, again=PASSWORD)
    assert answer.status_code == 303
    assert who(client) == REVIEWER
    with browser() as other:
        gone = other.get(path)
        assert gone.status_code == 410
        assert "cannot be used any more" in gone.text
        assert (
            post(other, path, form_of(other, "/sign-in"), new=OTHER, again=OTHER).status_code == 410
        )


def test_the_account_page_needs_a_session(client: TestClient) -> None:
    answer = client.get("/account?lang=fr")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Faccount%3Flang%3Dfr&lang=fr"


def test_the_account_page_names_role_limits_and_sessions(client: TestClient) -> None:
    people.add_account(engine(), EDITOR, people.Role.EDITOR, countries=["KEN"], themes=["budget"])
    sign_in(client)
    credentials.sign_in(engine(), EDITOR, PASSWORD)
    text = client.get("/account").text
    assert "Editor" in text
    assert "Kenya" in text
    assert "Budget" in text
    assert text.count("<li>") == 2
    assert text.count("this browser") == 1


def test_a_password_is_changed_and_other_sessions_end(client: TestClient) -> None:
    elsewhere = credentials.sign_in(engine(), EDITOR, PASSWORD)
    sign_in(client)
    before = client.cookies.get(sessions.COOKIE)
    wrong = post(client, "/account", do="password", password="no", new=OTHER, again=OTHER)
    assert wrong.status_code == 401
    answer = post(client, "/account", do="password", password=PASSWORD, new=OTHER, again=OTHER)
    assert answer.status_code == 303
    assert who(client) == EDITOR
    assert sessions.identify(engine(), elsewhere) is None
    assert sessions.identify(engine(), before) is None
    assert "is changed" in client.get(answer.headers["location"]).text
    with browser() as other:
        assert sign_in(other).status_code == 401
        assert sign_in(other, password=OTHER).status_code == 303


def test_signing_out_everywhere_ends_all_sessions(client: TestClient) -> None:
    elsewhere = credentials.sign_in(engine(), EDITOR, PASSWORD)
    sign_in(client)
    assert post(client, "/account", do="everywhere").status_code == 303
    assert who(client) is None
    assert sessions.identify(engine(), elsewhere) is None


def test_a_disabled_account_is_out_at_once(client: TestClient) -> None:
    sign_in(client)
    people.disable_account(engine(), EDITOR)
    assert client.get("/account").status_code == 303
    assert sign_in(client).status_code == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x=" + b"y" * visits.MOST_BYTES, visits.FORM_KIND),
        (b"a=\xff\xfe", visits.FORM_KIND),
        (b"&".join(b"a=1" for _ in range(50)), visits.FORM_KIND),
        (b'{"name": "Esi"}', "application/json"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"", "text/plain"),
    ],
)
def test_an_unreadable_form_is_answered_and_not_read_on(
    client: TestClient, body: bytes, kind: str
) -> None:
    answer = client.post("/sign-in", content=body, headers={"Origin": HERE, "Content-Type": kind})
    assert answer.status_code in (403, 422)
    assert "<form" in answer.text


def test_other_ways_in_are_offered_when_there_are_any(client: TestClient) -> None:
    text = client.get("/sign-in?next=/data").text
    assert "Sign in with Institute" in text
    assert "/sign-in/with/institute?next=%2Fdata" in text
    refused = client.get("/sign-in?refused=1")
    assert refused.status_code == 403
    assert "have no account here" in refused.text
