"""Who issues tokens, and how people come by one on the page: parameters of the stack."""

from __future__ import annotations

from aws_cdk import CfnParameter, Stack
from constructs import Construct


class SigningIn(Construct):
    """Without a client the page is entered by links that carry a token."""

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id)
        stack = Stack.of(self)
        self.issuer = CfnParameter(stack, "TokenIssuer", description="Issuer of the tokens (HTTPS)")
        self.audience = CfnParameter(stack, "TokenAudience", default="gouji")
        self._client = CfnParameter(
            stack,
            "SignInClient",
            default="",
            description="The page's client id at the issuer (public, code flow with PKCE)",
        )
        self._scopes = CfnParameter(stack, "SignInScopes", default="openid profile")
        self._token = CfnParameter(
            stack,
            "SignInToken",
            default="access_token",
            allowed_values=["access_token", "id_token"],
            description="Which of the issuer's tokens carries the claims and goes to the API",
        )
        self._origins = CfnParameter(
            stack,
            "SignInOrigins",
            default="",
            description="Where the issuer's token endpoint answers, where that is not its own origin",
        )

    @property
    def environment(self) -> dict[str, str]:
        """What the function that serves the page is told."""
        return {
            "TOKEN_ISSUER": self.issuer.value_as_string,
            "SIGN_IN_CLIENT": self._client.value_as_string,
            "SIGN_IN_SCOPES": self._scopes.value_as_string,
            "SIGN_IN_TOKEN": self._token.value_as_string,
            "SIGN_IN_ORIGINS": self._origins.value_as_string,
        }
