"""Publication dates as portals and exports write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

# A clock may be wrong and an embargo may be set, but nothing is published days from now.
FUTURE_ALLOWED = timedelta(days=2)
# Quốc ngữ newspapers begin in 1865; an earlier "date" is a default value or a slip.
EARLIEST_YEAR = 1865
# Dates without a zone are Vietnamese local time; the country has had one zone since 1975.
VIETNAM = timezone(timedelta(hours=7))
# "Thứ sáu, ngày 04/08/2023 | 10:30 AM (GMT+7)" has 42 characters; more is prose.
MAX_DATE_CHARS = 80

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})? ?(Z|UTC|[+-]\d{2}:?\d{2})?)?")
_DAY_FIRST = re.compile(
    r"(?:(?:thứ \w+|chủ nhật|cn|t[2-7])\b[,.]? ?)?(?:ngày )?"
    r"(?:(?P<before>\d{1,2}[:hg]\d{2}(?::\d{2})?)[ ,|–-]+(?:ngày )?)?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
    r"(?:[ ,|–-]+(?:lúc )?(?P<after>\d{1,2}[:hg]\d{2}(?::\d{2})?))? ?(?P<half>[ap]m)?"
    r" ?(?P<zone>\(?(?:gmt|utc) ?\+0?7(?::00)?\)?)?",
    re.IGNORECASE,
)


class BadDate(ValueError):
    """The text is no date that an article can have been published on; the message says why."""


def parse(text: str, now: datetime | None = None) -> datetime:
    """Return the moment that `text` names, in Vietnam's time where it gives a zone; midnight where it gives no time.

    Forms: ISO 8601, "YYYY-MM-DD HH:MM:SS", "dd/mm/yyyy[ hh:mm]" with the words portals put around it.
    `now` (aware) is what the future is measured from, the clock by default. Raises `BadDate`.
    """
    text = " ".join(text.split())
    if len(text) > MAX_DATE_CHARS:
        raise BadDate("is too long for a date")
    try:
        moment = _iso(text) or _day_first(text)
    except ValueError as error:
        raise BadDate(f"names no day of the calendar or no time of day: {text!r}") from error
    if moment is None:
        raise BadDate(f"is not in a form known here: {text!r}")
    if moment.year < EARLIEST_YEAR:
        raise BadDate(f"lies before {EARLIEST_YEAR}: {text!r}")
    latest = (now or datetime.now(UTC)) + FUTURE_ALLOWED
    if (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)) > latest:
        raise BadDate(f"lies in the future: {text!r}")
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment


def _iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day, clock, zone = match.groups()
    zone = "+00:00" if zone in ("Z", "UTC") else zone or ""
    return datetime.fromisoformat(f"{day}T{clock or '00:00'}{zone}")


def _day_first(text: str) -> datetime | None:
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    clock = match["before"] or match["after"] or "0:00"
    hour, minute, second = (*(int(part) for part in re.split("[:hgHG]", clock)), 0)[:3]
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    moment = datetime(int(match["year"]), int(match["month"]), int(match["day"]), hour, minute, second)
    return moment.replace(tzinfo=VIETNAM) if match["zone"] else moment
