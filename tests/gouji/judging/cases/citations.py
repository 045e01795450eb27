"""Citations of the Regulations and of the two notices on the format."""

from __future__ import annotations

from tests.gouji.judging.cases import Family
from tests.gouji.judging.cases.structure import SCANNED, introduced
from tests.gouji.judging.reports import CONTEXT

FAMILY = Family(
    holding={
        "REF-01": lambda: (introduced("根据《中华人民共和国政府信息公开条例》编制。"), CONTEXT)
    },
    broken={
        "REF-01": lambda: (introduced("根据《中华人民共和国政务信息公开条例》编制。"), CONTEXT)
    },
    unassessable={"REF-01": lambda: (SCANNED, CONTEXT)},
)
