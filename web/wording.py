"""How figures, days and addresses are written for Vietnamese readers. Pure."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit


def number(value: int) -> str:
    """Write a whole number with points between thousands: 1234 → "1.234"."""
    return f"{value:,}".replace(",", ".")


def day(value: dt.date | None) -> str:
    """Write a day as dd/mm/yyyy; "" for none."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}" if value else ""


def moment(value: dt.datetime | None) -> str:
    """Write a time of publication: day and clock, the clock left out at midnight, where sources give only the day."""
    if value is None:
        return ""
    clock = f", {value.hour:02}:{value.minute:02}" if (value.hour, value.minute) != (0, 0) else ""
    return day(value) + clock


def period(first: dt.date | None, last: dt.date | None) -> str:
    """Write a span of days, once where both ends are the same: "04/08/2023 – 12/01/2024"."""
    ends = [day(end) for end in (first, last) if end]
    return " – ".join(dict.fromkeys(ends))


def year_or_month(key: str, *, short: bool = False) -> str:
    """Write a date facet's key: "2023" → "Năm 2023", "2023-08" → "Tháng 8/2023", "2023-08-04" → "Ngày 4/8/2023".

    In short, under what it lies in: "Tháng 8", "Ngày 4".
    """
    names = ("Năm", "Tháng", "Ngày")
    parts = key.split("-")
    numbers = [parts[0], *(str(int(part)) for part in parts[1:])]
    return f"{names[len(parts) - 1]} {numbers[-1] if short else '/'.join(reversed(numbers))}"


def in_full(key: str) -> str:
    """Write a date facet's key as one says it: "ngày 4 tháng 8 năm 2023"."""
    parts = key.split("-")
    said = [
        f"năm {parts[0]}",
        *(f"{name} {int(part)}" for name, part in zip(("tháng", "ngày"), parts[1:], strict=False)),
    ]
    return " ".join(reversed(said))


def tied(name: str) -> str:
    """Keep the dash in a topic's name on the line of the word before it: "Giáo dục - Đào tạo"."""
    return name.replace(" - ", "\u00a0- ")


def outward(url: str | None) -> str | None:
    """Return `url` where it is a web address that a page may link to, else None (javascript:, data:, broken ones)."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def site(url: str | None) -> str:
    """Return the host that a web address names, without "www."; "" where there is none."""
    safe = outward(url)
    return (urlsplit(safe).hostname or "").removeprefix("www.") if safe else ""
