"""Whether each match of a regular expression needs one of some words: told from its source alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

TOKEN = re.compile(
    r"[^\\\[\](){}|?*+.^$]+(?![?*+{])"  # plain characters; one that is repeated stands alone
    r"|\((?:\?(?:P<\w+>|<?[=!]|[:>]))?"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|(?:[?*+]|\{\d*,?\d*\})[?+]?"
    r"|\\.|.",
    re.DOTALL,
)
AT_LEAST_ONCE = re.compile(r"\+|\{[1-9]")


def is_needed(words: Sequence[str], source: str) -> bool:
    """Whether one of them stands in each match, or in what it looks at beside; False where that is not certain."""
    tokens = iter(TOKEN.findall(source))
    return _branches(tokens, words)


def _branches(tokens: Iterator[str], words: Sequence[str]) -> bool:
    """Whether all branches up to the end of a group need one: a branch does if one of its parts does."""
    branches = [[False]]
    for token in tokens:
        if token == ")":
            break
        if token == "|":
            branches.append([False])
        elif token[0] == "(":
            assert token != "(?", f"a group of a kind that is not known here: {token}"
            inside = _branches(tokens, words)
            branches[-1].append(inside and not token.endswith("!"))
        elif token[0] in "?*+{":
            assert len(branches[-1]) > 1, "what is repeated?"
            branches[-1][-1] &= bool(AT_LEAST_ONCE.match(token))
        else:
            branches[-1].append(_alone(token, words))
    return all(map(any, branches))


def _alone(token: str, words: Sequence[str]) -> bool:
    """Of a set of characters all are words; plain characters hold one."""
    if token[0] == "[":
        inside = token[1:-1]
        return inside.isalpha() and all(character in words for character in inside)
    if token[0] in "\\.^$]}":
        return False
    return any(word in token for word in words)
