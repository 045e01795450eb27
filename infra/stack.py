"""The stack is the diagram: constructs composed, nothing defined."""

from __future__ import annotations

from aws_cdk import CfnOutput, CfnParameter, Stack
from constructs import Construct

from infra.api import Api
from infra.messaging import OfficeTopic
from infra.python_function import Dependencies, PythonFunction
from infra.storage import Storage
from infra.workflow import Workflow


class GoujiStack(Stack):
    """Everything that Gouji has in the cloud."""

    def __init__(self, scope: Construct, id: str, *, description: str) -> None:  # noqa: A002
        super().__init__(scope, id, description=description)
        storage = Storage(self, "Storage")
        topic = OfficeTopic(self, "Office").topic
        base = Dependencies(self, "Base", requirements="functions.txt").layer
        recognition = Dependencies(self, "Recognition", requirements="scans.txt").layer
        readers = Dependencies(self, "Readers", requirements="reading.txt").layer
        table = {"TABLE_NAME": storage.table.table_name}
        documents = {"DOCUMENT_BUCKET": storage.documents.bucket_name}
        topic_arn = {"TOPIC_ARN": topic.topic_arn}

        ingest = PythonFunction(self, "Ingest", layers=[base], environment=table).function
        parse = PythonFunction(
            self,
            "Parse",
            layers=[base, readers],
            environment=documents,
            memory=1024,  # reading is all processor time, and a Lambda's processor grows with it
        ).function
        recognise = PythonFunction(
            self,
            "Recognise",
            layers=[base, recognition],
            environment=documents,
            memory=3008,  # nearly two processors: recognition uses all it gets
            seconds=300,
        ).function
        validate = PythonFunction(
            self, "Validate", layers=[base], environment=table | documents
        ).function
        notify = PythonFunction(
            self, "Notify", layers=[base], environment=table | topic_arn
        ).function
        query = PythonFunction(
            self,
            "Query",
            layers=[base],
            environment=table,
            seconds=29,  # an HTTP API waits thirty seconds and no longer
        ).function

        storage.grant_read_uploads(ingest)
        storage.grant_read_uploads(parse)
        storage.grant_write_documents(parse)
        storage.grant_read_uploads(recognise)
        storage.grant_write_documents(recognise)
        storage.grant_read_documents(validate)
        storage.grant_read_office_files(validate)
        storage.grant_table(ingest, "GetItem", "PutItem")
        storage.grant_table(validate, "GetItem", "PutItem", "UpdateItem", "Query")
        storage.grant_table(notify, "GetItem", "PutItem", "UpdateItem", "Query")
        storage.grant_table(query, "GetItem", "Query")
        topic.grant_publish(notify)

        workflow = Workflow(
            self,
            "Workflow",
            uploads=storage.uploads,
            ingest=ingest,
            parse=parse,
            recognise=recognise,
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
