import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.find import find, to_json
from search.query import Query, Sort

URL = "/api/v1/search"


def test_a_search_answers_total_hits_and_the_four_facets(client: FlaskClient) -> None:
    answer = client.get(URL, query_string={"q": "hoa khe"}).get_json()
    assert answer["total"] > 0
    assert len(answer["hits"]) == min(answer["total"], answer["size"])
    assert list(answer["facets"]) == ["official", "agency", "topic", "date"]


def test_the_answer_is_what_find_finds(client: FlaskClient, engine: WhooshEngine, registry: Registry) -> None:
    query = Query("tiêm chủng", sort=Sort.OLDEST, size=3)
    expected = to_json(find(engine, query, registry))
    answer = client.get(URL, query_string={"q": "tiêm chủng", "sort": "oldest", "size": 3}).get_json()
    assert [hit["id"] for hit in answer["hits"]] == [hit["id"] for hit in expected["hits"]]


def test_letters_are_sent_as_they_are(client: FlaskClient) -> None:
    assert "Hòa Khê" in client.get(URL, query_string={"q": "Hòa Khê"}).get_data(as_text=True)


def test_choosing_a_facets_value_gives_as_many_hits_as_it_counted(client: FlaskClient) -> None:
    bucket = client.get(URL).get_json()["facets"]["topic"][0]
    assert client.get(URL, query_string={"topic": bucket["key"]}).get_json()["total"] == bucket["count"]


@pytest.mark.parametrize("query", ["page=0", "size=101", "since=mai", "sort=moi", "offical=an", "date=08-2023"])
def test_a_wrong_value_is_a_problem_in_vietnamese(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    problem = answer.get_json(force=True)
    assert problem["title"].endswith(".")
    assert problem["status"] == 400


def test_an_unknown_address_is_a_problem_too(client: FlaskClient) -> None:
    answer = client.get("/api/v2/search")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_another_method_is_a_problem_too(client: FlaskClient) -> None:
    answer = client.post(URL)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]
