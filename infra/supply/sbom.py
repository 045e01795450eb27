"""The bill of materials of what is deployed, as CycloneDX: `python -m infra.supply.sbom` writes it to standard output.

The same pins give the same bill: it has no time, and its number follows from what it lists.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from infra.supply.pins import Pin, licence_of, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

_LICENCE: Final = "Apache-2.0"


def bill() -> str:
    """The bill as JSON: Gouji, and each package with its licence and the layers that hold it."""
    found = shipped()
    root = Component(
        name="gouji",
        version=version("gouji"),
        type=ComponentType.APPLICATION,
        bom_ref="gouji",
        licenses=[LicenseExpression(_LICENCE)],
    )
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, " ".join(pin.purl for pin in found)))
    bom.metadata.component = root
    parts = [_component(pin, layers) for pin, layers in found.items()]
    bom.components.update(parts)
    bom.register_dependency(root, parts)
    # The library dates a bill with the moment; this one changes with its contents alone.
    bom.metadata.timestamp = None  # type: ignore[assignment]  # it is written without, too
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _component(pin: Pin, layers: Sequence[str]) -> Component:
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=pin.purl,
        purl=PackageURL.from_string(pin.purl),
        licenses=[LicenseExpression(licence_of(pin.name))],
        properties=[Property(name="gouji:requirements", value=layer) for layer in layers],
    )


if __name__ == "__main__":
    sys.stdout.write(bill())
