"""Changing the law as data: each change makes the next edition, whole, with who made it and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from wardbridge.core import audit, errors
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.rulebook.domain.books import book
from wardbridge.rulebook.models import Edition
from wardbridge.rulekit.law import LegalRule, RulePack
from wardbridge.rulekit.reading import PackFault, PackRefused, read_pack
from wardbridge.rulekit.writing import pack_text

ONE_DAY = timedelta(days=1)
LARGEST = 200_000
"""Characters of the longest pack taken."""

NOT_ALLOWED = errors.text("rulebook-not-allowed", _("Only the office of a health authority changes the rules."))
STALE = errors.text(
    "rulebook-stale", _("Somebody made edition {found} since you read edition {seen}. Look at it before you change it.")
)
OTHER_CODE = errors.text("rulebook-code", _("This pack has the code “{found}”; expected is “{allowed}”."))
RULE_GONE = errors.text("rulebook-rule-gone", _("Rule {found} is missing: the checks need it on every day from {day}."))
FIGURES = errors.text(
    "rulebook-figures", _("Rule {rule} needs the figures {allowed}, each at least 1; found: {found}.")
)
NOT_LATER = errors.text("rulebook-not-later", _("A rule of {found} stands already; choose a later day."))
LONG = errors.text("rulebook-long", _("The pack has {found} characters; at most {allowed} are taken."))
REASON = errors.text("rulebook-reason", _("Say why: whoever reads the rules reads it."))
for _code, _template in {
    "pack-unreadable": _("The text is not TOML: {found}"),
    "pack-empty": _("The pack has no rule."),
    "pack-key": _("{rule} has a key that is not known: {key}"),
    "pack-missing": _("{rule} lacks the key {key}."),
    "pack-value": _("{rule}: {key} can't be “{found}”."),
    "pack-overlap": _("{rule} stands twice for the day {found}."),
}.items():
    errors.text(_code, _template)


def load(*, actor: Actor, organisation: Organisation, code: str, text: str, reason: str, seen: int) -> Edition:
    """Make `text` the next edition of a pack.

    Raises
    ------
    Refused
        With every fault of the pack; for who is no authority's office; when edition `seen` is no longer the last.
    """
    _allowed(actor, organisation)
    if len(text) > LARGEST:
        raise Refused.because(LONG, found=len(text), allowed=LARGEST)
    try:
        pack = read_pack(text)
    except PackRefused as refused:
        raise Refused(_reason(fault) for fault in refused.faults) from refused
    return _next(actor, organisation, code, pack, text, reason, seen)


def change(
    *,
    actor: Actor,
    organisation: Organisation,
    code: str,
    rule_id: str,
    from_day: date,
    figures: Mapping[str, int],
    basis: str,
    reason: str,
    seen: int,
) -> Edition:
    """Give a rule other figures from a day on; before it the old ones hold."""
    _allowed(actor, organisation)
    pack = book(code).pack
    last = max(_of(pack, rule_id), key=lambda rule: rule.valid_from)
    if from_day <= last.valid_from:
        raise Refused.because(NOT_LATER, found=last.valid_from.isoformat())
    fresh = replace(
        last, valid_from=from_day, valid_to=None, figures=dict(figures), basis=basis, confidence="S", confirmed=""
    )
    edited = pack.replacing([fresh])
    return _next(actor, organisation, code, edited, pack_text(edited), reason, seen)


def confirm(*, actor: Actor, organisation: Organisation, code: str, rule_id: str, source: str, seen: int) -> Edition:
    """Say by which source a rule that was marked "to confirm" is right."""
    _allowed(actor, organisation)
    pack = book(code).pack
    _of(pack, rule_id)
    rules = tuple(replace(rule, confirmed=source.strip()) if rule.id == rule_id else rule for rule in pack.rules)
    edited = replace(pack, rules=rules)
    return _next(actor, organisation, code, edited, pack_text(edited), source, seen)


def _allowed(actor: Actor, organisation: Organisation) -> None:
    if not actor.is_office(organisation) or organisation.kind != OrganisationKind.AUTHORITY:
        raise Refused.because(NOT_ALLOWED)


def _of(pack: RulePack, rule_id: str) -> list[LegalRule]:
    found = [rule for rule in pack.rules if rule.id == rule_id]
    if not found:
        raise Refused.because(RULE_GONE, found=rule_id, day="")
    return found


def _reason(fault: PackFault) -> Reason:
    return Reason(fault.code, {"rule": fault.rule or "–", "key": fault.key, "found": fault.found})


def _next(  # noqa: PLR0917 - the parts of one edition
    actor: Actor, organisation: Organisation, code: str, pack: RulePack, text: str, reason: str, seen: int
) -> Edition:
    faults = list(_faults(code, pack))
    if not reason.strip():
        faults.append(Reason(REASON))
    if faults:
        raise Refused(faults)
    last = book(code).number
    if last != seen:
        raise Refused.because(STALE, found=last, seen=seen)
    try:
        with transaction.atomic():
            row = Edition.objects.create(
                pack=code, number=seen + 1, text=text, reason=reason.strip(), organisation=organisation, by=actor.user
            )
            audit.record(actor=actor, verb="rulebook.edition", target=row, after={"pack": code, "number": row.number})
    except IntegrityError as error:
        raise Refused.because(STALE, found=seen + 1, seen=seen) from error
    return row


def _faults(code: str, pack: RulePack) -> list[Reason]:
    """What would leave the checks without a figure: another pack, a day without the rule, a figure gone or zero."""
    if pack.code != code:
        return [Reason(OTHER_CODE, {"found": pack.code, "allowed": code})]
    faults = []
    for old in {rule.id: rule for rule in reversed(book(code).pack.rules) if rule.checked}.values():
        rules = [rule for rule in pack.rules if rule.id == old.id]
        faults += [
            Reason(RULE_GONE, {"found": old.id, "day": day.isoformat()})
            for day in (old.valid_from, *(rule.valid_to + ONE_DAY for rule in rules if rule.valid_to))
            if not any(rule.holds_on(day) for rule in rules)
        ]
        faults += [_figure_fault(rule, old) for rule in rules if _lacks(rule, old)]
    return faults


def _lacks(rule: LegalRule, old: LegalRule) -> bool:
    return set(rule.figures) != set(old.figures) or any(figure < 1 for figure in rule.figures.values())


def _figure_fault(rule: LegalRule, old: LegalRule) -> Reason:
    found = ", ".join(f"{name} = {figure}" for name, figure in rule.figures.items()) or "–"
    return Reason(FIGURES, {"rule": rule.id, "allowed": ", ".join(old.figures), "found": found})
