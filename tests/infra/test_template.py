"""What must hold of every resource, whoever adds one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from aws_cdk import App, Stack

from functions.query.routes import ROUTES
from infra.bundles import ROOT
from infra.runtime import PACE, recognise_at_once

Json = dict[str, Any]
FUNCTIONS = (
    *("Ingest", "Parse", "Recognise", "Validate", "Notify", "Query"),
    *("Configure", "Clock", "Recheck", "Canary"),
)


def _of(template: Json, kind: str) -> dict[str, Json]:
    found = {k: r for k, r in template["Resources"].items() if r["Type"] == kind}
    assert found, f"the template has no {kind}"
    return found


def _properties(template: Json, kind: str) -> list[Json]:
    return [resource["Properties"] for resource in _of(template, kind).values()]


def _statements(template: Json, kind: str, part: str = "") -> list[Json]:
    return [
        statement
        for key, resource in _of(template, kind).items()
        if part in key
        for statement in resource["Properties"]["PolicyDocument"]["Statement"]
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_no_partition_is_named(template: Json) -> None:
    text = json.dumps(template)
    assert not re.search(r"arn:aws[:-]", text)
    # Service principals are the same everywhere; addresses are not.
    assert set(re.findall(r"[\w.-]+\.amazonaws\.com", text)) == {
        f"{service}.amazonaws.com"
        for service in (
            *("apigateway", "events", "lambda", "logging.s3", "states"),
            *("sns", "cloudwatch", "budgets"),
        )
    }


def test_nothing_is_made_by_a_custom_resource(template: Json) -> None:
    kinds = {resource["Type"] for resource in template["Resources"].values()}
    assert not {kind for kind in kinds if kind.startswith(("Custom::", "AWS::CloudFormation::"))}
    assert len(_of(template, "AWS::Lambda::Function")) == len(FUNCTIONS)


def test_buckets_are_encrypted_closed_and_kept(template: Json) -> None:
    for bucket in _of(template, "AWS::S3::Bucket").values():
        properties = bucket["Properties"]
        (rule,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(properties["PublicAccessBlockConfiguration"]) == 4
        assert bucket["DeletionPolicy"] == "Retain"


def test_pages_may_send_signed_forms_and_fetch_answers_and_nothing_else(template: Json) -> None:
    rules = {
        key: resource["Properties"]["CorsConfiguration"]["CorsRules"]
        for key, resource in _of(template, "AWS::S3::Bucket").items()
        if "AccessLog" not in key
    }
    assert (
        sum("CorsConfiguration" in each for each in _properties(template, "AWS::S3::Bucket")) == 2
    )
    methods = {key: [rule["AllowedMethods"] for rule in own] for key, own in rules.items()}
    assert sorted(methods.values()) == [[["GET"]], [["POST"]]]
    (uploads,) = (own for key, own in rules.items() if "UploadBucket" in key)
    assert uploads[0]["AllowedOrigins"] == {"Ref": "PageOrigins"}
    assert template["Parameters"]["PageOrigins"]["Type"] == "CommaDelimitedList"


def test_uploads_keep_their_versions_and_are_announced(template: Json) -> None:
    (uploads,) = (
        resource["Properties"]
        for key, resource in _of(template, "AWS::S3::Bucket").items()
        if "UploadBucket" in key
    )
    assert uploads["VersioningConfiguration"] == {"Status": "Enabled"}
    assert uploads["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }


@pytest.mark.parametrize(
    ("kind", "policy", "reference"),
    [
        ("AWS::S3::Bucket", "AWS::S3::BucketPolicy", "Bucket"),
        ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "Topics"),
        ("AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "Queues"),
    ],
)
def test_nothing_is_served_without_tls(
    template: Json, kind: str, policy: str, reference: str
) -> None:
    protected = set()
    for properties in _properties(template, policy):
        if any(
            statement["Effect"] == "Deny"
            and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
            for statement in properties["PolicyDocument"]["Statement"]
        ):
            protected |= {target["Ref"] for target in _listed(properties[reference])}
    assert protected == set(_of(template, kind))


def test_what_is_kept_has_the_names_by_which_deployed_stacks_know_it(template: Json) -> None:
    # Under another logical id, an update would put an empty table beside the one that has the reports.
    assert set(_of(template, "AWS::S3::Bucket")) == {
        *("StorageUploadBucket27F6648B", "StorageDocumentBucket0C632F77"),
        "StorageAccessLogBucket76E80A12",
    }
    assert set(_of(template, "AWS::DynamoDB::Table")) == {"StorageTableB43FDCE7"}
    assert "OfficeTopicD18C7794" in _of(template, "AWS::SNS::Topic")


def test_table_can_be_restored_and_is_kept(template: Json) -> None:
    (table,) = _of(template, "AWS::DynamoDB::Table").values()
    properties = table["Properties"]
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert [key["AttributeName"] for key in properties["KeySchema"]] == ["pk", "sk"]
    assert table["DeletionPolicy"] == "Retain"
    assert properties["DeletionProtectionEnabled"] is True


def test_use_of_buckets_is_logged(template: Json) -> None:
    buckets = _of(template, "AWS::S3::Bucket")
    (logs,) = (key for key in buckets if "AccessLog" in key)
    for key in set(buckets) - {logs}:
        assert buckets[key]["Properties"]["LoggingConfiguration"]["DestinationBucketName"] == {
            "Ref": logs
        }
    (days,) = (
        rule["ExpirationInDays"]
        for rule in buckets[logs]["Properties"]["LifecycleConfiguration"]["Rules"]
    )
    assert days == 365


def _rules(template: Json, part: str) -> list[Json]:
    (bucket,) = (r for key, r in _of(template, "AWS::S3::Bucket").items() if part in key)
    assert bucket["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    rules: list[Json] = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
    assert {rule["Status"] for rule in rules} == {"Enabled"}
    return rules


def test_no_version_of_an_upload_expires(template: Json) -> None:
    (rule,) = _rules(template, "UploadBucket")
    assert set(rule) == {"AbortIncompleteMultipartUpload", "Status"}


def test_of_documents_expires_what_is_made_anew_and_what_was_replaced(template: Json) -> None:
    rules = _rules(template, "DocumentBucket")
    gone = {
        rule.get("Prefix"): rule["ExpirationInDays"] for rule in rules if "ExpirationInDays" in rule
    }
    assert gone == {"answers/": 1, "rechecks/": 30}
    replaced = {
        rule.get("Prefix"): rule["NoncurrentVersionExpiration"]["NoncurrentDays"]
        for rule in rules
        if "NoncurrentVersionExpiration" in rule
    }
    assert replaced == {"answers/": 1, "rechecks/": 1, None: 90}
    (pictures,) = (rule for rule in rules if rule.get("Prefix") == "shown/")
    assert pictures["Transitions"] == [{"StorageClass": "STANDARD_IA", "TransitionInDays": 180}]


def test_messages_at_rest_are_encrypted(template: Json) -> None:
    topic = _of(template, "AWS::SNS::Topic")["OfficeTopicD18C7794"]["Properties"]
    assert json.dumps(topic["KmsMasterKeyId"]).endswith(':alias/aws/sns"]]}')
    assert all(queue["SqsManagedSseEnabled"] for queue in _properties(template, "AWS::SQS::Queue"))


def test_every_log_is_kept_for_a_while_and_not_for_ever(template: Json) -> None:
    # Not under the six months that article 21 of the Cybersecurity Law asks for.
    assert {log["RetentionInDays"] for log in _properties(template, "AWS::Logs::LogGroup")} == {365}
    for function in _properties(template, "AWS::Lambda::Function"):
        assert function["LoggingConfig"]["LogFormat"] == "JSON"
        assert function["LoggingConfig"]["LogGroup"]["Ref"] in _of(template, "AWS::Logs::LogGroup")


def test_no_function_may_reach_beyond_the_stacks_own_resources(template: Json) -> None:
    for name in FUNCTIONS:
        for statement in _statements(template, "AWS::IAM::Policy", f"{name}Role"):
            named = re.findall(r'"(?:Ref|Fn::GetAtt)": \[?"(\w+)', json.dumps(statement))
            assert named
            assert set(named) <= set(template["Resources"])


def _reached(template: Json, function: str, action: str) -> list[str]:
    statements = _statements(template, "AWS::IAM::Policy", f"{function}Role")
    reached = (_listed(s["Resource"]) for s in statements if action in _listed(s["Action"]))
    return [json.dumps(resource) for resources in reached for resource in resources]


def test_parse_reads_uploads_and_writes_documents_that_validate_reads(template: Json) -> None:
    (written,) = _reached(template, "Parse", "s3:PutObject")
    (read,) = _reached(template, "Parse", "s3:GetObject")
    assert "DocumentBucket" in written
    assert "UploadBucket" in read
    assert written in _reached(template, "Validate", "s3:GetObject")


def test_query_reads_what_it_shows_and_writes_no_documents(template: Json) -> None:
    read = [r for r in _reached(template, "Query", "s3:GetObject") if "DocumentBucket" in r]
    assert sorted(re.findall(r'"/(\w+/\*)"', " ".join(read))) == [
        "answers/*",
        "parsed/*",
        "shown/*",
    ]
    assert len(read) == 3
    written = [r for r in _reached(template, "Query", "s3:PutObject") if "DocumentBucket" in r]
    assert [re.findall(r'"/(\w+/\*)"', each) for each in written] == [["answers/*"]]


def test_configure_reads_of_the_uploads_only_what_is_the_offices_own(template: Json) -> None:
    (own,) = _reached(template, "Configure", "s3:GetObject")
    assert "UploadBucket" in own
    assert "/*/_settings/*" in own
    assert not any("UploadBucket" in r for r in _reached(template, "Validate", "s3:GetObject"))


def test_recheck_reads_documents_and_writes_nothing_but_its_lists(template: Json) -> None:
    (read,) = _reached(template, "Recheck", "s3:GetObject")
    assert read in _reached(template, "Validate", "s3:GetObject")
    (written,) = _reached(template, "Recheck", "s3:PutObject")
    assert "DocumentBucket" in written
    assert "/rechecks/*" in written


def test_environment_carries_names_and_no_value_twice(template: Json) -> None:
    common = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL"}
    own = {
        "Ingest": {"TABLE_NAME", "RECHECK_ARN"},
        "Parse": {"DOCUMENT_BUCKET"},
        "Recognise": {"DOCUMENT_BUCKET"},
        "Validate": {"TABLE_NAME", "DOCUMENT_BUCKET", "RECHECK_ARN"},
        "Notify": {
            *("TABLE_NAME", "TOPIC_ARN", "SECONDS_BETWEEN_MESSAGES"),
            *("OPERATIONS_TOPIC_ARN", "PAGE_ADDRESS"),
        },
        "Query": {
            *("TABLE_NAME", "DOCUMENT_BUCKET", "UPLOAD_BUCKET"),
            *("MESSAGES_ARN", "RECHECK_ARN", "TOKEN_ISSUER", "SIGN_IN_CLIENT"),
            *("SIGN_IN_SCOPES", "SIGN_IN_TOKEN", "SIGN_IN_ORIGINS"),
        },
        "Configure": {"TABLE_NAME", "MESSAGES_ARN", "RECHECK_ARN"},
        "Clock": {"TABLE_NAME", "MESSAGES_ARN"},
        "Recheck": {"TABLE_NAME", "DOCUMENT_BUCKET", "MESSAGES_ARN"},
        "Canary": {
            *("TABLE_NAME", "UPLOAD_BUCKET", "MAILBOX_URL"),
            *("API_URL", "STATE_MACHINE_ARN"),
        },
    }
    for key, resource in _of(template, "AWS::Lambda::Function").items():
        name = key.split("Function")[0]
        variables = resource["Properties"]["Environment"]["Variables"]
        assert set(variables) == common | own[name]
        assert variables["POWERTOOLS_SERVICE_NAME"] == name.lower()
        assert resource["Properties"]["Handler"] == f"functions.{name.lower()}.handler.handler"


STARTED = {
    "MESSAGES_ARN": {"Query", "Configure", "Clock", "Recheck"},
    # Clock changes nothing that a verdict rests on; Recheck would start itself for ever.
    "RECHECK_ARN": {"Ingest", "Validate", "Query", "Configure"},
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_functions_start_messages_and_rechecks_alone_and_know_where_they_are(
    template: Json, function: str
) -> None:
    (variables,) = (
        resource["Properties"]["Environment"]["Variables"]
        for key, resource in _of(template, "AWS::Lambda::Function").items()
        if key.startswith(f"{function}Function")
    )
    machines = {"MESSAGES_ARN": "MessagesStateMachine", "RECHECK_ARN": "RecheckingStateMachine"}
    known = {name: variables[name]["Ref"] for name in machines if name in variables}
    assert set(known) == {name for name, starters in STARTED.items() if function in starters}
    assert all(machine.startswith(machines[name]) for name, machine in known.items())
    started = _reached(template, function, "states:StartExecution")
    assert sorted(started) == sorted(json.dumps({"Ref": machine}) for machine in known.values())


def test_an_address_is_told_once_a_minute_unless_the_context_says_otherwise() -> None:
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    assert context[PACE] == "60"


@pytest.mark.parametrize(("given", "most"), [("", None), ("3", 3)])
def test_scans_recognised_at_once_are_bounded_where_the_context_says_so(
    given: str, most: int | None
) -> None:
    assert recognise_at_once(Stack(App(context={"recognise-at-once": given}))) == most


def test_no_function_takes_places_that_a_new_account_does_not_have(template: Json) -> None:
    functions = _properties(template, "AWS::Lambda::Function")
    assert functions
    assert not [each for each in functions if "ReservedConcurrentExecutions" in each]


def test_routes_are_those_of_the_contract_and_only_three_are_open(template: Json) -> None:
    routes = {r["RouteKey"]: r for r in _properties(template, "AWS::ApiGatewayV2::Route")}
    # Any other address gets a problem in Chinese: the function knows no more than these routes.
    assert routes.pop("$default")["AuthorizationType"] == "NONE"
    assert set(routes) == {f"{route.method} {route.path}" for route in ROUTES}
    (authorizer,) = _of(template, "AWS::ApiGatewayV2::Authorizer")
    opened = {key for key, route in routes.items() if "AuthorizerId" not in route}
    page = {"GET /", "GET /assets/{version}/{name}"}
    assert opened == {"GET /health", "GET /rules", "GET /openapi.json", *page}
    assert opened == {f"{route.method} {route.path}" for route in ROUTES if route.guard == "open"}
    for key in set(routes) - opened:
        assert routes[key]["AuthorizationType"] == "JWT"
        assert routes[key]["AuthorizerId"] == {"Ref": authorizer}


def test_pages_from_elsewhere_are_let_in_where_a_parameter_names_them_and_not_else(
    template: Json,
) -> None:
    (api,) = _properties(template, "AWS::ApiGatewayV2::Api")
    condition, allowed, otherwise = api["CorsConfiguration"]["Fn::If"]
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert allowed["AllowOrigins"] == {"Ref": "ApiOrigins"}
    assert set(allowed["AllowMethods"]) == {"GET", "POST", "PUT"}
    assert {"authorization", "idempotency-key"} <= set(allowed["AllowHeaders"])
    assert "AllowCredentials" not in allowed
    assert template["Parameters"]["ApiOrigins"]["Default"] == ""
    joined = {"Fn::Join": ["", {"Ref": "ApiOrigins"}]}
    assert template["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [joined, ""]}]}


def test_issuer_and_audience_of_tokens_are_parameters(template: Json) -> None:
    (authorizer,) = _properties(template, "AWS::ApiGatewayV2::Authorizer")
    assert authorizer["JwtConfiguration"] == {
        "Issuer": {"Ref": "TokenIssuer"},
        "Audience": [{"Ref": "TokenAudience"}],
    }
    assert {"TokenIssuer", "TokenAudience"} <= set(template["Parameters"])


def test_api_is_throttled_and_its_log_names_no_organ(template: Json) -> None:
    (stage,) = _properties(template, "AWS::ApiGatewayV2::Stage")
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] > 0
    assert stage["DefaultRouteSettings"]["ThrottlingBurstLimit"] > 0
    logged = json.loads(stage["AccessLogSettings"]["Format"])
    assert not {"$context.path", "$context.identity.sourceIp"} & set(logged.values())


def test_outputs_are_what_scripts_rely_on(template: Json) -> None:
    assert set(template["Outputs"]) == {
        *("UploadBucketName", "DocumentBucketName", "TableName", "TopicArn", "StateMachineArn"),
        *("MessagesArn", "RecheckStateMachineArn", "ClockFunctionName", "ApiUrl", "ApiId"),
        *("UploaderPolicyArn", "ReviewerPolicyArn"),
        *("OperationsTopicArn", "CanaryFunctionName"),
    }
