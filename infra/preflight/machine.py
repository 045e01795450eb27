"""Node, parameters, the processor that layers are built for: what this machine has, and what was synthesized."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from infra.preflight.findings import Finding, missing, ok

_NODE: Final = 20
# e_machine of an ELF file, two bytes at 18.
_MACHINES: Final = {b"\xb7\x00": "arm64", b"\x3e\x00": "x86_64"}


class _Parameter(msgspec.Struct, frozen=True, rename="pascal"):
    default: str | float | None = None
    description: str = ""


class _Function(msgspec.Struct, frozen=True, rename="pascal"):
    architectures: tuple[str, ...] = ()


class _Resource(msgspec.Struct, frozen=True, rename="pascal"):
    type: str
    properties: msgspec.Raw = msgspec.Raw(b"{}")


class Template(msgspec.Struct, frozen=True, rename="pascal"):
    """Of a CloudFormation template what is asked here."""

    resources: dict[str, _Resource]
    parameters: dict[str, _Parameter] = {}

    @property
    def architectures(self) -> set[str]:
        """The processors that the functions ask for."""
        functions = (r for r in self.resources.values() if r.type == "AWS::Lambda::Function")
        return {
            architecture
            for function in functions
            for architecture in msgspec.json.decode(
                function.properties, type=_Function
            ).architectures
        }


def template_of(assembly: Path, stack: str) -> Template:
    """The template of a stack in a cloud assembly."""
    return msgspec.json.decode((assembly / f"{stack}.template.json").read_bytes(), type=Template)


def node() -> Finding:
    """The CDK's command line runs on Node, which npm installs for."""
    found = shutil.which("node")
    if not (found and shutil.which("npm")):
        return missing(f"Node.js {_NODE} or newer with npm: neither or only one is on the path.")
    asked = [found, "--version"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - what the path has
    version = said.stdout.strip()
    major = version.removeprefix("v").partition(".")[0]
    if not major.isdecimal() or int(major) < _NODE:
        return missing(f"Node.js {_NODE} or newer: this is {version or 'no version at all'}.")
    return ok(f"Node.js {version}")


def parameters(
    template: Template, given: Mapping[str, str], *, deployed: bool
) -> Iterator[Finding]:
    """Each parameter has a default, or is given, or keeps the value that the deployed stack has."""
    for name, parameter in template.parameters.items():
        if name in given:
            if not given[name]:
                yield missing(f"Parameter {name} is given without a value.")
        elif parameter.default is None and not deployed:
            yield missing(
                f"Parameter {name} ({parameter.description}): add --parameters {name}=… to ARGS."
            )
    for name in given.keys() - template.parameters.keys():
        yield missing(f"Parameter {name} is given, and the stack has none of that name.")


def wheels(assembly: Path, template: Template) -> Finding:
    """Compiled files of the layers are for the processor that the functions ask for."""
    wanted = template.architectures
    built = {
        machine
        for library in assembly.glob("asset.*/python/**/*.so*")
        if (machine := _machine(library))
    }
    if not built:
        return missing(f"Layers: no compiled file lies in {assembly}; remove build/, run it again.")
    if built != wanted:
        return missing(
            f"Layers are built for {', '.join(sorted(built))}, functions run on"
            f" {', '.join(sorted(wanted))}: remove build/ and run it again."
        )
    return ok(f"layers and functions are for {', '.join(sorted(wanted))}")


def _machine(library: Path) -> str | None:
    with library.open("rb") as file:
        head = file.read(20)
    return _MACHINES.get(head[18:20]) if head.startswith(b"\x7fELF") else None
