"""The structured logger: ids and outcomes, never events or documents."""

from __future__ import annotations

from aws_lambda_powertools import Logger

logger = Logger()  # service name and level come from POWERTOOLS_* in the environment
