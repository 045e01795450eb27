"""What whoever hands in files to the bucket may be allowed: one office's, by a tag of its role.

The operator attaches one of these policies to the role of each office, and tags the role with the name of the office;
no office needs a deployment. A tag has no wildcards (IAM forbids them), and a role without the tag reaches nothing.
"""

from __future__ import annotations

from typing import Final

from aws_cdk import aws_iam
from constructs import Construct

from infra.outputs import tell
from infra.policy.accepted import accept_wildcards
from infra.policy.keys import grant_key
from infra.storage import OFFICE_FILES, REVIEWS, Storage

UPLOADS: Final = "gouji-uploads"


class Uploaders(Construct):
    """Two managed policies: to hand in an office's reports, and besides to say what the office says of itself."""

    def __init__(self, scope: Construct, id: str, *, storage: Storage) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        self._storage = storage
        uploader = self._policy("Uploader", UPLOADS, "s3:PutObject", "s3:AbortMultipartUpload")
        uploader.add_statements(
            aws_iam.PolicyStatement(
                effect=aws_iam.Effect.DENY,
                actions=["s3:PutObject"],
                resources=[storage.uploads.arn_for_objects(OFFICE_FILES)],
            )
        )
        # Deleting an object takes the upload back; its versions stay.
        reviewer = self._policy(
            "Reviewer", REVIEWS, "s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"
        )
        tell(
            self,
            UploaderPolicyArn=uploader.managed_policy_arn,
            ReviewerPolicyArn=reviewer.managed_policy_arn,
        )

    def _policy(self, name: str, tag: str, *actions: str) -> aws_iam.ManagedPolicy:
        below = self._storage.uploads.arn_for_objects(f"${{aws:PrincipalTag/{tag}}}/*")
        policy = aws_iam.ManagedPolicy(
            self,
            name,
            description=f"Gouji: files of the office that the role's tag {tag} names",
            statements=[aws_iam.PolicyStatement(actions=list(actions), resources=[below])],
        )
        grant_key(self, policy, "write")
        accept_wildcards(policy, "All keys of the one office that the tag names.", below)
        return policy
