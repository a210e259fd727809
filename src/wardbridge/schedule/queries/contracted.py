"""What the law asks of the contract under which learners are in a hospital on a day: VN-13, VN-16 and VN-17.

Each school with learners there is judged by the agreement that covers them; where several do, by the one that lacks
least. A text that was written elsewhere and uploaded can't be read clause by clause: VN-17 has no answer for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.enums import Kind
from wardbridge.agreements.models import Agreement, Clause, Fee, TextVersion
from wardbridge.agreements.queries.coverage import Need, covering
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.law import DECREE, LegalRule
from wardbridge.schedule.models import Placement

RULES = ("VN-13", "VN-16", "VN-17")


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One rule for a school's learners in a hospital; `kept` is `None` where the records give no answer.

    `agreement` covers them (`None`: none does); `lacks` are codes of the checklist's clauses that it does not have.
    """

    rule: LegalRule
    hospital: Organisation
    school: Organisation
    learners: int
    agreement: Agreement | None
    kept: bool | None
    lacks: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        return self.kept is False


def contracts_on(hospitals: Iterable[Organisation], day: date) -> list[ContractLine]:
    """The lines of every school with learners in these hospitals on the day; a fixed number of queries."""
    there = _learners(hospitals, day)
    agreements = covering(need for needs in there.values() for need in needs)
    held = [row for rows in agreements.values() for row in rows]
    facts = _Facts.of(held)
    known = Organisation.objects.in_bulk({key for pair in there for key in pair})
    pack = books.book(DECREE).pack
    rules = [rule for rule in pack.on(day) if rule.id in RULES]
    lines: list[ContractLine] = []
    for (school, hospital), needs in sorted(there.items()):
        learners = len(set().union(*needs.values()))
        for rule in rules:
            judged = [_best(rule.id, agreements[need], facts, need) for need in needs]
            worst = min(judged, key=lambda one: (_order(one[1]), -len(one[2])))
            lines.append(ContractLine(rule, known[hospital], known[school], learners, *worst))
    return lines


def readable(actor: Actor, lines: Iterable[ContractLine]) -> set[int]:
    """Keys of the lines' agreements that the actor may open."""
    keys = {one.agreement.pk for one in lines if one.agreement}
    return set(Agreement.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


def _learners(hospitals: Iterable[Organisation], day: date) -> dict[tuple[int, int], dict[Need, set[int]]]:
    """(School, hospital) → what an agreement must mean → learners there in the week of the day."""
    rows = Placement.unscoped.filter(
        version__current_for__isnull=False,
        department__site__organisation__in=list(hospitals),
        first__lte=day,
        last__gte=day,
    ).select_related("version__round", "department__site", "enrolment__programme")
    found: dict[tuple[int, int], dict[Need, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if (day - row.version.round.first_day) // timedelta(days=7) in row.periods:
            programme, hospital = row.enrolment.programme, row.department.site.organisation_id
            need = Need(programme.school_id, hospital, row.first, row.last, row.discipline_id, programme.level)
            found[need.school, hospital][need].add(row.enrolment_id)
    return found


Judged = tuple[Agreement | None, bool | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Facts:
    """Of agreements: clauses written by code, (payer, payee) of their prices, and those whose text was uploaded."""

    clauses: dict[int, set[str]]
    fees: dict[int, set[tuple[int, int]]]
    uploaded: set[int]

    @classmethod
    def of(cls, rows: Sequence[Agreement]) -> _Facts:
        keys = {row.pk for row in rows} | {row.parent_id for row in rows if row.parent_id}
        clauses: dict[int, set[str]] = defaultdict(set)
        for agreement, code, text in Clause.unscoped.filter(agreement__in=keys).values_list(
            "agreement", "code", "text_vi"
        ):
            if text.strip():
                clauses[agreement].add(code)
        fees: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for agreement, payer, payee in Fee.unscoped.filter(agreement__in=keys).values_list(
            "agreement", "payer", "payee"
        ):
            fees[agreement].add((payer, payee))
        texts = TextVersion.unscoped.filter(agreement__in=keys).order_by("number").values_list("agreement", "content")
        newest = dict(texts)
        return cls(clauses, fees, {key for key in keys if not newest.get(key)})


def _order(kept: bool | None) -> int:
    """What counts when several are there: broken before unanswered before kept."""
    return {False: 0, None: 1, True: 2}[kept]


def _best(rule: str, rows: Sequence[Agreement], facts: _Facts, need: Need) -> Judged:
    """The verdict by the agreement that lacks least; without one the rule is broken."""
    judge = JUDGES[rule]
    answers = [judge(row, facts, need) for row in rows]
    return max(answers, key=lambda one: (_order(one[1]), -len(one[2])), default=(None, False, ()))


def _priced(row: Agreement, facts: _Facts, need: Need) -> Judged:
    """VN-13: the contract, or the one above it, names what this school pays this hospital."""
    named = {pair for key in (row.pk, row.parent_id or 0) for pair in facts.fees.get(key, ())}
    return row, (need.school, need.hospital) in named, ()


def _cites(row: Agreement, _facts: _Facts, _need: Need) -> Judged:
    """VN-16: what covers stands under a framework contract."""
    above, depth = row.parent, 0
    while above is not None and above.kind != Kind.FRAMEWORK and depth < 20:
        above, depth = above.parent, depth + 1
    return row, above is not None and above.kind == Kind.FRAMEWORK, ()


def _complete(row: Agreement, facts: _Facts, _need: Need) -> Judged:
    """VN-17: every clause of the checklist is written, in it or in the contract above."""
    if row.pk in facts.uploaded:
        return row, None, ()
    written = facts.clauses.get(row.pk, set()) | facts.clauses.get(row.parent_id or 0, set())
    lacks = tuple(one.code for one in checklist(row.subject).items if one.code not in written)
    return row, not lacks, lacks


JUDGES: dict[str, Callable[[Agreement, _Facts, Need], Judged]] = {
    "VN-13": _priced,
    "VN-16": _cites,
    "VN-17": _complete,
}
