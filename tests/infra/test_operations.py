"""What the operator hears of and sees: everything that the stack has, and nothing that nobody writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from functions.adapters.metrics import METRICS, NAMESPACE
from infra.alarms import RUNBOOK, SECTIONS

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]


def _of(template: Json, kind: str) -> dict[str, Json]:
    return {key: r for key, r in template["Resources"].items() if r["Type"] == kind}


def _alarms(template: Json) -> list[Json]:
    return [resource["Properties"] for resource in _of(template, "AWS::CloudWatch::Alarm").values()]


def _metrics(alarm: Json) -> list[Json]:
    """The metrics that an alarm looks at, each with its period: its own one, or those that it reckons with."""
    if "Metrics" not in alarm:
        return [alarm]
    stats = [each["MetricStat"] for each in alarm["Metrics"] if "MetricStat" in each]
    return [{**stat["Metric"], "Period": stat["Period"]} for stat in stats]


def _watched(template: Json, name: str, dimension: str) -> dict[str, Json]:
    """The alarms on a metric, by the resource that its dimension names."""
    found = {}
    for alarm in _alarms(template):
        for metric in _metrics(alarm):
            if metric["MetricName"] != name:
                continue
            (value,) = (d["Value"] for d in metric["Dimensions"] if d["Name"] == dimension)
            found[value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0]] = alarm
    return found


def test_every_alarm_goes_to_the_operations_topic_and_so_does_its_end(template: Json) -> None:
    (topic,) = (key for key in _of(template, "AWS::SNS::Topic") if key.startswith("Operations"))
    assert len(_alarms(template)) > 30
    for alarm in _alarms(template):
        assert alarm["AlarmActions"] == [{"Ref": topic}]
        assert alarm["OKActions"] == [{"Ref": topic}]


def test_every_alarm_names_the_section_of_the_runbook_that_says_what_to_do(template: Json) -> None:
    headings = re.findall(r"^### (.+)$", (ROOT / RUNBOOK).read_text(encoding="utf-8"), re.M)
    named = {alarm["AlarmDescription"].partition(f" {RUNBOOK}: ")[2] for alarm in _alarms(template)}
    assert named <= set(SECTIONS.values())
    assert set(SECTIONS.values()) <= set(headings)


@pytest.mark.parametrize(
    ("kind", "metric", "dimension"),
    [
        ("AWS::Lambda::Function", "Errors", "FunctionName"),
        ("AWS::Lambda::Function", "Throttles", "FunctionName"),
        ("AWS::StepFunctions::StateMachine", "ExecutionsFailed", "StateMachineArn"),
        ("AWS::StepFunctions::StateMachine", "ExecutionsTimedOut", "StateMachineArn"),
        ("AWS::DynamoDB::Table", "ReadThrottleEvents", "TableName"),
        ("AWS::DynamoDB::Table", "WriteThrottleEvents", "TableName"),
        ("AWS::DynamoDB::Table", "SystemErrors", "TableName"),
        ("AWS::ApiGatewayV2::Api", "5xx", "ApiId"),
    ],
)
def test_every_resource_of_a_kind_is_watched(
    template: Json, kind: str, metric: str, dimension: str
) -> None:
    assert set(_watched(template, metric, dimension)) == set(_of(template, kind))


def test_every_queue_is_watched_but_the_canarys_which_is_read_each_morning(template: Json) -> None:
    watched = _watched(template, "ApproximateNumberOfMessagesVisible", "QueueName")
    (mailbox,) = set(_of(template, "AWS::SQS::Queue")) - set(watched)
    assert mailbox.startswith("CanaryMailbox")
    # Every other one is where somebody's failures go.
    text = json.dumps(template["Resources"])
    for queue in watched:
        assert f'"Fn::GetAtt": ["{queue}", "Arn"]' in text


def test_undelivered_mail_of_offices_is_watched(template: Json) -> None:
    assert set(_watched(template, "NumberOfNotificationsFailed", "TopicName")) == {
        "OfficeTopicD18C7794"
    }


def test_what_should_come_is_alarming_where_it_does_not_come(template: Json) -> None:
    missing = {
        alarm["AlarmDescription"].partition(".")[0]: alarm["TreatMissingData"]
        for alarm in _alarms(template)
        if alarm["TreatMissingData"] != "notBreaching"
    }
    assert missing == {
        "The morning's sample was not judged and told as it must be": "ignore",
        "For 26 hours nobody looked for a sample": "breaching",
        "An upload has been under way for more than two hours, or nobody measures it": "breaching",
    }


def test_alarms_look_at_no_more_than_cloudwatch_allows(template: Json) -> None:
    for alarm in _alarms(template):
        (period,) = {metric["Period"] for metric in _metrics(alarm)}
        seconds = period * alarm["EvaluationPeriods"]
        assert seconds <= (7 * 86_400 if period >= 3600 else 86_400)
        assert 1 <= alarm.get("DatapointsToAlarm", 1) <= alarm["EvaluationPeriods"]


def test_alarms_on_our_own_metrics_ask_for_what_functions_write(template: Json) -> None:
    known = {metric.name: metric for metric in METRICS}
    filtered = {
        transformation["MetricName"]
        for found in _of(template, "AWS::Logs::MetricFilter").values()
        for transformation in found["Properties"]["MetricTransformations"]
    }
    looked_at = [metric for alarm in _alarms(template) for metric in _metrics(alarm)]
    own = [metric for metric in looked_at if metric["Namespace"] == NAMESPACE]
    names = {metric["MetricName"] for metric in own}
    assert names - filtered == {"Incomplete", "OldestRun", "CanaryPassed"}
    for asked in own:
        if asked["MetricName"] in filtered:
            continue
        metric = known[asked["MetricName"]]
        assert metric.dimension is None
        assert asked["Dimensions"] == [{"Name": "service", "Value": metric.service}]


@pytest.mark.parametrize("name", ["Parse", "Recognise"])
def test_what_is_raised_of_a_file_does_not_count_as_a_fault(template: Json, name: str) -> None:
    (alarm,) = (
        alarm
        for function, alarm in _watched(template, "Errors", "FunctionName").items()
        if function.startswith(name)
    )
    by_id = {each["Id"]: each for each in alarm["Metrics"]}
    (reckoned,) = (each["Expression"] for each in by_id.values() if "Expression" in each)
    assert reckoned == "errors - FILL(raised, 0)"
    assert by_id["errors"]["MetricStat"]["Metric"]["MetricName"] == "Errors"
    raised = by_id["raised"]["MetricStat"]
    assert (raised["Stat"], raised["Period"]) == ("Sum", 300)
    (filtered,) = (
        found["Properties"]
        for found in _of(template, "AWS::Logs::MetricFilter").values()
        if found["Properties"]["MetricTransformations"][0]["MetricName"]
        == raised["Metric"]["MetricName"]
    )
    assert filtered["LogGroupName"]["Ref"].startswith(f"{name}Logs")
    assert filtered["FilterPattern"] == '{ $.message = "raised" }'
    (transformed,) = filtered["MetricTransformations"]
    assert transformed["MetricValue"] == "1"
    assert transformed["MetricNamespace"] == raised["Metric"]["Namespace"]


def test_operations_topic_hears_cloudwatch_and_needs_no_key_office_or_table(template: Json) -> None:
    ((key, topic),) = (
        item for item in _of(template, "AWS::SNS::Topic").items() if item[0].startswith("Operation")
    )
    assert "KmsMasterKeyId" not in topic.get("Properties", {})
    (policy,) = (
        resource["Properties"]
        for resource in _of(template, "AWS::SNS::TopicPolicy").values()
        if resource["Properties"]["Topics"] == [{"Ref": key}]
    )
    admitted = {
        statement["Principal"]["Service"]: statement
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    }
    assert set(admitted) == {"cloudwatch.amazonaws.com", "budgets.amazonaws.com"}
    for statement in admitted.values():
        assert statement["Condition"] == {
            "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
        }


def test_operator_and_budget_are_there_where_they_are_asked_for(template: Json) -> None:
    parameters = template["Parameters"]
    assert parameters["OperationsEmail"]["Default"] == ""
    assert parameters["MonthlyBudget"]["Default"] == 0
    (mailed,) = (
        resource
        for resource in _of(template, "AWS::SNS::Subscription").values()
        if resource["Properties"]["Protocol"] == "email"
    )
    (budget,) = _of(template, "AWS::Budgets::Budget").values()
    assert template["Conditions"][mailed["Condition"]] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "OperationsEmail"}, ""]}]
    }
    assert template["Conditions"][budget["Condition"]] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "MonthlyBudget"}, "0"]}]
    }


def test_canary_sees_and_puts_in_nothing_of_another_office(template: Json) -> None:
    (policy,) = (
        resource["Properties"]["PolicyDocument"]["Statement"]
        for key, resource in _of(template, "AWS::IAM::Policy").items()
        if key.startswith("Canary")
    )
    by_action = {
        action: statement
        for statement in policy
        for action in (
            statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        )
    }
    assert json.dumps(by_action["s3:PutObject"]["Resource"]).endswith('"/canary/*"]]}')
    for action in ("dynamodb:GetItem", "dynamodb:Query"):
        (keys,) = by_action[action]["Condition"]["ForAllValues:StringLike"].values()
        assert keys == ["ORGAN#canary#*", "YEAR#canary#*"]


def test_canary_is_told_what_its_office_is_told_and_nothing_else(template: Json) -> None:
    (subscription,) = (
        resource["Properties"]
        for resource in _of(template, "AWS::SNS::Subscription").values()
        if resource["Properties"]["Protocol"] == "sqs"
    )
    assert subscription["TopicArn"] == {"Ref": "OfficeTopicD18C7794"}
    assert subscription["FilterPolicy"] == {"office": ["canary"]}


def test_canary_is_switched_off_by_a_parameter_and_runs_are_watched_all_the_same(
    template: Json,
) -> None:
    rules = {
        key: resource["Properties"]
        for key, resource in _of(template, "AWS::Events::Rule").items()
        if key.startswith("Canary")
    }
    by_act = {json.loads(rule["Targets"][0]["Input"])["act"]: rule for rule in rules.values()}
    (condition,) = (key for key in template["Conditions"] if key.startswith("CanaryEnabled"))
    for act in ("put", "look"):
        assert by_act[act]["State"] == {"Fn::If": [condition, "ENABLED", "DISABLED"]}
    assert by_act["measure"]["State"] == "ENABLED"
    assert by_act["measure"]["ScheduleExpression"] == "rate(15 minutes)"
    for key, alarm in _of(template, "AWS::CloudWatch::Alarm").items():
        assert (alarm.get("Condition") == condition) == key.startswith("CanaryCanary")


def _shown(template: Json) -> tuple[str, set[tuple[str, str | None]]]:
    """The dashboard as text, and our own metrics on it, each with its dimension."""
    (dashboard,) = _of(template, "AWS::CloudWatch::Dashboard").values()
    parts = dashboard["Properties"]["DashboardBody"]["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else "resource" for part in parts)
    own: set[tuple[str, str | None]] = set()
    for widget in json.loads(text)["widgets"]:
        for line in widget["properties"].get("metrics", []):
            if line[0] == NAMESPACE:
                assert line[2] == "service"
                own.add((line[1], None))
            elif isinstance(line[0], dict) and "SEARCH" in line[0].get("expression", ""):
                found = re.search(
                    rf'\{{{NAMESPACE},(\w+),service\}} MetricName="(\w+)"', line[0]["expression"]
                )
                assert found
                own.add((found[2], found[1]))
    return text, own


def test_dashboard_shows_all_that_functions_write_and_nothing_else(template: Json) -> None:
    _, own = _shown(template)
    assert own == {(metric.name, metric.dimension) for metric in METRICS}


def test_dashboard_shows_every_function_and_state_machine(template: Json) -> None:
    (dashboard,) = _of(template, "AWS::CloudWatch::Dashboard").values()
    text = json.dumps(dashboard)
    for kind in ("AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"):
        for key in _of(template, kind):
            assert f'{{"Ref": "{key}"}}' in text


def test_queries_of_the_runbook_ask_for_words_that_functions_log() -> None:
    text = (ROOT / RUNBOOK).read_text(encoding="utf-8")
    asked = set(re.findall(r'strcontains\(message, "(\w+)"\)', text))
    (listed,) = re.findall(r"message in \[(.+)\]", text)
    asked |= set(re.findall(r'"(\w+)"', listed))
    logged = {
        word
        for path in (ROOT / "functions").rglob("*.py")
        for word in re.findall(r'logger\.\w+\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert {"ingested", "validated", "told"} <= asked <= logged


def test_runbook_leads_to_headings_that_are_there() -> None:
    text = (ROOT / RUNBOOK).read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
