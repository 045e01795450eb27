"""The HTTP API: open routes, and routes behind a JWT authorizer."""

from __future__ import annotations

import json
from typing import Final

from aws_cdk import CfnCondition, CfnParameter, Fn, Stack, aws_apigatewayv2, aws_lambda
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from functions.query.routes import ROUTES
from infra.outputs import tell
from infra.policy.accepted import accept
from infra.policy.logs import log_group
from infra.signing_in import SigningIn

# The route, not the path: whose reports are looked at is nobody's business here.
_LOGGED: Final = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "route": "$context.routeKey",
    "status": "$context.status",
    "milliseconds": "$context.responseLatency",
    "error": "$context.error.message",
    "authorizer": "$context.authorizer.error",
}

# What a page may send along from another origin.
_ASKED_WITH: Final = [
    *("authorization", "content-type", "idempotency-key", "if-match", "if-none-match")
]


class Api(Construct):
    """The routes of the contract. Who issues tokens is a parameter of the stack."""

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the CDK's word
        *,
        query: aws_lambda.IFunction,
        signing_in: SigningIn,
    ) -> None:
        super().__init__(scope, id)
        self.api = aws_apigatewayv2.HttpApi(self, "HttpApi", create_default_stage=False)
        self._let_in_pages_from_elsewhere()
        integration = integrations.HttpLambdaIntegration("Query", query)
        authorizer = authorizers.HttpJwtAuthorizer(
            "Token",
            signing_in.issuer.value_as_string,
            jwt_audience=[signing_in.audience.value_as_string],
        )
        for route in ROUTES:
            guarded = route.guard != "open"
            routes = self.api.add_routes(
                path=route.path,
                methods=[aws_apigatewayv2.HttpMethod[route.method]],
                integration=integration,
                authorizer=authorizer if guarded else aws_apigatewayv2.HttpNoneAuthorizer(),
            )
            if not guarded:
                accept(routes[0], "Says nothing of any office.", "AwsSolutions-APIG4")
        # Whatever else is asked for gets the same answer as elsewhere, in the same form; it reads nothing.
        unknown = aws_apigatewayv2.HttpRoute(
            self,
            "Unknown",
            http_api=self.api,
            route_key=aws_apigatewayv2.HttpRouteKey.DEFAULT,
            integration=integration,
        )
        accept(unknown, "Answers that there is nothing, and reads nothing.", "AwsSolutions-APIG4")
        self._stage()
        tell(self, ApiUrl=self.api.api_endpoint, ApiId=self.api.api_id)

    def _let_in_pages_from_elsewhere(self) -> None:
        """Answer pages that are served from other origins, where a parameter names some; without, only its own."""
        origins = CfnParameter(
            Stack.of(self),
            "ApiOrigins",
            type="CommaDelimitedList",
            default="",
            description="Where the page is served from, where not by this API, as https://name",
        )
        is_named = CfnCondition(
            self,
            "IsAskedFromElsewhere",
            expression=Fn.condition_not(
                Fn.condition_equals(Fn.join("", origins.value_as_list), "")
            ),
        )
        resource = self.api.node.default_child
        if not isinstance(resource, aws_apigatewayv2.CfnApi):
            raise TypeError("the API's resource is not where the CDK had it")
        allowed = {
            "AllowOrigins": origins.value_as_list,
            "AllowMethods": sorted({route.method for route in ROUTES}),
            "AllowHeaders": _ASKED_WITH,
            "ExposeHeaders": ["etag"],
            "MaxAge": 3600,
        }
        resource.add_property_override(
            "CorsConfiguration",
            Fn.condition_if(is_named.logical_id, allowed, Fn.ref("AWS::NoValue")),
        )

    def _stage(self) -> None:
        logs = log_group(self, "AccessLog")
        aws_apigatewayv2.CfnStage(
            self,
            "Stage",
            api_id=self.api.api_id,
            stage_name="$default",
            auto_deploy=True,
            # An office has a handful of officers; the open routes must not eat the account's Lambdas.
            default_route_settings=aws_apigatewayv2.CfnStage.RouteSettingsProperty(
                throttling_rate_limit=20, throttling_burst_limit=40
            ),
            access_log_settings=aws_apigatewayv2.CfnStage.AccessLogSettingsProperty(
                destination_arn=logs.log_group_arn, format=json.dumps(_LOGGED)
            ),
        )
