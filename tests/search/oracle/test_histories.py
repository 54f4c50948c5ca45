"""However an archive came to hold what it holds, it answers alike; and who reads meanwhile sees whole states."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Matches
from search.engines.whoosh import WhooshEngine
from search.plan import Plan
from tests.search.oracle.asking import opened, write
from tests.search.oracle.comparing import CLOSE, EVERYTHING
from tests.search.oracle.drafts import Draft, document_of
from tests.search.oracle.drawing import IDS, Commit, after, commits
from tests.search.oracle.questions import Question, asked, planned

HISTORIES, RACES = 12, 3  # half a minute in all
QUESTIONS = 12
PATIENCE = 30  # s for a reader to come to its end: it has nothing to wait for

bounded = settings(deadline=None, suppress_health_check=list(HealthCheck))


def plans(number: int) -> st.SearchStrategy[list[Plan]]:
    """Draw plans of any kind, each with all hits on its one page."""
    texts = ["bão lũ quét, họp nhân dân", "huyện Đài Vân"]
    questions = st.lists(asked(texts) | planned(texts), min_size=number, max_size=number)

    def whole(question: Question) -> Plan:
        return replace(question.plan, offset=0, size=EVERYTHING)

    return questions.map(lambda some: [Plan(size=EVERYTHING), *map(whole, some)])


def fresh(engine: WhooshEngine, state: Mapping[str, Draft]) -> WhooshEngine:
    """Write a state at once into an empty engine."""
    engine.write([], upto=0)
    write(engine, Commit(tuple(state.values())), 1)
    return engine


def alike(one: Matches, other: Matches) -> bool:
    return other == replace(one, scores=other.scores) and one.scores == pytest.approx(other.scores, abs=CLOSE)


@settings(bounded, max_examples=HISTORIES)
@given(st.lists(commits(fresh=True), min_size=2, max_size=12), st.sets(st.integers(0, 11)), plans(QUESTIONS))
def test_any_history_answers_as_one_fresh_build(history: list[Commit], reopened: set[int], asked: list[Plan]) -> None:
    with TemporaryDirectory() as folder, opened() as built:
        engine = WhooshEngine.create(Path(folder) / "index")
        for number, commit in enumerate(history):
            write(engine, commit, number + 1)
            if number in reopened:
                engine.close()
                engine = WhooshEngine(Path(folder) / "index")
        fresh(built, after(history))
        for plan in asked:
            kept, anew = engine.find(plan), built.find(plan)
            assert alike(kept, anew), f"{kept}\nis not what a fresh build gives:\n{anew}"
        engine.close()


@settings(bounded, max_examples=HISTORIES)
@given(st.lists(commits(fresh=True), min_size=1, max_size=8))
def test_every_commit_holds_and_returns_what_was_written(history: list[Commit]) -> None:
    state: dict[str, Draft] = {}
    with opened() as engine:
        for number, commit in enumerate(history, start=1):
            written = write(engine, commit, number)
            assert written.written == len(commit.write)
            assert written.removed == len(state.keys() & set(commit.remove))
            state = commit.after(state)
            assert (engine.count(), engine.upto()) == (len(state), number)
            assert engine.get(IDS) == [document_of(state[id]) if id in state else None for id in IDS]


@settings(bounded, max_examples=HISTORIES)
@given(st.lists(commits(fresh=True), min_size=2, max_size=5), plans(3))
def test_a_reader_open_before_a_commit_answers_from_a_whole_state_after_it(
    history: list[Commit], asked: list[Plan]
) -> None:
    with TemporaryDirectory() as folder, opened() as built:
        writer, reader = WhooshEngine.create(Path(folder) / "index"), WhooshEngine(Path(folder) / "index")
        for number, commit in enumerate(history, start=1):
            write(writer, commit, number)
            write(built, replace(commit, write=tuple(after(history[:number]).values()), fresh=True), number)
            for plan in asked:
                assert alike(reader.find(plan), built.find(plan))
        writer.close()
        reader.close()


@settings(bounded, max_examples=RACES)
@given(st.lists(commits(least=3, fresh=True), min_size=4, max_size=10), plans(2))
def test_who_asks_while_commits_are_made_gets_the_old_state_or_the_new_one(
    history: list[Commit], asked: list[Plan]
) -> None:
    expected = states(history, asked)
    with TemporaryDirectory() as folder:
        writer, reader = WhooshEngine.create(Path(folder) / "index"), WhooshEngine(Path(folder) / "index")
        seen: list[list[tuple[int, Matches]]] = []
        done = threading.Event()

        def read() -> None:
            answers: list[tuple[int, Matches]] = []
            seen.append(answers)
            while not done.is_set():
                answers.extend((n, reader.find(plan)) for n, plan in enumerate(asked))
            answers.extend((n, reader.find(plan)) for n, plan in enumerate(asked))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for thread in readers:
            thread.start()
        try:
            for number, commit in enumerate(history, start=1):
                write(writer, commit, number)
        finally:
            done.set()
            for thread in readers:
                thread.join(PATIENCE)
        assert len(seen) == len(readers)
        for answers in seen:
            assert len(answers) >= len(asked), "the reader was stopped by an error"
            assert_in_order(answers, expected)
        writer.close()
        reader.close()


def states(history: Sequence[Commit], asked: Sequence[Plan]) -> list[list[Matches]]:
    """Return what each plan is answered before all commits, and after each, by a fresh build of that state."""
    found = []
    for number in range(len(history) + 1):
        with opened() as built:
            fresh(built, after(history[:number]))
            found.append([built.find(plan) for plan in asked])
    return found


def assert_in_order(answers: Sequence[tuple[int, Matches]], expected: Sequence[Sequence[Matches]]) -> None:
    """Each answer is that of one state, the same as before it or a later one."""
    at = 0
    for plan, answer in answers:
        while at < len(expected) and not alike(answer, expected[at][plan]):
            at += 1
        assert at < len(expected), f"the answer of no state, or of one before: {answer}"
    assert all(alike(answer, expected[-1][plan]) for plan, answer in answers[-len(expected[-1]) :])
