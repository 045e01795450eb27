"""Tell a story once undisturbed, then once for each place and fault, and compare what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from tests.chain.faults.injection import INVOKED, Fault, Place, targets
from tests.chain.faults.snapshot import Left, differences, left
from tests.chain.faults.stories import Story
from tests.chain.faults.world import World

# Of an outage: after it any run that is alone has failed (`infra.states.task`).
_LONGEST: Final = timedelta(hours=8)
Choose = Callable[[list[tuple[Place, Fault]]], Iterable[tuple[Place, Fault]]]


class Outcome(NamedTuple):
    """What became of one fault. `differs`: what is otherwise than without it, empty where nothing is.

    `struck`: how often it did; `redriven`: whether something had to be redriven; `most`: how often the message came
    that came most often.
    """

    story: str
    function: str
    call: str
    fault: str
    differs: str
    struck: int
    repeats: int
    redriven: bool
    most: int = 1


def undisturbed(world: World, story: Story) -> tuple[Left, list[tuple[Place, Fault]]]:
    """What is left without a fault, and all that can go wrong."""
    _tell(world, story, None)
    places = list(world.injector.places)
    assert world.recover() == 0
    return left(world, is_shuffled=story.is_shuffled), list(targets(places))


def outcomes(world: World, story: Story, choose: Choose = list) -> Iterator[Outcome]:
    """What becomes of each fault in a story."""
    wanted, found = undisturbed(world, story)
    for target in choose(found):
        yield disturbed(world, story, wanted, target)


def disturbed(world: World, story: Story, wanted: Left, target: tuple[Place, Fault]) -> Outcome:
    """What becomes of one fault."""
    place, fault = target
    repeats, redriven, struck, most = 0, False, 0, 0
    try:
        _tell(world, story, target)
        struck = len(world.injector.struck)
        redriven = world.recover() > 0
        now = left(world, is_shuffled=story.is_shuffled)
        differs, repeats, most = differences(now, wanted), now.repeats, now.most
    except (AssertionError, TimeoutError) as error:
        differs = f"{type(error).__name__}: {error}"
    return Outcome(story.name, *place.call, fault.name, differs, struck, repeats, redriven, most)


def outage(world: World, story: Story, service: str, seconds: float) -> Outcome:
    """What becomes of a story while no call reaches a service (`all`: none) for so long, and nobody redrives."""
    wanted, _ = undisturbed(world, story)
    until = world.clock.waited + timedelta(seconds=seconds)

    def is_out(place: Place) -> bool:
        is_of = place.service == service or (service == "all" and place.operation != INVOKED)
        return is_of and world.clock.waited < until

    _tell(world, story, None, is_out=is_out)
    struck = len(world.injector.struck)
    redriven = world.recover() > 0
    now = left(world, is_shuffled=story.is_shuffled)
    said = differences(now, wanted)
    return Outcome(story.name, "all", service, "outage", said, struck, now.repeats, redriven)


def shuffled(world: World, story: Story, repeats: int) -> Outcome:
    """What becomes of a story whose events come so often each, the last one first."""
    wanted, _ = undisturbed(world, story)
    _tell(world, story, None, repeats=repeats)
    redriven = world.recover() > 0
    now = left(world, is_shuffled=story.is_shuffled)
    said = differences(now, wanted)
    return Outcome(story.name, "all", "events", "again, reversed", said, 1, now.repeats, redriven)


def states_of(world: World) -> set[str]:
    """The states that the runs of this world entered."""
    return {state for run in world.runs() for state in world.cloud.transitions(run["executionArn"])}


def _tell(
    world: World,
    story: Story,
    target: tuple[Place, Fault] | None,
    *,
    is_out: Callable[[Place], bool] | None = None,
    repeats: int = 0,
) -> None:
    world.reset()
    world.injector.heal()
    story.before(world)
    world.settle()
    world.injector.begin(target)
    # Two runs that tell one address wait for each other's turn, and keep trying as long as an outage lasts.
    until = world.clock.waited + _LONGEST
    world.injector.is_over = lambda: world.clock.waited >= until
    if is_out:
        world.injector.is_out = is_out
    if repeats:
        world.repeats, world.cloud.held = repeats, []
    story.act(world)
    world.settle()
    world.heal()
