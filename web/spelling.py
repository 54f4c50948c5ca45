"""How addresses spell a query: pages in Vietnamese without accents, the API in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from search.query import Sort

EXPLAIN = "explain"  # of the API, beside the query's own: to be told why each hit is one
WHY = "vi-sao"  # the same of the results page


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one family of addresses spells a query: the name of each field, the words for the orders."""

    text: str
    official: str
    agency: str
    topic: str
    date: str
    not_official: str
    not_agency: str
    not_topic: str
    not_date: str
    speaks: str
    since: str
    until: str
    sort: str
    join: str
    page: str
    size: str
    fold: str
    sorts: Mapping[str, Sort]
    switches: Mapping[str, bool]
    strict: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every parameter name, in the order of the canonical address."""
        choices = (name for pair in self.facets.values() for name in pair)
        return (
            self.text,
            *choices,
            self.speaks,
            self.since,
            self.until,
            self.sort,
            self.join,
            self.page,
            self.size,
            self.fold,
        )

    @property
    def facets(self) -> dict[str, tuple[str, str]]:
        """The names of what is chosen, and of what is excluded, by facet."""
        return {
            "official": (self.official, self.not_official),
            "agency": (self.agency, self.not_agency),
            "topic": (self.topic, self.not_topic),
            "date": (self.date, self.not_date),
        }


PAGES = Spelling(
    text="q",
    official="nguoi",
    agency="coquan",
    topic="chude",
    date="ngay",
    not_official="tru-nguoi",
    not_agency="tru-coquan",
    not_topic="tru-chude",
    not_date="tru-ngay",
    speaks="phatbieu",
    since="tu",
    until="den",
    sort="sap",
    join="tencu",
    page="trang",
    size="size",
    fold="gop",
    sorts=MappingProxyType({"lien-quan": Sort.RELEVANCE, "moi": Sort.NEWEST, "cu": Sort.OLDEST}),
    switches=MappingProxyType({"co": True, "khong": False}),
    strict=False,
)
API = Spelling(
    text="q",
    official="official",
    agency="agency",
    topic="topic",
    date="date",
    not_official="not-official",
    not_agency="not-agency",
    not_topic="not-topic",
    not_date="not-date",
    speaks="speaks",
    since="since",
    until="until",
    sort="sort",
    join="join",
    page="page",
    size="size",
    fold="fold",
    sorts=MappingProxyType({sort.value: sort for sort in Sort}),
    switches=MappingProxyType({"yes": True, "no": False}),
    strict=True,
)
