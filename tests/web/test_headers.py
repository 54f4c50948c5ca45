import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import web

FOLDER = Path(web.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").glob("*.html"))
EVERY_KIND = [
    "/",
    "/tim?q=bao",
    "/goi-y?q=hoa",
    "/api/v1/suggest?q=hoa",
    "/bai/khong-co",
    "/khong-co",
    "/tim?trang=x",
    "/api/v1/search",
    "/api/v1/search?page=x",
]


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_answer_lets_nothing_foreign_in(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_asked_for_anew(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-cache"


def test_a_static_file_named_with_its_version_is_kept_for_a_year(client: FlaskClient) -> None:
    found = re.search(r'href="(/static/tratin\.css\?v=[0-9a-f]+)"', client.get("/").text)
    assert found
    with client.get(found[1]) as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_missing_static_file_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/static/khong-co.css?v=1").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_steps_around_escaping(template: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_script_or_inline_style(template: Path) -> None:
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", template.read_text(encoding="utf-8"))


def test_no_code_makes_markup_by_hand() -> None:
    assert not [path.name for path in FOLDER.glob("*.py") if "Markup" in path.read_text(encoding="utf-8")]


def test_the_stylesheet_is_small_and_asks_for_nothing() -> None:
    css = (FOLDER / "static/tratin.css").read_text(encoding="utf-8")
    assert len(css.encode()) <= 24 * 1024  # with the first page, which is about as large, well under 60 KB
    assert not re.search(r"@import|url\(", css)
