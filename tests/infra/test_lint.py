"""What cfn-lint says of the template, in mainland regions as elsewhere; it knows which resources a region has."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REGIONS = ("cn-north-1", "cn-northwest-1", "us-east-1")
IGNORED = "W3005"  # the CDK writes down dependencies that follow from references, too


def _linted(template: Path) -> str:
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("cfn-lint")), "--format", "parseable"),
            *("--template", str(template), "--regions", *REGIONS, "--ignore-checks", IGNORED),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_nothing_is_said_of_the_template(assembly: Path) -> None:
    assert _linted(assembly / "Gouji.template.json") == ""


def test_nothing_is_said_of_the_template_with_a_key_of_its_own(locked_assembly: Path) -> None:
    assert _linted(locked_assembly / "Gouji.template.json") == ""


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ({"Type": "AWS::S3::Bucket", "Properties": {"Versioned": True}}, "E3002"),
        # Mainland regions have no such thing.
        ({"Type": "AWS::SES::EmailIdentity", "Properties": {"EmailIdentity": "a.cn"}}, "E3006"),
    ],
)
def test_faults_are_found(tmp_path: Path, resource: object, said: str) -> None:
    template = tmp_path / "faulty.json"
    template.write_text(json.dumps({"Resources": {"It": resource}}))
    assert said in _linted(template)
