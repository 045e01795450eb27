"""What each role may do, action by action and resource by resource: this, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.infra.policies import Right, flattened, rights

Json = dict[str, Any]

TABLE, TOPIC = "<StorageTable>", "<OfficeTopic>"
UPLOADS, DOCUMENTS = "<StorageUploadBucket>", "<StorageDocumentBucket>"
MESSAGES, RECHECKS = "<MessagesStateMachine>", "<RecheckingStateMachine>"
OFFICE_FILES = f"{UPLOADS}/*/_settings/*"


def _may(resource: str, *actions: str, effect: str = "Allow") -> set[Right]:
    return {(effect, action, resource) for action in actions}


def _table(*actions: str) -> set[Right]:
    return _may(TABLE, *(f"dynamodb:{action}" for action in actions))


def _log(function: str) -> set[Right]:
    return _may(f"<{function}Logs>", "logs:CreateLogStream", "logs:PutLogEvents")


def _invoke(*functions: str) -> set[Right]:
    return {
        right
        for function in functions
        for version in ("", ":*")
        for right in _may(f"<{function}Function>{version}", "lambda:InvokeFunction")
    }


START = "states:StartExecution"
READ_UPLOADS = _may(f"{UPLOADS}/*", "s3:GetObject", "s3:GetObjectVersion") | _may(
    UPLOADS, "s3:ListBucket"
)
# A state machine's log is set up by actions that know no resources.
DELIVERY = _may(
    "*",
    *("logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery"),
    *("logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy"),
    *("logs:DescribeResourcePolicies", "logs:DescribeLogGroups"),
)
RUNS = (
    "arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<RecheckingStateMachine>"
)

ROLES: dict[str, set[Right]] = {
    "IngestRole": READ_UPLOADS
    | _table("GetItem", "BatchGetItem", "PutItem")
    | _table("Query")  # all that happened to the report
    | _table("DeleteItem")  # the last upload of an organ is taken back
    | _may(RECHECKS, START),  # have next year's report judged again
    "ParseRole": READ_UPLOADS | _may(f"{DOCUMENTS}/*", "s3:PutObject"),
    "RecogniseRole": READ_UPLOADS | _may(f"{DOCUMENTS}/*", "s3:PutObject"),
    "ValidateRole": _table("GetItem", "BatchGetItem", "PutItem", "UpdateItem")
    | _table("Query")  # when was the organ's first upload?
    | _may(f"{DOCUMENTS}/*", "s3:GetObject")
    | _may(DOCUMENTS, "s3:ListBucket")  # a document that is gone is not forbidden
    | _may(RECHECKS, START),  # have judged again what rests on the report
    "NotifyRole": _table("GetItem", "PutItem", "UpdateItem")
    | _table("Query")  # what stands in the outbox?
    | _table("DeleteItem")  # what was told stands there no more
    | _may(TOPIC, "sns:Publish")
    | _may("<OperationsAlarmsTopic>", "sns:Publish"),  # what no office can be told
    "QueryRole": READ_UPLOADS  # originals
    | _table("GetItem", "Query")
    | _table("BatchGetItem")  # the verdicts of a year
    | _table("PutItem")  # decisions, an office's own files
    | _table("UpdateItem")  # a recheck that is asked for again goes on
    | _may(MESSAGES, START)  # have an organ told of a return
    | _may(RECHECKS, START)  # have a year judged again
    | _may(DOCUMENTS, "s3:ListBucket")
    | _may(f"{DOCUMENTS}/parsed/*", "s3:GetObject")
    | _may(f"{DOCUMENTS}/shown/*", "s3:GetObject")
    | _may(f"{DOCUMENTS}/answers/*", "s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload")
    | _may(f"{UPLOADS}/*", "s3:PutObject")  # sign forms by which reports are handed in
    | _may(OFFICE_FILES, "s3:PutObject", effect="Deny"),
    "ConfigureRole": _may(OFFICE_FILES, "s3:GetObject", "s3:GetObjectVersion")
    | _may(UPLOADS, "s3:ListBucket")
    | _table("GetItem", "PutItem")
    | _table("Query")  # all that was put in
    | _may(MESSAGES, START)  # have the office told
    | _may(RECHECKS, START),  # have its year judged again
    "ClockRole": _table("GetItem", "BatchGetItem", "PutItem")
    | _table("Query")  # all offices, and how their reports stand
    | _may(MESSAGES, START),  # have offices and organs told
    "CanaryRole": _table(
        "GetItem", "Query"
    )  # its own office's alone: tests/infra/test_operations.py
    | _may(f"{UPLOADS}/canary/*", "s3:PutObject")
    | _may("<CanaryMailbox>", "sqs:ReceiveMessage")
    | _may("<WorkflowStateMachine>", "states:ListExecutions"),
    "RecheckRole": _table("GetItem", "BatchGetItem", "PutItem")
    | _table("UpdateItem")  # how far the recheck is, what an upload now says
    | _table("Query")  # all reports of the year
    | _may(f"{DOCUMENTS}/*", "s3:GetObject")  # reports as they were read, and the list
    | _may(DOCUMENTS, "s3:ListBucket")  # a document that is gone is not forbidden
    | _may(f"{DOCUMENTS}/rechecks/*", "s3:PutObject")  # the list of what is due
    | _may(MESSAGES, START),  # have the office told what changed
    "WorkflowStateMachineRole": DELIVERY
    | _invoke("Ingest", "Parse", "Recognise", "Validate", "Notify"),
    "MessagesStateMachineRole": DELIVERY | _invoke("Notify"),
    "RecheckingStateMachineRole": DELIVERY
    | _invoke("Recheck", "Parse", "Recognise")
    | _may(f"arn:<AWS::Partition>:s3:::{DOCUMENTS}/*", "s3:GetObject")  # the list of the map
    # A Distributed Map starts runs of its own.
    | _may(RECHECKS, START)
    | _may(f"{RUNS}:*", "states:DescribeExecution", "states:StopExecution")
    | _may(f"{RUNS}/*:*", "states:RedriveExecution"),
    "ConfiguringTakeUpStateMachineRole": DELIVERY | _invoke("Configure"),
    "ClockFollowStateMachineRole": DELIVERY | _invoke("Clock"),
    "RecheckingStoppedStateMachineRole": DELIVERY | _invoke("Recheck"),
    **{
        f"{machine}EventsRole": _may(f"<{machine}>", START)
        for machine in (
            *("WorkflowStateMachine", "MessagesStateMachine", "ConfiguringTakeUpStateMachine"),
            *("ClockFollowStateMachine", "RecheckingStoppedStateMachine"),
        )
    },
    "UploadersUploader": _may(
        f"{UPLOADS}/${{aws:PrincipalTag/gouji-uploads}}/*",
        "s3:PutObject",
        "s3:AbortMultipartUpload",
    )
    | _may(OFFICE_FILES, "s3:PutObject", effect="Deny"),
    "UploadersReviewer": _may(
        f"{UPLOADS}/${{aws:PrincipalTag/gouji-reviews}}/*",
        *("s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"),
    ),
}


def _expected(role: str) -> set[Right]:
    function = role.removesuffix("Role")
    is_function = role.endswith("Role") and "StateMachine" not in role
    return ROLES[role] | (_log(function) if is_function else set())


@pytest.mark.parametrize("role", ROLES)
def test_role_may_do_what_it_does_and_no_more(template: Json, role: str) -> None:
    assert rights(template)[role] == _expected(role)


def test_there_are_no_other_roles(template: Json) -> None:
    assert set(rights(template)) == set(ROLES)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::IAM::Role":
            assert not {"ManagedPolicyArns", "Policies"} & set(resource["Properties"])
        assert resource["Type"] not in {"AWS::IAM::User", "AWS::IAM::Group"}


def test_no_action_is_a_wildcard_and_only_those_without_resources_reach_all(template: Json) -> None:
    for role, held in rights(template).items():
        assert not [action for _, action, _ in held if "*" in action]
        assert {right for right in held if right[2] == "*"} == (
            DELIVERY if role.endswith("StateMachineRole") else set()
        )


def test_offices_own_files_are_put_in_by_whoever_bears_the_tag(template: Json) -> None:
    (policy,) = (
        resource["Properties"]["PolicyDocument"]["Statement"]
        for key, resource in template["Resources"].items()
        if resource["Type"] == "AWS::S3::BucketPolicy" and "UploadBucket" in key
    )
    (denied,) = [each for each in policy if each.get("Sid") == "SettingsAreReviewers"]
    assert (denied["Effect"], denied["Principal"]) == ("Deny", {"AWS": "*"})
    assert denied["Condition"] == {"Null": {"aws:PrincipalTag/gouji-reviews": "true"}}
    assert set(denied["Action"]) == {
        *("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"),
    }
    assert flattened(denied["Resource"]) == OFFICE_FILES


USES = {
    "table": {
        *("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"),
        *("kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"),
    },
    "read": {"kms:Decrypt"},
    "write": {"kms:Decrypt", "kms:GenerateDataKey"},
}


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("IngestRole", USES["table"] | USES["read"]),
        ("ParseRole", USES["write"]),
        ("RecogniseRole", USES["write"]),
        ("ValidateRole", USES["table"] | USES["read"]),
        ("NotifyRole", USES["table"] | USES["write"]),
        ("QueryRole", USES["table"] | USES["write"]),
        ("ConfigureRole", USES["table"] | USES["read"]),
        ("ClockRole", USES["table"]),
        ("CanaryRole", USES["table"] | USES["write"]),
        ("RecheckRole", USES["table"] | USES["write"]),
        ("RecheckingStateMachineRole", USES["read"]),
        ("UploadersUploader", USES["write"]),
        ("UploadersReviewer", USES["write"]),
    ],
)
def test_key_is_used_for_what_the_role_does(locked: Json, role: str, actions: set[str]) -> None:
    held = rights(locked)[role]
    of_key = {right for right in held if right[2] == "<Key>"}
    assert {action for _, action, _ in of_key} == actions
    assert held - of_key == _expected(role)


def test_whoever_does_not_touch_what_is_encrypted_may_not_use_the_key(locked: Json) -> None:
    users = {role for role, held in rights(locked).items() if any(r[2] == "<Key>" for r in held)}
    assert set(ROLES) - users == {
        *(role for role in ROLES if role.endswith("StateMachineEventsRole")),
        *("WorkflowStateMachineRole", "MessagesStateMachineRole"),
        *("ConfiguringTakeUpStateMachineRole", "ClockFollowStateMachineRole"),
        "RecheckingStoppedStateMachineRole",
    }


def test_key_is_used_through_a_service_alone(locked: Json) -> None:
    for resource in locked["Resources"].values():
        if resource["Type"] not in {"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"}:
            continue
        for statement in resource["Properties"]["PolicyDocument"]["Statement"]:
            if _is_of_key(statement["Resource"]):
                via = statement["Condition"]["StringEquals"]["kms:ViaService"]
                assert {flattened(name).split(".")[0] for name in via} <= {"s3", "dynamodb", "sns"}


def _is_of_key(resource: Any) -> bool:
    return not isinstance(resource, list) and flattened(resource) == "<Key>"


def test_keys_policy_names_the_account_its_logs_and_its_alarms(locked: Json) -> None:
    (key,) = (r for r in locked["Resources"].values() if r["Type"] == "AWS::KMS::Key")
    assert key["Properties"]["EnableKeyRotation"]
    assert key["DeletionPolicy"] == "Retain"
    account, logs, alarms, budgets = key["Properties"]["KeyPolicy"]["Statement"]
    assert flattened(account["Principal"]["AWS"]).endswith(":iam::<AWS::AccountId>:root")
    assert flattened(logs["Principal"]["Service"]) == "logs.<AWS::Region>.<AWS::URLSuffix>"
    assert set(logs["Condition"]["ArnLike"]) == {"kms:EncryptionContext:aws:logs:arn"}
    own = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
    for statement, service in ((alarms, "cloudwatch"), (budgets, "budgets")):
        assert statement["Principal"] == {"Service": f"{service}.amazonaws.com"}
        assert statement["Condition"] == own


def test_what_holds_reports_and_names_lies_under_the_key(locked: Json) -> None:
    resources = locked["Resources"]
    key = {"Fn::GetAtt": [next(k for k in resources if k.startswith("Key")), "Arn"]}

    def of(kind: str) -> dict[str, Json]:
        return {k: r["Properties"] for k, r in resources.items() if r["Type"] == kind}

    for name, bucket in of("AWS::S3::Bucket").items():
        (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        if "AccessLog" in name:
            assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
        else:
            assert rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == key
            assert rule["BucketKeyEnabled"]
    (table,) = of("AWS::DynamoDB::Table").values()
    assert table["SSESpecification"]["KMSMasterKeyId"] == key
    assert all(log["KmsKeyId"] == key for log in of("AWS::Logs::LogGroup").values())
    assert all(topic["KmsMasterKeyId"] == key for topic in of("AWS::SNS::Topic").values())
    assert all(queue["SqsManagedSseEnabled"] for queue in of("AWS::SQS::Queue").values())
