"""A result in English, as the page shows it: verdict, causes and repairs, what was read, what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from gouji.facts.reasons import Missing
from gouji.form import Table
from gouji.report import CellId, Mark
from gouji.result import Cause, Result, causes, counts
from gouji.verdict import Finding, Repair, Severity, Status
from gouji.wording import returned, unchecked
from gouji.wording.english.rules import named, rule_name
from gouji.wording.english.terms import (
    TABLE_NAMES,
    at,
    capital,
    cell_label,
    cell_list,
    habit,
    joined,
    lines_of_cells,
    quoted_all,
    some,
)
from gouji.wording.english.told import message, missing, reason
from gouji.wording.explanation import is_uncertain, table_of
from gouji.wording.sentences import LISTED, number, quote
from gouji.wording.unclear import (
    Doubt,
    doubts,
    is_both,
    is_by_column,
    marked,
    readings_of,
    text_of,
)
from gouji.wording.verdict import LIKE_LAST_YEAR, PIECES, Step, first_step

_HEADLINES: Final[Mapping[Status, str]] = {
    "passed": "Passed: all identities hold",
    "flagged": "To be corrected",
    "incomplete": "Not fully checked: this is no pass",
    "unreadable": "Unreadable: nothing was checked",
}
_SEVERITIES: Final[Mapping[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "note": "note",
}
_MARKS: Final[Mapping[Mark, str]] = {
    "blank": "blank",
    "placeholder": "with a placeholder",
    "missing": "not found",
    "unreadable": "not certain",
    "inferred": "inferred",
    "recognised": "recognised",
}
_STEPS: Final[Mapping[Step, str]] = {
    "return": "Return it to the body; the letter stands on this page.",
    "compare": (
        "Compare the recognised or inferred numbers with the original; where there is an editable one (Word), use it."
    ),
    "sample": "Some numbers were recognised or inferred: compare a sample with the original before you accept it.",
    "check": "Some numbers were recognised or inferred: compare them with the original.",
    "mend": "Mend what follows by the original records, then hand it in.",
    "complete": "Complete and make clear what follows, then hand it in.",
}
_NAMES: Final = 2  # of more rules than this a matter is called by the first


def headline(result: Result) -> str:
    """The verdict in one line, with the counts that matter."""
    head = _HEADLINES[result.status]
    if result.status == "passed" and result.rules and result.rules.off:
        head = "Passed: all identities hold, but for rules that are switched off"
    said = counted(result)
    return f"{head} ({said})" if said else head


def counted(result: Result) -> str:
    """`4 errors, 3 of them of 1 cause, 1 warning`: findings by severity; empty where there are none."""
    found = counts(result)
    said = [some(found.of(s), name) for s, name in _SEVERITIES.items() if found.of(s)]
    errors = [sum(f.severity == "error" for f in cause.findings) for cause in causes(result)]
    shared = [count for count in errors if count > 1]
    if shared:
        of_them = "" if sum(shared) == found.errors else f", {sum(shared)} of them"
        said[0] += f"{of_them} of {some(len(shared), 'cause')}"
    return ", ".join(said)


def first(result: Result, *, desk: bool, waived: Collection[str] = ()) -> tuple[str, ...]:
    """What to do first."""
    step = first_step(result, desk=desk, waived=waived)
    return (_STEPS[step],) if step else ()


def title(findings: Sequence[Finding]) -> str:
    """The names of the rules that are broken."""
    names = list(dict.fromkeys(rule_name(f.rule) for f in findings))
    return ", ".join(names[:_NAMES]) + (" …" if len(names) > _NAMES else "")


def finding_words(finding: Finding) -> str:
    """A finding's own words, without the one slip that its cause tells, and its rule."""
    return f"{message(finding.facts, with_habit=False)} [{named(finding.rule)}]"


def likeliest(result: Result, cause: Cause) -> str:
    """What most likely is wrong and what it should be, first the one slip that it is; or that no repair is known."""
    slip = cause.findings[0].facts.habit
    return f"{habit(slip)}. {_likeliest(result, cause)}" if slip else _likeliest(result, cause)


def _likeliest(result: Result, cause: Cause) -> str:
    count = len(cause.findings)
    if not cause.repairs:
        searched = " within the bounds of the search" if cause.bounded else ""
        these = "This one stands" if count == 1 else f"These {count} hang together"
        return f"{these}: no change of a few cells{searched} mends it. Compare cell by cell with the original records."
    guess = "Most likely: " if len(cause.repairs) > 1 else ""
    uncertain = is_uncertain(result, cause.repairs[0])
    then = "if it is so" if uncertain else "then"
    these = "this one agrees" if count == 1 else f"all {count} below agree"
    said = change(result, cause.repairs[0], placed=True)
    return f"{guess}{said if guess else capital(said)}; {then}, {these}. {_caution(result, cause)}".rstrip()


def _caution(result: Result, cause: Cause) -> str:
    if 0 in cause.findings[0].facts.refuted:
        return "But that contradicts the text or last year's report: check the original records."
    if any(is_uncertain(result, repair) for repair in cause.repairs):
        return "The number was recognised or inferred: compare with the original first."
    if len(cause.repairs) > 1:
        return ""
    if cause.bounded:
        return "Not all changes were tried, there may be others: check the original records first."
    return "This is the smallest change: check the original records first."


def change(result: Result, repair: Repair, *, placed: bool = False) -> str:
    """`Table 3 “concluded | total” is 41: change it to 39`, cell by cell."""
    told = [_change(result, cell, repair, placed=placed) for cell in repair]
    return told[0] if len(told) == 1 else f"{len(told)} cells together: {'; '.join(told)}"


def _change(result: Result, cell: CellId, repair: Repair, *, placed: bool) -> str:
    where = at(result.places.get(cell)) if placed else ""
    verb = "fill in" if result.cells.get(cell) is None else "change it to"
    if is_uncertain(result, {cell: repair[cell]}):
        verb = "it should be"
    return f"{cell_label(cell)}{where} {_printed(result, cell)}: {verb} {number(repair[cell])}"


def _printed(result: Result, cell: CellId) -> str:
    """`is 41`, or what stands there instead of a number."""
    value, mark = result.cells.get(cell), result.marks.get(cell)
    if value is not None:
        verb = {"recognised": "was recognised as", "inferred": "was inferred as"}.get(
            mark or "", "is"
        )
        return f"{verb} {number(value)}"
    text = quote(text_of(result, cell))
    said = {
        "placeholder": f"holds {text}",
        "unreadable": f"reads {text}, which is no certain number",
        "missing": "was not found",
    }.get(mark or "", "is blank")
    deduced = result.deduced.get(cell)
    return said if deduced is None else f"{said} (deduced {number(deduced)})"


def account(result: Result) -> Iterator[str]:
    """What was read: organ, year and formats, cells by mark, tables that were odd; by which settings was judged.

    What reading noted of a table stands in its own, Chinese, words.
    """
    forms = ", ".join(
        f"{joined(TABLE_NAMES[table] for table, _ in own)} {f'in the format of {form}' if form else 'not found'}"
        for form, own in groupby(result.forms.items(), key=lambda item: item[1])
    )
    organ = quote(result.organ) if result.organ else "no body's name"
    yield f"Read: {organ}, {result.year or 'no year'}; {forms}; {_cells(result)}."
    for table in result.tables:
        notes = [note for note in table.notes if not PIECES.search(note)]
        if table.found < table.expected or notes:
            yield (
                f"{TABLE_NAMES[table.table]}: {table.rows_expected} rows and {table.expected} cells expected, "
                f"{table.rows_found} rows and {table.found} cells found."
            ) + "".join(f" {quote(note)}" for note in table.notes)
    yield from _settings(result)
    if (share := result.measured.get(LIKE_LAST_YEAR)) is not None:
        yield f"Beside last year's report {share:.0%} of the text is the same, apart from years."


def _cells(result: Result) -> str:
    found = Counter(result.marks.values())
    said = ", ".join(f"{found[mark]} {words}" for mark, words in _MARKS.items() if found[mark])
    told = f"{len(result.cells)} cells, {f'of which {said}' if said else 'each with a number'}"
    if result.deduced:
        deduced = some(len(result.deduced), "more number")
        told += f" ({deduced} deduced from the identities and used)"
    return told


def _settings(result: Result) -> Iterator[str]:
    rules = result.rules
    if rules and rules.off:
        off = ", ".join(map(named, rules.off))
        yield f"{some(len(rules.off), 'rule')} switched off by the office's settings and not checked: {off}."
    if rules and rules.severities:
        said = ", ".join(
            f"{named(rule)}: {severity}" for rule, severity in rules.severities.items()
        )
        yield f"Severity set otherwise by the office: {said}."


def not_checked(result: Result, *, on_desk: bool) -> Iterator[str]:
    """What in the report kept rules from being checked, a line a reason."""
    groups = unchecked.groups_of(result)
    for items in groups[: unchecked.LINES]:
        facts = items[0].facts
        if isinstance(facts, unchecked.FIGURES):
            said = "Some cells have no usable number"
        elif hasattr(facts, "passage"):
            said = reason(items[0]).removesuffix(".")
        else:
            said = missing(items[0])
        names = list(dict.fromkeys(named(item.rule) for item in items))
        rest = f" and others ({len(names)} rules)" if len(names) > unchecked.LISTED else ""
        yield f"{said}: {', '.join(names[: unchecked.LISTED])}{rest}"
    if len(groups) > unchecked.LINES:
        yield f"{len(groups) - unchecked.LINES} more are not listed."
    if on_desk and any(item.facts == Missing(what="previous") for item in result.unassessed):
        yield "Not compared with last year's report; where you have it, name it by --previous"


def unclear(result: Result) -> Iterator[str]:
    """The cells that are missing or that show no certain number, where the verdict tells of them."""
    for table_id, told in returned.unclear_tables(result):
        table = table_of(result, table_id)
        if cells := marked(result, table_id, "missing", told):
            yield f"Not found: {lines_of_cells(table, cells)}. Add them as in the form."
        yield from (_doubt(result, table, doubt) for doubt in doubts(result, table_id, told))


def _doubt(result: Result, table: Table, doubt: Doubt) -> str:
    lines, cells = lines_of_cells(table, doubt.cells), cell_list(doubt.cells)
    shown = f"as {quote(doubt.text)}"
    columns = (
        "Check whether columns are lacking or too many. " if is_by_column(table, doubt) else ""
    )
    asked = f"{columns}Fill in cell by cell as in the form."
    surplus = (
        f"{some(len(doubt.rows), 'row')} of figures too many ({quoted_all(doubt.rows[:LISTED])})"
    )
    numbers, places = some(doubt.found, "number"), some(doubt.expected, "cell")
    both, name = _both(result, doubt), TABLE_NAMES[table.id]
    return {
        "joined": (
            f"Digits run together ({shown}) and cannot be divided: {lines}. Hand in an editable original (Word)."
        ),
        "aside": (
            f"Numbers ({shown}) do not fit the header, so that their cells are not certain: {lines}. "
            f"Check whether columns are lacking or too many. {asked}"
        ),
        "counted": f"{numbers} ({shown}) where the form has {places}: {lines}. {asked}",
        "other year": (
            f"Said to be of other years: {lines}. Fill in the numbers of {result.year or 'this year'}."
        ),
        "surplus": f"{name} has {surplus}, so that there are two numbers for {both}. Keep the right one.",
        "twice": f"Found more than once, with different numbers: {both}. Keep the right one.",
        "misplaced": (
            f"It is not certain to which cells numbers belong: {cells}. Check rows and columns against the form."
        ),
        "no number": (
            f"No certain number in {cells}{f' ({quote(doubt.text)})' if doubt.text else ''}: write it clearly."
        ),
    }[doubt.kind]


def _both(result: Result, doubt: Doubt) -> str:
    """Cells with their two readings: `“granted | total” (blank / 53)`."""
    said = [
        f"{cell_label(cell)} ({' / '.join(one or 'blank' for one in readings_of(text))})"
        if is_both(text)
        else cell_label(cell)
        for cell in doubt.cells[:LISTED]
        for text in (text_of(result, cell),)
    ]
    more = f" and others ({len(doubt.cells)} cells)" if len(doubt.cells) > LISTED else ""
    return ", ".join(said) + more
