"""What is kept: uploads, documents, the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from aws_cdk import CfnParameter, Duration, Stack, aws_dynamodb, aws_iam, aws_s3
from constructs import Construct, IConstruct

from infra.outputs import tell
from infra.policy.accepted import accept, accept_wildcards
from infra.policy.keys import grant_key, key_of
from infra.policy.stages import is_kept, removal

OFFICE_FILES: Final = "*/_settings/*"
_SHOWN: Final = ("parsed/", "shown/")
_ANSWERS: Final = "answers/"  # their addresses are good for five minutes
LISTS: Final = "rechecks/"  # what is to be judged again; read once
_PICTURES: Final = "shown/"
# Whoever puts in what an office says of itself has this tag, beside being allowed to.
REVIEWS: Final = "gouji-reviews"


class Storage(Construct):
    """Two buckets, the log of their use, and one table; but in a stage for tests, none is deleted with the stack."""

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
        self._access_logs = self._log_bucket()
        self.uploads = self._bucket("UploadBucket")
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
        # No older version of an upload expires: each is what an organ handed in, and has its verdict.
        self.uploads.add_lifecycle_rule(abort_incomplete_multipart_upload_after=Duration.days(7))
        self._keep_settings_to_reviewers()
        self.documents = self._bucket("DocumentBucket")
        # Answers that are elsewhere; a fetch that is sent there from another origin's answer has the origin "null".
        self.documents.add_cors_rule(
            allowed_methods=[get], allowed_origins=["*"], allowed_headers=["*"], max_age=3600
        )
        self._expire_documents()
        self.table = aws_dynamodb.Table(
            self,
            "Table",
            partition_key=aws_dynamodb.Attribute(name="pk", type=aws_dynamodb.AttributeType.STRING),
            sort_key=aws_dynamodb.Attribute(name="sk", type=aws_dynamodb.AttributeType.STRING),
            billing_mode=aws_dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=(
                aws_dynamodb.TableEncryption.CUSTOMER_MANAGED
                if key_of(self)
                else aws_dynamodb.TableEncryption.DEFAULT
            ),
            encryption_key=key_of(self),
            point_in_time_recovery_specification=aws_dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=is_kept(self),
            removal_policy=removal(self),
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
        self._grant_objects(
            reader,
            self.uploads,
            ["*"],
            ("GetObject", "GetObjectVersion"),
            reason="An upload of any office comes to this function.",
        )
        # Without it S3 answers 403 for an object that is gone, which looks like a fault of ours.
        _grant(reader, [self.uploads.bucket_arn], "s3:ListBucket")

    def grant_upload(self, signer: aws_iam.IGrantable) -> None:
        """Allow to sign forms by which somebody may put in a report, and none of an office's own files."""
        self._grant_objects(
            signer,
            self.uploads,
            ["*"],
            ("PutObject",),
            reason="Each form that is signed is for one key of the office that the token names.",
        )
        signer.grant_principal.add_to_principal_policy(
            aws_iam.PolicyStatement(
                effect=aws_iam.Effect.DENY,
                actions=["s3:PutObject"],
                resources=[self.uploads.arn_for_objects(OFFICE_FILES)],
            )
        )

    def grant_read_office_files(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read any version of what offices say of themselves, and no report."""
        self._grant_objects(
            reader,
            self.uploads,
            [OFFICE_FILES],
            ("GetObject", "GetObjectVersion"),
            reason="The own files of any office come to this function.",
        )
        _grant(reader, [self.uploads.bucket_arn], "s3:ListBucket")  # as for uploads

    def grant_read_documents(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read reports as they were read."""
        self._grant_objects(
            reader,
            self.documents,
            ["*"],
            ("GetObject",),
            reason="A report of any office comes to this function.",
        )
        _grant(reader, [self.documents.bucket_arn], "s3:ListBucket")  # as for uploads

    def grant_show_documents(self, reader: aws_iam.IGrantable) -> None:
        """Allow to read reports as they were read, what pages show of them, and to hand out addresses of pictures."""
        self._grant_objects(
            reader,
            self.documents,
            [f"{folder}*" for folder in _SHOWN],
            ("GetObject",),
            reason="Objects are named by uploads; whose they are, the table says.",
        )
        _grant(reader, [self.documents.bucket_arn], "s3:ListBucket")  # as for uploads

    def grant_write_documents(self, writer: aws_iam.IGrantable, keys: str = "*") -> None:
        """Allow to store reports as they were read, or what else lies under such keys."""
        self._grant_objects(
            writer,
            self.documents,
            [keys],
            ("PutObject",),
            reason="Objects are named by uploads, of which any may come to this function.",
        )

    def grant_answers(self, answerer: aws_iam.IGrantable) -> None:
        """Allow to keep answers that are too large to be sent, and to hand out their addresses."""
        self._grant_objects(
            answerer,
            self.documents,
            [f"{_ANSWERS}*"],
            ("PutObject", "GetObject", "AbortMultipartUpload"),
            reason="Answers have names that nobody can guess.",
        )

    def grant_table(self, user: aws_iam.IGrantable, *actions: str) -> None:
        """Allow these actions of DynamoDB, named without their prefix; transactions need no others."""
        _grant(user, [self.in_use.table_arn], *(f"dynamodb:{action}" for action in actions))
        grant_key(self, user, "table")

    def _grant_objects(
        self,
        grantee: aws_iam.IGrantable,
        bucket: aws_s3.Bucket,
        keys: Iterable[str],
        actions: tuple[str, ...],
        *,
        reason: str,
    ) -> None:
        """Allow these actions of S3 on keys that may end in a wildcard; `reason`: why it reaches so far."""
        arns = [bucket.arn_for_objects(key) for key in keys]
        _grant(grantee, arns, *(f"s3:{action}" for action in actions))
        accept_wildcards(cast("IConstruct", grantee.grant_principal), reason, *arns)
        grant_key(self, grantee, "write" if "PutObject" in actions else "read")

    def _keep_settings_to_reviewers(self) -> None:
        """Nobody without the tag may change what an office says of itself, however much else they may put in."""
        self.uploads.add_to_resource_policy(
            aws_iam.PolicyStatement(
                sid="SettingsAreReviewers",
                effect=aws_iam.Effect.DENY,
                principals=[aws_iam.AnyPrincipal()],
                actions=["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
                resources=[self.uploads.arn_for_objects(OFFICE_FILES)],
                conditions={"Null": {f"aws:PrincipalTag/{REVIEWS}": "true"}},
            )
        )

    def _expire_documents(self) -> None:
        for folder, days in ((_ANSWERS, 1), (LISTS, 30)):
            self.documents.add_lifecycle_rule(
                prefix=folder,
                expiration=Duration.days(days),
                noncurrent_version_expiration=Duration.days(1),
                abort_incomplete_multipart_upload_after=Duration.days(1),
            )
        # Pictures of pages are looked at in the season; what was read again replaces what was read before.
        self.documents.add_lifecycle_rule(
            prefix=_PICTURES,
            transitions=[
                aws_s3.Transition(
                    storage_class=aws_s3.StorageClass.INFREQUENT_ACCESS,
                    transition_after=Duration.days(180),
                )
            ],
        )
        self.documents.add_lifecycle_rule(
            noncurrent_version_expiration=Duration.days(90),
            expired_object_delete_marker=True,
            abort_incomplete_multipart_upload_after=Duration.days(7),
        )

    def _bucket(self, name: str) -> aws_s3.Bucket:
        key = key_of(self)
        return aws_s3.Bucket(
            self,
            name,
            versioned=True,
            encryption=aws_s3.BucketEncryption.KMS if key else aws_s3.BucketEncryption.S3_MANAGED,
            encryption_key=key,
            bucket_key_enabled=True if key else None,  # one request to KMS for many objects
            block_public_access=aws_s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=aws_s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            server_access_logs_bucket=self._access_logs,
            server_access_logs_prefix=f"{name}/",
            removal_policy=removal(self),
        )

    def _log_bucket(self) -> aws_s3.Bucket:
        """Who read and wrote which object; under S3's own key, which is all that S3 delivers to."""
        logs = aws_s3.Bucket(
            self,
            "AccessLogBucket",
            encryption=aws_s3.BucketEncryption.S3_MANAGED,
            block_public_access=aws_s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=aws_s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            removal_policy=removal(self),
        )
        logs.add_lifecycle_rule(
            expiration=Duration.days(365),
            abort_incomplete_multipart_upload_after=Duration.days(7),
        )
        accept(
            logs,
            "The log of the other buckets' use; of itself it would not end.",
            "AwsSolutions-S1",
        )
        return logs


def _grant(grantee: aws_iam.IGrantable, resources: list[str], *actions: str) -> None:
    # The CDK's own grants give whole families (s3:GetBucket*, s3:List*); these are what is called.
    aws_iam.Grant.add_to_principal(
        grantee=grantee, actions=list(actions), resource_arns=resources
    ).assert_success()
