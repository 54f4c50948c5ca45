"""axe-core finds nothing wrong on any page, on a phone and a desk, light and dark.

Runs where there is a Chromium and TRATIN_AXE names an axe.min.js (`npm install axe-core`); the project ships neither.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.registry import Registry

AXE = Path(os.environ.get("TRATIN_AXE", "axe.min.js"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not (CHROMIUM and AXE.is_file()), reason="needs Chromium, and TRATIN_AXE=…/axe.min.js")

KINDS = "home results empty slips article person agency topic guide suggestions missing wrong"
DARK = "(prefers-color-scheme: dark)"
# What the page tells the one around it: what axe found, how wide it is, and by how many pixels it is wider than that.
RUN = """
document.querySelectorAll('details').forEach(fold => fold.open = true);
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(found => {
  const faults = found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '));
  parent.postMessage(JSON.stringify({faults, wide, width: innerWidth, passed: found.passes.length}), '*');
});
"""
# Chromium opens no window narrower than 500 pixels, but a frame in one may be.
AROUND = """<iframe src="page.html" width="{width}" height="900" style="border: 0"></iframe>
<pre id="answer"></pre>
<script>addEventListener('message', told => document.getElementById('answer').textContent = told.data);</script>"""
SECONDS = 60  # a page is looked at in two


@pytest.fixture
def page(request: pytest.FixtureRequest, client: FlaskClient, registry: Registry) -> str:
    hits = client.get("/api/v1/search?size=50").get_json()["hits"]
    articles = (client.get("/bai/" + hit["id"]).text for hit in hits)
    addresses = {
        "home": "/",
        "results": "/tim?q=xa&ngay=2025&sap=moi",
        "empty": "/tim?q=khongcotrongkho+đâu",
        "slips": "/tim?q=xa+ngay:mai+(",
        "person": "/nguoi/" + registry.people(1)[0].id,
        "agency": "/coquan/" + registry.agencies(1)[0].id,
        "topic": "/chude/" + client.get("/api/v1/search").get_json()["facets"]["topic"][0]["key"],
        "guide": "/huong-dan",
        "suggestions": "/goi-y?q=hoa+khe",
        "missing": "/khong-co",
        "wrong": "/tim?q=xa&den=mai",
    }
    if request.param == "article":
        return next(text for text in articles if "Ai nói gì" in text)
    return client.get(addresses[request.param]).text


@pytest.mark.parametrize("page", KINDS.split(), indirect=True)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: str, width: int, dark: bool, app: Flask, tmp_path: Path
) -> None:
    style = (Path(app.static_folder or "") / "tratin.css").read_text(encoding="utf-8")
    style = style.replace(DARK, "all" if dark else "not all")
    page = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", page)
    script = f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{RUN}</script>"
    (tmp_path / "page.html").write_text(page.replace("</body>", f"{script}</body>"), encoding="utf-8")
    (tmp_path / "around.html").write_text(AROUND.format(width=width), encoding="utf-8")
    answer = _seen(tmp_path / "around.html")
    assert (answer["faults"], answer["wide"], answer["width"]) == ([], 0, width)
    assert answer["passed"] > 20


def _seen(path: Path) -> dict[str, object]:
    assert CHROMIUM
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,900", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [CHROMIUM, *options, "--dump-dom", path.as_uri()], capture_output=True, text=True, timeout=SECONDS, check=True
    )
    found = re.search(r'<pre id="answer">(.+?)</pre>', done.stdout, re.DOTALL)
    assert found, "axe did not answer"
    answer: dict[str, object] = json.loads(unescape(found[1]))
    return answer
