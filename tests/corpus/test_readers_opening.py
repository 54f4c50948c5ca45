from __future__ import annotations

import gzip
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import opening
from corpus.readers.opening import Unreadable, decode, read_lines, read_whole, stem, suffixes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_the_same_in_every_encoding_that_says_what_it_is(encoding: str) -> None:
    assert decode("Ủy ban nhân dân huyện".encode(encoding)) == "Ủy ban nhân dân huyện"


def test_a_legacy_encoding_is_refused_by_the_byte_that_gives_it_away() -> None:
    with pytest.raises(Unreadable, match="byte 0xE0 at position 1"):
        decode("Hà Nội, báo cáo".encode("cp1258", "ignore"))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_unreadable(raw: bytes) -> None:
    try:
        outcome = decode(raw)
    except Unreadable as error:
        outcome = str(error)
    assert isinstance(outcome, str)


@given(st.text(max_size=100))
def test_decoding_undoes_encoding(text: str) -> None:
    plain = text.encode("utf-8", "ignore")
    if not plain.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert decode(plain) == plain.decode()


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_an_archive_cut_short_gives_its_lines_and_then_the_problem(tmp_path: Path, pack: object) -> None:
    path = tmp_path / ("a.jsonl.gz" if pack is gzip.compress else "a.jsonl.xz")
    assert callable(pack)
    path.write_bytes(pack("\n".join(f"dòng {n * n * 7919}" for n in range(20_000)).encode())[:-2000])
    lines = [line for _, line in read_lines(path)]
    assert lines[0] == "dòng 0"
    assert isinstance(lines[-1], Unreadable)
    assert "damaged or cut short" in str(lines[-1])


def test_what_is_no_archive_is_unreadable(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.txt.xz"):
        (tmp_path / name).write_bytes(b"plain text")
        with pytest.raises(Unreadable, match="damaged"):
            read_whole(tmp_path / name)


def test_a_bad_byte_spoils_its_own_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("một\n".encode() + b"h\xffi\n" + b"ba\n")
    (_, first), (number, second), (_, third) = read_lines(path)
    assert (first, number, third) == ("một", 2, "ba")
    assert str(second) == "Not UTF-8: byte 0xFF at position 1 of the line."


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("một\r\nhai\r\n".encode("utf-8-sig"))
    assert list(read_lines(path)) == [(1, "một"), (2, "hai")]


def test_lines_of_a_utf_16_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("Đầm Hà\nỦy ban\n".encode("utf-16"))
    assert [line for _, line in read_lines(path) if line] == ["Đầm Hà", "Ủy ban"]


def test_a_line_too_long_is_skipped_and_the_next_one_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_LINE_BYTES", 10)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 5_000 + b"\nshort\n")
    (_, first), second = read_lines(path)
    assert "longer than 10 bytes" in str(first)
    assert second == (2, "short")


def test_a_line_without_end_stops_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_LINE_BYTES", 10)
    monkeypatch.setattr(opening, "MAX_SKIP_BYTES", 100_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"x" * 3_000_000))
    ((number, problem),) = read_lines(path)
    assert number == 1
    assert "No line end" in str(problem)


def test_a_file_too_large_after_decompression_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE_BYTES", 1_000)
    path = tmp_path / "big.txt.xz"
    path.write_bytes(lzma.compress(b"x" * 100_000))
    with pytest.raises(Unreadable, match="larger than 1,000 bytes"):
        read_whole(path)


def test_suffixes_and_stem_look_through_compression() -> None:
    path = Path("tin/damha-2023.v2.TXT.gz")
    assert (suffixes(path), stem(path)) == ((".txt", ".gz"), "damha-2023.v2")
