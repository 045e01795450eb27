"""The stack is the diagram: constructs composed, nothing defined."""

from __future__ import annotations

from typing import Any

from aws_cdk import CfnOutput, CfnParameter, Duration, Stack
from constructs import Construct

from infra.api import Api
from infra.messaging import OfficeTopic
from infra.python_function import Dependencies, PythonFunction
from infra.storage import Storage
from infra.workflow import Workflow


class GoujiStack(Stack):
    """Everything that Gouji has in the cloud."""

    def __init__(self, scope: Construct, id: str, **options: Any) -> None:  # noqa: A002, ANN401
        super().__init__(scope, id, **options)
        storage = Storage(self, "Storage")
        topic = OfficeTopic(self, "Office").topic
        base = Dependencies(self, "Base", requirements="functions.txt").layer
        readers = Dependencies(self, "Readers", requirements="reading.txt").layer
        table = {"TABLE_NAME": storage.table.table_name}
        documents = {"DOCUMENT_BUCKET": storage.documents.bucket_name}

        def function(name: str, environment: dict[str, str], *, memory: int = 512) -> Any:  # noqa: ANN401
            layers = [base, readers] if name == "Parse" else [base]
            return PythonFunction(
                self,
                name,
                layers=layers,
                memory=memory,
                timeout=Duration.seconds(60),
                environment=environment,
            ).function

        ingest = function("Ingest", table)
        # Reading is all processor time, and a Lambda's processor grows with its memory.
        parse = function("Parse", documents, memory=1024)
        validate = function("Validate", table | documents)
        notify = function("Notify", table | {"TOPIC_ARN": topic.topic_arn})
        query = function("Query", table)

        storage.uploads.grant_read(ingest)
        storage.uploads.grant_read(parse)
        storage.documents.grant_put(parse)
        storage.documents.grant_read(validate)
        storage.table.grant(ingest, "dynamodb:GetItem", "dynamodb:PutItem")
        storage.table.grant(validate, "dynamodb:PutItem", "dynamodb:UpdateItem")
        storage.table.grant(notify, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")
        storage.table.grant(query, "dynamodb:GetItem", "dynamodb:Query")
        topic.grant_publish(notify)

        workflow = Workflow(
            self,
            "Workflow",
            uploads=storage.uploads,
            ingest=ingest,
            parse=parse,
            validate=validate,
            notify=notify,
        )
        api = Api(
            self,
            "Api",
            query=query,
            issuer=CfnParameter(self, "TokenIssuer", description="Issuer of the tokens (HTTPS)"),
            audience=CfnParameter(self, "TokenAudience", default="gouji"),
        ).api
        for name, value in (
            ("UploadBucketName", storage.uploads.bucket_name),
            ("DocumentBucketName", storage.documents.bucket_name),
            ("TableName", storage.table.table_name),
            ("TopicArn", topic.topic_arn),
            ("StateMachineArn", workflow.state_machine.state_machine_arn),
            ("ApiUrl", api.api_endpoint),
            ("ApiId", api.api_id),
        ):
            CfnOutput(self, name, value=value)
