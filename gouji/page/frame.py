"""What every page stands in: its head with the policy, the style sheet, its body, its script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape
from typing import Final

from gouji.page.assets import style
from gouji.text import harmless

# Nothing may be fetched, sent, framed or run but what stands in the file; Trusted Types keep text from becoming markup.
_POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
<script type="module">{script}</script>
</body>
</html>
"""


def framed(title: str, body: str, script: str, language: str = "zh-CN") -> bytes:
    """A page in UTF-8. `title`: text; `body`: markup, in which all that came from outside is escaped."""
    sheet = style()
    policy = _POLICY.format(script=_digest(script), style=_digest(sheet))
    return _PAGE.format(
        language=language,
        policy=escape(policy),
        title=escape(harmless(title)),
        style=sheet,
        body=body,
        script=script,
    ).encode()


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
