"""What is wrong with a stack, before anybody asks: each check by itself, so that one that fails hides no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import islice
from typing import Any, Final

from botocore.exceptions import ClientError

from ops import runs
from ops.attempts import tried_again_after
from ops.stack import ALARM, FUNCTION, MACHINE, QUEUE, TOPIC, Client, GoujiStack
from ops.telling import Told

_SLOW: Final = timedelta(
    hours=1
)  # in which an upload has its verdict, unless something is in the way
_NEW_ACCOUNT: Final = (
    10  # Lambdas at once, as new accounts may have; a season's peak queues behind them
)
_AT_ONCE: Final = 100  # names in one DescribeAlarms
_DEPLOYING: Final = timedelta(
    minutes=5
)  # between a function's change and its end as CloudFormation has it
_PENDING: Final = "PendingConfirmation"
_SETTLED: Final = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"})
Check = Callable[[GoujiStack, datetime], Iterator[Told]]


def examine(stack: GoujiStack, now: datetime) -> Iterator[Told]:
    """All checks in turn; what is in order is said, too."""
    for check in _CHECKS:
        name = check.__name__.strip("_").replace("_", " ")
        told = []
        try:
            told = list(check(stack, now))
        except ClientError as error:
            told = [Told("fault", name, f"could not be checked: {error}")]
        yield from told or [Told("ok", name)]


def _stack(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    if stack.status not in _SETTLED:
        yield Told("fault", "stack", f"{stack.name} is {stack.status}")


def _failed_runs(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    found = Counter(run.machine for run in runs.failed_runs(stack))
    for machine, number in found.items():
        yield Told("fault", "failed runs", f"{number} of {machine}; see: gouji-ops failed")


def _tried_again(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    """Of the newest runs that are under way, those of which a state failed: nobody else says so for over an hour."""
    states = stack.client("stepfunctions")
    found: Counter[str] = Counter()
    for part in stack.of(MACHINE):
        under_way = states.list_executions(
            stateMachineArn=part.name, statusFilter="RUNNING", maxResults=_AT_ONCE
        )
        for each in under_way["executions"]:
            if why := tried_again_after(states, each["executionArn"]):
                found[f"{part.id} after {why}"] += 1
    for which, number in found.items():
        yield Told("warning", "tried again", f"{number} of {which}")


def _misplaced(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    """Files that no office can be told of, as long as they lie there."""
    s3, bucket = stack.client("s3"), stack.outputs["UploadBucketName"]
    keys = dict.fromkeys(item["key"]["S"] for item in stack.rows("MISPLACED#-", "UPLOAD#"))
    for key in islice(keys, _AT_ONCE):
        try:
            s3.head_object(Bucket=bucket, Key=key)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != HTTPStatus.NOT_FOUND:
                raise
        else:
            yield Told("warning", "misplaced", "a file of no office lies there", {"key": key})


def _dead_letters(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    sqs = stack.client("sqs")
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    for part in stack.letters:
        answer = sqs.get_queue_attributes(QueueUrl=part.name, AttributeNames=names)
        number = sum(int(answer["Attributes"].get(name, 0)) for name in names)
        if number:
            yield Told(
                "fault", "dead letters", f"{number} in {part.id}; see: gouji-ops replay --dry-run"
            )


def _alarms(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    client = stack.client("cloudwatch")
    names = [part.name for part in stack.of(ALARM)]
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        for alarm in client.describe_alarms(AlarmNames=some)["MetricAlarms"]:
            if alarm["StateValue"] == "ALARM":
                said = f"{alarm['AlarmName']}: {alarm.get('AlarmDescription', '')}"
                yield Told("fault", "alarms", said, {"since": alarm.get("StateUpdatedTimestamp")})


def _subscriptions(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    sns = stack.client("sns")
    for part in stack.of(TOPIC):
        pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=part.name)
        found = [each for page in pages for each in page["Subscriptions"]]
        own = {queue.name.rpartition("/")[2] for queue in stack.of(QUEUE)}
        if all(each["Endpoint"].rpartition(":")[2] in own for each in found):
            yield Told("fault", "subscriptions", f"nobody is subscribed to {part.id}")
        for each in found:
            yield from _subscription(sns, part.id, each)


def _subscription(sns: Client, topic: str, about: dict[str, Any]) -> Iterator[Told]:
    """Whether somebody confirmed it, and whether a forwarded mail's link can end it."""
    who = f"{about['Endpoint']} on {topic}"
    if about["SubscriptionArn"] == _PENDING:
        yield Told("fault", "subscriptions", f"{who} is not confirmed: nothing reaches it")
    elif about["SubscriptionArn"] == "Deleted":
        yield Told("fault", "subscriptions", f"{who} was ended: nothing reaches it")
    elif about["Protocol"] in {"email", "email-json"}:
        found = sns.get_subscription_attributes(SubscriptionArn=about["SubscriptionArn"])
        if found["Attributes"].get("ConfirmationWasAuthenticated") != "true":
            yield Told("warning", "subscriptions", f"{who}: whoever has a mail can end it")


def _oldest_received(stack: GoujiStack, now: datetime) -> Iterator[Told]:
    for year in _years(stack):
        for item in stack.rows(year, "REPORT#"):
            received = item.get("received_at", {}).get("S", "")
            if item.get("state", {}).get("S") != "received" or not received:
                continue
            waits = now - datetime.fromisoformat(received)
            if waits > _SLOW:
                said = (
                    f"{item['upload_id']['S']} waits for {waits.total_seconds() / 3600:.1f} hours"
                )
                yield Told("fault", "oldest received", said, {"key": item["key"]["S"]})


def _settings(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    for year in _years(stack):
        for kind in ("ROSTER", "SETTINGS"):
            for item in stack.rows(year, kind):
                if "faults" in item:
                    said = f"{year}: the last {kind.lower()} is faulty and not in force"
                    yield Told("warning", "settings", said)


def _functions(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    client = stack.client("lambda")
    found = [
        (part.id, client.get_function_configuration(FunctionName=part.name))
        for part in stack.of(FUNCTION)
    ]
    for name, about in found:
        if _is_changed_by_hand(stack, name, about):
            said = f"{name} was changed by hand at {about['LastModified']}, after its deployment"
            yield Told("warning", "functions", said)
        state, update = about.get("State", "Active"), about.get("LastUpdateStatus", "Successful")
        if state not in {"Active", "Inactive"} or update != "Successful":
            yield Told("fault", "functions", f"{name} is {state}, its last update {update}")
    ours = [about for _, about in found if str(about.get("Handler", "")).startswith("functions.")]
    for what in ("Runtime", "Architectures"):
        kinds = {str(about.get(what)) for about in ours}
        if len(kinds) > 1:
            yield Told("fault", "functions", f"{what} differ: {', '.join(sorted(kinds))}")
    tables = {
        about["Environment"]["Variables"]["TABLE_NAME"]
        for about in ours
        if "TABLE_NAME" in about.get("Environment", {}).get("Variables", {})
    }
    if len(tables) > 1:
        yield Told("fault", "functions", f"they use different tables: {', '.join(sorted(tables))}")
    yield from _layers(found)


def _is_changed_by_hand(stack: GoujiStack, id_: str, about: dict[str, Any]) -> bool:
    (deployed,) = (part.changed for part in stack.of(FUNCTION) if part.id == id_)
    changed = datetime.fromisoformat(about["LastModified"])
    return deployed is not None and changed > deployed + _DEPLOYING


def _layers(found: list[tuple[str, dict[str, Any]]]) -> Iterator[Told]:
    """A layer of which functions use different versions: a deployment came to half of them."""
    versions: dict[str, set[str]] = {}
    for _, about in found:
        for layer in about.get("Layers", ()):
            name, _, version = layer["Arn"].rpartition(":")
            versions.setdefault(name, set()).add(version)
    for name, own in versions.items():
        if len(own) > 1:
            said = f"{name.rpartition(':')[2]} is used in versions {', '.join(sorted(own))}"
            yield Told("fault", "functions", said)


def _concurrency(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    limits = stack.client("lambda").get_account_settings()["AccountLimit"]
    if limits["ConcurrentExecutions"] <= _NEW_ACCOUNT:
        said = f"the account runs {limits['ConcurrentExecutions']} functions at once: ask for more"
        yield Told("warning", "concurrency", said)


def _table(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    client = stack.client("dynamodb")
    about = client.describe_table(TableName=stack.table)["Table"]
    if about["TableStatus"] != "ACTIVE":
        yield Told("fault", "table", f"{stack.table} is {about['TableStatus']}")
    if not about.get("DeletionProtectionEnabled"):
        yield Told("warning", "table", f"{stack.table} has no deletion protection")
    backups = client.describe_continuous_backups(TableName=stack.table)
    recovery = backups["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
    if recovery.get("PointInTimeRecoveryStatus") != "ENABLED":
        yield Told("fault", "table", f"{stack.table} cannot be restored to a point in time")
    ttl = client.describe_time_to_live(TableName=stack.table)["TimeToLiveDescription"]
    if ttl.get("TimeToLiveStatus") in {"ENABLED", "ENABLING"}:
        said = f"items of {stack.table} expire by {ttl.get('AttributeName')}"
        yield Told("warning", "table", f"{said}: what happened to a report must never")


def _buckets(stack: GoujiStack, _now: datetime) -> Iterator[Told]:
    s3 = stack.client("s3")
    name = stack.outputs["UploadBucketName"]
    if s3.get_bucket_versioning(Bucket=name).get("Status") != "Enabled":
        yield Told("fault", "buckets", f"{name} keeps no versions: a file put in anew replaces one")
    found = s3.get_bucket_notification_configuration(Bucket=name)
    if "EventBridgeConfiguration" not in found:
        yield Told("fault", "buckets", f"{name} tells nobody of uploads")


_CHECKS: Final[tuple[Check, ...]] = (
    _stack,
    _failed_runs,
    _tried_again,
    _misplaced,
    _dead_letters,
    _alarms,
    _subscriptions,
    _oldest_received,
    _settings,
    _functions,
    _concurrency,
    _table,
    _buckets,
)


def _years(stack: GoujiStack) -> list[str]:
    """The partitions of the offices' years."""
    return [
        f"YEAR#{item['office']['S']}#{item['year']['N']}"
        for item in stack.rows("OFFICES")
        if "year" in item
    ]
