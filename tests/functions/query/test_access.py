from __future__ import annotations

from typing import Any

import pytest

from functions.query.access import Forbidden, require_office
from functions.query.problems import Unauthenticated


def event(claims: dict[str, Any] | None) -> dict[str, Any]:
    return {"requestContext": {"authorizer": {"jwt": {"claims": claims}}}}


@pytest.mark.parametrize("offices", ["[haishu yuyao]", "[haishu]", "haishu", ["yuyao", "haishu"]])
def test_office_of_the_token_is_let_in_however_the_claim_arrives(offices: object) -> None:
    require_office(event({"offices": offices}), "haishu")


@pytest.mark.parametrize(
    "claims",
    [
        {"offices": "[haishu-2 yuyao]"},
        {"offices": "[]"},
        {"offices": []},
        {"offices": ["haishu yuyao"]},
        {"offices": None},
        {"offices": {"haishu": True}},
        {"sub": "haishu"},
    ],
)
def test_token_that_does_not_name_the_office_is_kept_out(claims: dict[str, Any]) -> None:
    with pytest.raises(Forbidden):
        require_office(event(claims), "haishu")


@pytest.mark.parametrize(
    "nothing",
    [
        {},
        {"requestContext": {}},
        {"requestContext": {"authorizer": None}},
        event(None),
        event({}),
    ],
)
def test_request_without_claims_is_not_authenticated(nothing: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        require_office(nothing, "haishu")


def test_empty_name_is_no_office() -> None:
    with pytest.raises(Forbidden):
        require_office(event({"offices": "[]"}), "")
