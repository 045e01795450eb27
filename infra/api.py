"""The HTTP API: open routes, and routes behind a JWT authorizer."""

from __future__ import annotations

from aws_cdk import CfnParameter, aws_apigatewayv2, aws_lambda
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from functions.query.openapi import PATHS


class Api(Construct):
    """The routes of the contract. Who issues tokens is a parameter of the stack."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        query: aws_lambda.IFunction,
        issuer: CfnParameter,
        audience: CfnParameter,
    ) -> None:
        super().__init__(scope, id)
        self.api = aws_apigatewayv2.HttpApi(self, "HttpApi", create_default_stage=True)
        integration = integrations.HttpLambdaIntegration("Query", query)
        authorizer = authorizers.HttpJwtAuthorizer(
            "Token", issuer.value_as_string, jwt_audience=[audience.value_as_string]
        )
        for path in PATHS:
            guarded = path.startswith("/offices")
            self.api.add_routes(
                path=path,
                methods=[aws_apigatewayv2.HttpMethod.GET],
                integration=integration,
                authorizer=authorizer if guarded else aws_apigatewayv2.HttpNoneAuthorizer(),
            )
