"""The functions: each with its layers, its environment, its memory, and what it may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import Duration, aws_iam, aws_lambda, aws_logs, aws_sns
from constructs import Construct

from infra import runtime
from infra.bundles import bundle_of
from infra.layers import Layers
from infra.messages import Messages
from infra.messaging import page_address, told_alarms
from infra.policy.accepted import accept
from infra.policy.keys import grant_key
from infra.policy.logs import log_group
from infra.signing_in import SigningIn
from infra.storage import Storage


class PythonFunction(Construct):
    """A function from `functions/<name>`, with every default; its construct's id is its name in the workflow."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        layers: Sequence[aws_lambda.ILayerVersion],
        environment: Mapping[str, str],
        memory: int = 512,
        seconds: int = 60,
        at_once: int | None = None,
    ) -> None:
        """`memory` in MB; half a processor's worth of it starts Python in well under a second.

        `seconds` is the most one invocation may take, clients' retries included; `at_once`: so many at most.
        """
        super().__init__(scope, id)
        name = id.lower()
        self.log_group = log_group(self, "Logs")
        self.function = aws_lambda.Function(
            self,
            "Function",
            runtime=runtime.runtime(self),
            architecture=runtime.architecture(self),
            handler=f"functions.{name}.handler.handler",
            code=aws_lambda.Code.from_asset(str(bundle_of(name, runtime.python_version(self)))),
            layers=list(layers),
            memory_size=memory,
            timeout=Duration.seconds(seconds),
            reserved_concurrent_executions=at_once,
            log_group=self.log_group,
            role=self._role(self.log_group),
            logging_format=aws_lambda.LoggingFormat.JSON,
            environment={
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_LOG_LEVEL": "INFO",
                **environment,
            },
        )
        self._accept()

    def _role(self, logs: aws_logs.ILogGroup) -> aws_iam.Role:
        """A role that may write this one log: AWS's own policy for functions opens all of the account's."""
        role = aws_iam.Role(
            self, "Role", assumed_by=aws_iam.ServicePrincipal("lambda.amazonaws.com")
        )
        aws_iam.Grant.add_to_principal(
            grantee=role,
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resource_arns=[logs.log_group_arn],
        ).assert_success()
        return role

    def _accept(self) -> None:
        accept(
            self,
            "A newer Python is one setting of cdk.json, once all wheels of the layers are there for it.",
            *("AwsSolutions-L1", "Serverless-LambdaLatestVersion"),
        )
        accept(
            self,
            "Mainland regions have no X-Ray for Lambda; log lines and runs are joined by the upload's id.",
            "Serverless-LambdaTracing",
        )
        accept(
            self,
            "Called by state machines and the API, which hear of failures; a canary that fails is alarming by itself.",
            "Serverless-LambdaDLQ",
        )


class Ingest(PythonFunction):
    """Registers uploads and looks at their outside."""

    def __init__(self, scope: Construct, *, layers: Layers, storage: Storage) -> None:
        super().__init__(scope, "Ingest", layers=[layers.base], environment=_table(storage))
        storage.grant_read_uploads(self.function)
        storage.grant_table(
            self.function, "GetItem", "BatchGetItem", "PutItem", "DeleteItem", "Query"
        )


class Parse(PythonFunction):
    """Reads documents."""

    def __init__(self, scope: Construct, *, layers: Layers, storage: Storage) -> None:
        super().__init__(
            scope,
            "Parse",
            layers=[layers.base, layers.readers],
            environment=_documents(storage),
            memory=1024,  # reading is all processor time, and a Lambda's processor grows with it
        )
        storage.grant_read_uploads(self.function)
        storage.grant_write_documents(self.function)


class Recognise(PythonFunction):
    """Reads scans."""

    def __init__(self, scope: Construct, *, layers: Layers, storage: Storage) -> None:
        super().__init__(
            scope,
            "Recognise",
            layers=[layers.base, layers.recognition],
            environment=_documents(storage),
            memory=3008,  # nearly two processors: recognition uses all it gets
            seconds=300,
            at_once=runtime.recognise_at_once(scope),
        )
        storage.grant_read_uploads(self.function)
        storage.grant_write_documents(self.function)


class Validate(PythonFunction):
    """Judges reports as they were read."""

    def __init__(self, scope: Construct, *, layers: Layers, storage: Storage) -> None:
        super().__init__(
            scope,
            "Validate",
            layers=[layers.base],
            environment=_table(storage) | _documents(storage),
            memory=1024,  # judging is all processor time: docs/cost.md
        )
        storage.grant_read_documents(self.function)
        storage.grant_table(
            self.function, "GetItem", "BatchGetItem", "PutItem", "UpdateItem", "Query"
        )


class Notify(PythonFunction):
    """Tells the office."""

    def __init__(
        self, scope: Construct, *, layers: Layers, storage: Storage, topic: aws_sns.ITopic
    ) -> None:
        super().__init__(
            scope,
            "Notify",
            layers=[layers.base],
            environment=_table(storage)
            | {
                "PAGE_ADDRESS": page_address(scope),
                "TOPIC_ARN": topic.topic_arn,
                "SECONDS_BETWEEN_MESSAGES": runtime.seconds_between_messages(scope),
            },
        )
        storage.grant_table(
            self.function, "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"
        )
        aws_iam.Grant.add_to_principal(
            grantee=self.function, actions=["sns:Publish"], resource_arns=[topic.topic_arn]
        ).assert_success()
        grant_key(self, self.function, "publish")
        told_alarms(self, self.log_group)


class Query(PythonFunction):
    """Answers the HTTP API, takes decisions, and signs forms by which reports are handed in."""

    def __init__(
        self,
        scope: Construct,
        *,
        layers: Layers,
        storage: Storage,
        messages: Messages,
        signing_in: SigningIn,
    ) -> None:
        super().__init__(
            scope,
            "Query",
            layers=[layers.base, layers.characters],
            environment=_table(storage)
            | _documents(storage)
            | {"UPLOAD_BUCKET": storage.uploads.bucket_name}
            | signing_in.environment,
            seconds=29,  # an HTTP API waits thirty seconds and no longer
        )
        storage.grant_table(
            self.function, "GetItem", "BatchGetItem", "PutItem", "UpdateItem", "Query"
        )
        messages.grant_start(self.function)
        storage.grant_read_uploads(self.function)
        storage.grant_show_documents(self.function)
        storage.grant_answers(self.function)
        storage.grant_upload(self.function)


def _table(storage: Storage) -> dict[str, str]:
    return {"TABLE_NAME": storage.in_use.table_name}


def _documents(storage: Storage) -> dict[str, str]:
    return {"DOCUMENT_BUCKET": storage.documents.bucket_name}
