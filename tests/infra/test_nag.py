"""What cdk-nag says of the stack: nothing that is not answered beside the resource, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from aws_cdk import App, Stack, Validations, aws_s3
from cdk_nag import AwsSolutionsChecks, NagPack, ServerlessChecks
from constructs import IConstruct

from infra.app import composed
from infra.policy.keys import OWN_KEY
from infra.policy.malware import MALWARE
from infra.policy.stages import STAGE
from infra.runtime import host_context


def _found(app: App) -> set[tuple[str, str | None]]:
    """Rule and place of each finding that nobody has answered."""
    packs: tuple[NagPack, ...] = (AwsSolutionsChecks(app), ServerlessChecks(app))
    return {
        (violation.rule_name, resource.construct_path)
        for pack in packs
        for violation in pack.validate_scope(app).violations
        for resource in violation.violating_resources
    }


@pytest.mark.parametrize(
    "settings", [{}, {OWN_KEY: "true", MALWARE: "true"}, {STAGE: "test"}], ids=str
)
def test_nothing_is_found_that_is_not_answered(tmp_path: Path, settings: dict[str, str]) -> None:
    app = composed(str(tmp_path), host_context() | settings)
    app.synth()
    assert _found(app) == set()


def test_what_nobody_answers_is_found(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    aws_s3.Bucket(Stack(app, "Other"), "Bare")
    assert {rule for rule, _ in _found(app)} == {"AwsSolutions-S1", "AwsSolutions-S10"}


def _answers(part: IConstruct) -> Iterator[tuple[str, str]]:
    for entry in part.node.metadata:
        if entry.type == Validations.ACKNOWLEDGED_RULES_METADATA_KEY:
            yield from entry.data.items()
    for child in part.node.children:
        yield from _answers(child)


def test_each_answer_has_a_reason(tmp_path: Path) -> None:
    answers = list(_answers(composed(str(tmp_path), host_context())))
    assert len(answers) > 20
    assert not [
        rule for rule, reason in answers if len(reason) < len("Says nothing of any office.")
    ]
