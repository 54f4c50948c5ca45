"""What readers see when a query takes too long."""

from __future__ import annotations

from itertools import chain, count, repeat

import pytest
from flask.testing import FlaskClient

from corpus.archive import Archive
from corpus.registry import Registry
from search.deadline import BUDGET
from search.engines.whoosh import WhooshEngine
from web.app import create_app

STOPPED = "Câu tìm quá nặng"


@pytest.fixture
def hurried(engine: WhooshEngine, registry: Registry, archive: Archive) -> FlaskClient:
    """A site whose whole budget is gone whenever the clock is looked at again."""
    ticks = count()
    return create_app(engine, registry, archive, clock=lambda: next(ticks) * BUDGET).test_client()


def test_a_page_that_was_stopped_shows_what_it_has_and_says_so(hurried: FlaskClient) -> None:
    answer = hurried.get("/tim?q=khai+giảng+xã+Hòa+Khê")
    assert answer.status_code == 200
    assert STOPPED in answer.text
    assert 'class="hit"' in answer.text


def test_a_page_in_time_says_nothing_of_it(client: FlaskClient) -> None:
    assert STOPPED not in client.get("/tim?q=khai+giảng+xã+Hòa+Khê").text


def test_where_nothing_was_found_in_time_the_page_says_what_to_change(hurried: FlaskClient) -> None:
    answer = hurried.get("/tim?q=-bão")
    assert answer.status_code == 503
    assert "Đã dừng sau 2 giây" in answer.text
    assert 'value="-bão"' in answer.text


def test_the_api_says_so_too(hurried: FlaskClient) -> None:
    answer = hurried.get("/api/v1/search?q=khai+giảng+xã").get_json()
    assert answer["incomplete"]
    assert answer["notice"].startswith(STOPPED)
    assert hurried.get("/api/v1/search?q=-bão").status_code == 503


def test_an_article_is_shown_though_there_was_no_time_for_others_like_it(hurried: FlaskClient) -> None:
    assert hurried.get("/bai/khai-giang-hoa-khe-2026").status_code == 200


@pytest.fixture
def just_in_time(engine: WhooshEngine, registry: Registry, archive: Archive) -> FlaskClient:
    """A site whose budget lasts for the hits of one word, and for nothing after them."""
    ticks = chain((0.0,) * 7, repeat(BUDGET))
    return create_app(engine, registry, archive, clock=lambda: next(ticks)).test_client()


@pytest.mark.parametrize("address", ["/tim?q=xã&vi-sao=co", "/api/v1/search?q=xã&explain=yes"])
def test_that_there_was_no_time_for_reasons_is_said(just_in_time: FlaskClient, address: str) -> None:
    assert STOPPED in just_in_time.get(address).get_data(as_text=True)


def test_hits_found_in_time_are_whole_without_reasons(just_in_time: FlaskClient) -> None:
    assert STOPPED not in just_in_time.get("/tim?q=xã").text


def test_values_counted_in_time_are_shown_and_said_to_be_incomplete(hurried: FlaskClient) -> None:
    assert STOPPED in hurried.get("/loc/coquan?q=khai+giảng+xã").text
    answer = hurried.get("/api/v1/facets/agency?q=khai+giảng+xã").get_json()
    assert answer["incomplete"]
    assert answer["notice"].startswith(STOPPED)


def test_values_in_time_say_nothing_of_it(client: FlaskClient) -> None:
    assert STOPPED not in client.get("/loc/coquan?q=khai+giảng+xã").text
    answer = client.get("/api/v1/facets/agency?q=khai+giảng+xã").get_json()
    assert (answer["incomplete"], answer["notice"]) == (False, None)


@pytest.mark.parametrize("address", ["/loc/coquan?q=-bão", "/api/v1/facets/agency?q=-bão"])
def test_where_there_was_no_time_for_any_value_it_is_said(hurried: FlaskClient, address: str) -> None:
    assert hurried.get(address).status_code == 503


def test_what_narrows_values_can_be_let_go_though_there_was_no_time_for_its_name(hurried: FlaskClient) -> None:
    shown = hurried.get("/loc/coquan?q=khai+giảng&chude=giao-duc").text
    assert "Bỏ lọc: </span>" in shown


def test_what_a_person_said_about_something_has_its_time_too(hurried: FlaskClient, registry: Registry) -> None:
    slug = registry.people(1)[0].id
    assert hurried.get(f"/nguoi/{slug}").status_code == 200
    assert hurried.get(f"/nguoi/{slug}?ve=-bão").status_code == 503
