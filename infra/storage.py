"""What is kept: uploads, documents, the table."""

from __future__ import annotations

from typing import Final

from aws_cdk import CfnParameter, Duration, RemovalPolicy, Stack, aws_dynamodb, aws_iam, aws_s3
from constructs import Construct

from infra.outputs import tell

OFFICE_FILES: Final = "*/_settings/*"
_SHOWN: Final = ("parsed/", "shown/")
_ANSWERS: Final = "answers/"  # their addresses are good for five minutes


class Storage(Construct):
    """Two buckets and one table; nothing in them is deleted with the stack."""

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        # What a browser may send and fetch here hangs on signed forms and addresses alone, wherever its page is from.
        origins = CfnParameter(
            Stack.of(self),
            "PageOrigins",
            type="CommaDelimitedList",
            default="*",
            description="Where the page is served from, as https://name: who may send reports by a signed form",
        ).value_as_list
        post, get = aws_s3.HttpMethods.POST, aws_s3.HttpMethods.GET
        self.uploads = self._bucket("UploadBucket", versioned=True)
        self.uploads.add_cors_rule(
            allowed_methods=[post], allowed_origins=origins, allowed_headers=["*"], max_age=3600
        )
        # The L1 property: `event_bridge_enabled` would add a custom resource.
        resource = self.uploads.node.default_child
        if not isinstance(resource, aws_s3.CfnBucket):
            raise TypeError("the bucket's resource is not where the CDK had it")
        resource.notification_configuration = aws_s3.CfnBucket.NotificationConfigurationProperty(
            event_bridge_configuration=aws_s3.CfnBucket.EventBridgeConfigurationProperty(
                event_bridge_enabled=True
            )
        )
        self.documents = self._bucket("DocumentBucket", versioned=False)
        # Answers that are elsewhere; a fetch that is sent there from another origin's answer has the origin "null".
        self.documents.add_cors_rule(
            allowed_methods=[get], allowed_origins=["*"], allowed_headers=["*"], max_age=3600
        )
        self.documents.add_lifecycle_rule(
            prefix=_ANSWERS,
            expiration=Duration.days(1),
            abort_incomplete_multipart_upload_after=Duration.days(1),
        )
        self.table = aws_dynamodb.Table(
            self,
            "Table",
            partition_key=aws_dynamodb.Attribute(name="pk", type=aws_dynamodb.AttributeType.STRING),
            sort_key=aws_dynamodb.Attribute(name="sk", type=aws_dynamodb.AttributeType.STRING),
            billing_mode=aws_dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=aws_dynamodb.TableEncryption.DEFAULT,
            point_in_time_recovery_specification=aws_dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            removal_policy=RemovalPolicy.RETAIN,
        )
        self.in_use = self._table_in_use()
        tell(
            self,
            UploadBucketName=self.uploads.bucket_name,
            DocumentBucketName=self.documents.bucket_name,
            TableName=self.in_use.table_name,
        )

    def _table_in_use(self) -> aws_dynamodb.ITable:
        """The stack's own table, or the one that was restored beside it, by the context `restoredTable`."""
        restored = self.node.try_get_context("restoredTable")
        if not restored:
            return self.table
        return aws_dynamodb.Table.from_table_name(self, "RestoredTable", restored)

    def grant_read_uploads(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read any version of an upload."""
        _grant(
            reader,
            [self.uploads.arn_for_objects("*")],
            "s3:GetObject",
            "s3:GetObjectVersion",
        )
        # Without it S3 answers 403 for an object that is gone, which looks like a fault of ours.
        _grant(reader, [self.uploads.bucket_arn], "s3:ListBucket")

    def grant_upload(self, signer: aws_iam.IGrantable) -> None:
        """Allow to put in reports, or to sign a form by which somebody else may put in one."""
        _grant(signer, [self.uploads.arn_for_objects("*")], "s3:PutObject")

    def grant_read_office_files(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read any version of what offices say of themselves, and no report."""
        _grant(
            reader,
            [self.uploads.arn_for_objects(OFFICE_FILES)],
            "s3:GetObject",
            "s3:GetObjectVersion",
        )
        _grant(reader, [self.uploads.bucket_arn], "s3:ListBucket")  # as for uploads

    def grant_read_documents(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read reports as they were read."""
        _grant(reader, [self.documents.arn_for_objects("*")], "s3:GetObject")

    def grant_show_documents(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read reports as they were read, what pages show of them, and to hand out addresses of pictures."""
        keys = [self.documents.arn_for_objects(f"{folder}*") for folder in _SHOWN]
        _grant(reader, keys, "s3:GetObject")
        _grant(reader, [self.documents.bucket_arn], "s3:ListBucket")  # as for uploads

    def grant_write_documents(self, writer: aws_iam.IGrantable, keys: str = "*") -> None:
        """Allow to store reports as they were read, or what else lies under such keys."""
        _grant(writer, [self.documents.arn_for_objects(keys)], "s3:PutObject")

    def grant_answers(self, answerer: aws_iam.IGrantable) -> None:
        """Allow to keep answers that are too large to be sent, and to hand out their addresses."""
        _grant(
            answerer,
            [self.documents.arn_for_objects(f"{_ANSWERS}*")],
            "s3:PutObject",
            "s3:GetObject",
            "s3:AbortMultipartUpload",
        )

    def grant_table(self, user: aws_iam.IGrantable, *actions: str) -> None:
        """Allow these actions of DynamoDB, named without their prefix; transactions need no others."""
        _grant(user, [self.in_use.table_arn], *(f"dynamodb:{action}" for action in actions))

    def _bucket(self, name: str, *, versioned: bool) -> aws_s3.Bucket:
        return aws_s3.Bucket(
            self,
            name,
            versioned=versioned,
            encryption=aws_s3.BucketEncryption.S3_MANAGED,
            block_public_access=aws_s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=aws_s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            removal_policy=RemovalPolicy.RETAIN,
        )


def _grant(grantee: aws_iam.IGrantable, resources: list[str], *actions: str) -> None:
    # The CDK's own grants give whole families (s3:GetBucket*, s3:List*); these are what is called.
    aws_iam.Grant.add_to_principal(
        grantee=grantee, actions=list(actions), resource_arns=resources
    ).assert_success()
