"""What starts the clock."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def _of(template: Json, kind: str) -> list[Json]:
    return [
        resource["Properties"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == kind and key.startswith("Clock")
    ]


def test_clock_starts_at_nine_in_china_and_is_handed_the_event_with_its_day(template: Json) -> None:
    (rule,) = _of(template, "AWS::Events::Rule")
    assert rule["ScheduleExpression"] == "cron(0 1 * * ? *)"
    assert rule["State"] == "ENABLED"
    (target,) = rule["Targets"]
    assert target["Arn"]["Ref"].startswith("ClockFollowStateMachine")
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


def test_mornings_that_were_not_delivered_are_kept(template: Json) -> None:
    (rule,) = _of(template, "AWS::Events::Rule")
    (target,) = rule["Targets"]
    queue = target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
    assert template["Resources"][queue]["Type"] == "AWS::SQS::Queue"
    assert queue.startswith("ClockDeadLetters")
    assert target["RetryPolicy"] == {
        "MaximumEventAgeInSeconds": 12 * 3600,
        "MaximumRetryAttempts": 185,
    }
