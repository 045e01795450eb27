"""Whatever fails, and wherever: after retries, or a redrive, all is as if nothing had failed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.chain.faults.injection import NAMES, Fault, Place
from tests.chain.faults.matrix import (
    Outcome,
    outage,
    outcomes,
    shuffled,
    states_of,
    undisturbed,
)
from tests.chain.faults.page import keep, page
from tests.chain.faults.stories import STORIES, Story
from tests.chain.faults.world import World, world

Json = dict[str, Any]
_SPREAD: Final = 2  # faults of each story in every run of the tests
_HOUR: Final = 3600
_STORIES: Final = pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
# In which one event moves most.
_MOVING: Final = [
    s for s in STORIES if s.is_shuffled or "taken back" in s.name or "settings" in s.name
]

# Which begin with a function that an event alone calls.
_UNATTENDED: Final = [
    s for s in STORIES if s.name.startswith(("settings", "a roster", "a morning", "a recheck that"))
]


@pytest.fixture
def stage(template: Json, story: Story, request: pytest.FixtureRequest) -> Iterator[World]:
    """A world; where a scan is read, it is recognised once."""
    with world(template) as made:
        if "scan" in story.name:
            request.getfixturevalue("recognised_once")
        yield made


def _as_undisturbed(found: list[Outcome]) -> None:
    wrong = [
        f"{each.function} {each.call} {each.fault}:\n{each.differs}"
        for each in found
        if each.differs
    ]
    assert not wrong, "\n\n".join(wrong)
    # Three publishes of a message at most, however many answers are lost, and one by each redrive.
    assert all(each.most <= 3 + each.redriven for each in found)


@_STORIES
def test_some_faults_of_each_story_leave_no_trace(stage: World, story: Story) -> None:
    def some(found: list[tuple[Place, Fault]]) -> list[tuple[Place, Fault]]:
        return random.Random(story.name).sample(found, _SPREAD)

    _as_undisturbed(list(outcomes(stage, story, some)))


@pytest.mark.chaos
@pytest.mark.parametrize("fault", NAMES)
@_STORIES
def test_every_fault_at_every_call_leaves_no_trace(stage: World, story: Story, fault: str) -> None:
    def those(found: list[tuple[Place, Fault]]) -> list[tuple[Place, Fault]]:
        return [each for each in found if each[1].name == fault]

    found = list(outcomes(stage, story, those))
    keep(f"{STORIES.index(story):02}-{NAMES.index(fault)}", found)
    _as_undisturbed(found)


@pytest.mark.parametrize(
    "story",
    [pytest.param(s, id=s.name, marks=() if s in _MOVING else pytest.mark.chaos) for s in STORIES],
)
def test_events_that_come_twice_and_in_reverse_change_nothing(stage: World, story: Story) -> None:
    _as_undisturbed([shuffled(stage, story, 2)])


@pytest.mark.parametrize("service", ["dynamodb", "s3", "sns", "all"])
@pytest.mark.parametrize("story", STORIES[:1], ids=["a report"])
def test_outage_of_an_hour_passes_by_itself(stage: World, story: Story, service: str) -> None:
    _passes(outage(stage, story, service, _HOUR))


@pytest.mark.parametrize("service", ["dynamodb", "stepfunctions", "all"])
@pytest.mark.parametrize("story", _UNATTENDED, ids=[story.name for story in _UNATTENDED])
def test_outage_of_an_hour_passes_where_nobody_waits_for_an_answer(
    stage: World, story: Story, service: str
) -> None:
    _passes(outage(stage, story, service, _HOUR))


def _passes(found: Outcome) -> None:
    assert found.struck
    assert not found.redriven
    assert found.repeats == 0
    _as_undisturbed([found])


@pytest.mark.parametrize("story", STORIES[:1], ids=["a report"])
def test_answers_of_the_topic_that_stay_lost_make_three_mails_and_no_more(
    stage: World, story: Story
) -> None:
    def lost(found: list[tuple[Place, Fault]]) -> list[tuple[Place, Fault]]:
        is_it = "answers lost, until the run fails"
        return [each for each in found if each[1].name == is_it and each[0].operation == "Publish"]

    (outcome,) = outcomes(stage, story, lost)
    # Three mails; the run fails; redriven, when answers come again, it publishes once more.
    assert (outcome.struck, outcome.repeats, outcome.redriven, outcome.differs) == (3, 3, True, "")


@pytest.mark.usefixtures("recognised_once")
def test_every_task_of_every_state_machine_is_entered_by_a_story(template: Json) -> None:
    entered: set[str] = set()
    called: set[str] = set()
    with world(template) as made:
        for story in STORIES:
            undisturbed(made, story)
            states = states_of(made)
            entered |= states
            called |= {name for name in made.cloud.calls if "Reports" in states}
    machines = _machines(made)
    assert {name for machine in machines for name, _ in _tasks(machine)} - entered == set()
    # moto keeps no history of what is in a Map: of its states the functions are known.
    within = [
        s["ItemProcessor"] for m in machines for s in m["States"].values() if "ItemProcessor" in s
    ]
    assert {function for each in within for _, function in _tasks(each)} - called == set()


def test_page_counts_what_became_of_faults() -> None:
    good = Outcome("a report", "notify", "sns:Publish", "answer lost", "", 1, 1, redriven=False)
    bad = good._replace(differs="lost: a message", repeats=0)
    told = page([good, bad])
    assert "| notify | sns:Publish |  | 1/2 +1 |" in told
    assert "1 ended as the" in told


def _machines(made: World) -> list[Json]:
    found = made.cloud._of("AWS::StepFunctions::StateMachine")
    return [json.loads(properties["DefinitionString"]) for _, properties in found]


def _tasks(machine: Json) -> Iterator[tuple[str, str]]:
    """The states that call functions, and which ones."""
    for name, state in machine["States"].items():
        if state["Type"] == "Task":
            function = state["Resource"].rpartition(":")[2]
            yield name, function.partition("Function")[0].lower()
