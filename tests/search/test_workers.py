from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.archive import Archive
from corpus.article import Article
from search.cli import main


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        archive.add([Article("bai-1", "Tiêm chủng", "Sáng nay huyện tiêm chủng cho trẻ em.")])
    assert CliRunner().invoke(main, ["--home", str(tmp_path), "index"]).exit_code == 0
    return tmp_path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def page(port: int) -> str:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/tim?q=tiem", timeout=30) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_two_processes_serve_one_address_and_end_with_the_command(home: Path, how: signal.Signals) -> None:
    port = free_port()
    command = [sys.executable, "-m", "search.cli", "--home", str(home), "serve", "--port", str(port)]
    with subprocess.Popen([*command, "--processes", "2"], stdout=subprocess.PIPE) as process:
        try:
            assert "Tiêm" in page(port)
        finally:
            os.kill(process.pid, how)
        process.wait(30)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError("somebody still serves there")


def test_without_an_index_the_command_says_so_once(tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive.sqlite").close()
    command = [sys.executable, "-m", "search.cli", "--home", str(tmp_path), "serve", "--port", str(free_port())]
    done = subprocess.run([*command, "--processes", "2"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("tratin index")) == (1, 2)  # said in Vietnamese, and why in English
