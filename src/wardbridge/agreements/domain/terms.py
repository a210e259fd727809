"""The terms: clauses, quotas, prices, budget, and what is owed by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.files.base import File
from django.db import models, transaction

from wardbridge.agreements import messages
from wardbridge.agreements.domain import files
from wardbridge.agreements.domain.access import must_write, open_
from wardbridge.agreements.domain.parties import must_be_of
from wardbridge.agreements.enums import Exchanged, ObligationKind
from wardbridge.agreements.models import Agreement, BudgetLine, Clause, Fee, Obligation, Quota
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.files import SCANS, read
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Discipline

MOST_PEOPLE, MOST_MONTHS = 10_000, 120
MOST_MONEY = Decimal("999999999999.99")


def set_clauses(*, actor: Actor, agreement: Agreement, texts: Mapping[str, tuple[str, str]]) -> int:
    """Write clauses: code → (Vietnamese, second language); returns how many changed. One blank in both is removed."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = open_(agreement)
        stored = {one.code: one for one in Clause.unscoped.filter(agreement=row)}
        before: dict[str, object] = {}
        for order, (code, (vi, other)) in enumerate(texts.items()):
            one = stored.get(code) or Clause(agreement=row, code=code)
            wanted = (vi.strip(), other.strip(), order)
            if (one.text_vi, one.text_other, one.order) == wanted and one.pk:
                continue
            before[code] = [one.text_vi, one.text_other]
            one.text_vi, one.text_other, one.order = wanted
            if any(wanted[:2]):
                one.save()
            elif one.pk:
                one.delete()
        after = {code: list(texts[code]) for code in before}
        if before:
            audit.record(actor=actor, verb="agreement.clauses", target=row, before=before, after=after)
    return len(before)


def add_quota(
    *,
    actor: Actor,
    agreement: Agreement,
    sender: Organisation,
    host: Organisation,
    year: int,
    people: int,
    who: str = Exchanged.STUDENT,
    discipline: Discipline | None = None,
    level: str = "",
    months: int | None = None,
    cefr: str = "",
) -> Quota:
    """How many `sender` may send to `host` in `year`.

    Raises
    ------
    PermissionDenied
    Refused
        ``agreement-same-party``, ``agreement-party-unknown``, ``agreement-negative``, ``agreement-too-much``,
        ``agreement-quota-year``, ``agreement-quota-twice``, ``agreement-not-open``.
    """
    must_write(actor, agreement)
    _between(people, 1, MOST_PEOPLE)
    if months is not None:
        _between(months, 1, MOST_MONTHS)
    with transaction.atomic():
        row = open_(agreement)
        _two(row, sender, host)
        if year < row.first.year or (row.last is not None and year > row.last.year):
            raise Refused.because(messages.QUOTA_YEAR, found=str(year))
        key = {"sender": sender, "host": host, "who": who, "discipline": discipline, "level": level, "year": year}
        if Quota.unscoped.filter(agreement=row, **key).exists():
            raise Refused.because(messages.QUOTA_TWICE, found=str(year))
        made = Quota.unscoped.create(agreement=row, **key, people=people, months=months, cefr=cefr)
        _said(actor, row, "quota", made)
    return made


def add_fee(
    *,
    actor: Actor,
    agreement: Agreement,
    payer: Organisation,
    payee: Organisation,
    amount: Decimal,
    unit: str,
    currency: str = "VND",
    level: str = "",
    tuition_share: Decimal | None = None,
) -> Fee:
    """What `payer` pays `payee` for practice (VN-13); `tuition_share` in percent of the tuition."""
    must_write(actor, agreement)
    _positive(amount)
    if tuition_share is not None:
        _between(int(tuition_share), 0, 100)
    with transaction.atomic():
        row = open_(agreement)
        _two(row, payer, payee)
        key = {"payer": payer, "payee": payee, "level": level}
        if Fee.unscoped.filter(agreement=row, **key).exists():
            raise Refused.because(messages.FEE_TWICE)
        made = Fee.unscoped.create(
            agreement=row, **key, amount=amount, unit=unit, currency=currency, tuition_share=tuition_share
        )
        _said(actor, row, "fee", made)
    return made


def add_budget_line(
    *,
    actor: Actor,
    agreement: Agreement,
    payer: Organisation,
    text: str,
    amount: Decimal,
    currency: str = "VND",
    shared: bool = True,
) -> BudgetLine:
    """Money that a party sets aside; not `shared`, only the owner sees it."""
    must_write(actor, agreement)
    _positive(amount)
    with transaction.atomic():
        row = open_(agreement)
        must_be_of(row, payer)
        made = BudgetLine.unscoped.create(
            agreement=row, payer=payer, text=text.strip(), amount=amount, currency=currency, shared=shared
        )
        _said(actor, row, "budget", made)
    return made


def add_obligation(
    *,
    actor: Actor,
    agreement: Agreement,
    organisation: Organisation,
    text: str,
    due: date,
    kind: str = ObligationKind.DUTY,
) -> Obligation:
    """What a party owes by `due`, which lies within the agreement."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = open_(agreement)
        must_be_of(row, organisation)
        if due < row.first or (row.last is not None and due > row.last):
            raise Refused.because(messages.DUE_OUTSIDE, found=f"{due:%d/%m/%Y}")
        made = Obligation.unscoped.create(
            agreement=row, organisation=organisation, text=text.strip(), due=due, kind=kind
        )
        _said(actor, row, "obligation", made)
    return made


def remove(*, actor: Actor, line: Quota | Fee | BudgetLine | Obligation) -> None:
    """Take a line out, while the terms are open."""
    must_write(actor, line.agreement)
    with transaction.atomic():
        row = open_(line.agreement)
        audit.record(actor=actor, verb="agreement.line.remove", target=row, before={"line": str(line)})
        line.delete()


def meet(
    *, actor: Actor, obligation: Obligation, on: date, proof: str = "", file: File[bytes] | None = None
) -> Obligation:
    """Say that an obligation is met, with what proves it: the office of the party that owes it, or the owner's.

    Raises
    ------
    PermissionDenied
    Refused
        ``agreement-proof``, ``agreement-met-already``, ``agreement-signed-future``.
    """
    if not actor.is_office(obligation.organisation_id):
        must_write(actor, obligation.agreement)
    if not proof.strip() and file is None:
        raise Refused.because(messages.PROOF)
    if on > actor.on:
        raise Refused.because(messages.SIGNED_FUTURE, found=f"{on:%d/%m/%Y}")
    with transaction.atomic():
        row = Obligation.unscoped.select_for_update(of=("self",)).select_related("agreement").get(pk=obligation.pk)
        if row.met_on is not None:
            raise Refused.because(messages.MET_ALREADY)
        row.met_on, row.met_by, row.proof = on, actor.user, proof.strip()
        if file is not None:
            content, media = read(file, SCANS)
            row.evidence = files.keep(row.agreement, name=file.name or "proof", media=media, content=content)
        row.save(update_fields=["met_on", "met_by", "proof", "evidence"])
        audit.record(actor=actor, verb="agreement.obligation.meet", target=row, after={"on": on, "proof": row.proof})
    return row


def _two(row: Agreement, one: Organisation, other: Organisation) -> None:
    if one.pk == other.pk:
        raise Refused.because(messages.SAME_PARTY)
    must_be_of(row, one, other)


def _between(found: int, least: int, most: int) -> None:
    if found < least:
        raise Refused.because(messages.NEGATIVE, found=found, allowed=least)
    if found > most:
        raise Refused.because(messages.TOO_MUCH, found=found, allowed=most)


def _positive(amount: Decimal) -> None:
    if amount <= 0:
        raise Refused.because(messages.NEGATIVE, found=str(amount), allowed="0.01")
    if amount > MOST_MONEY:
        raise Refused.because(messages.TOO_MUCH, found=str(amount), allowed=str(MOST_MONEY))


def _said(actor: Actor, row: Agreement, noun: str, made: models.Model) -> None:
    after = {field.attname: getattr(made, field.attname) for field in made._meta.concrete_fields}
    audit.record(actor=actor, verb=f"agreement.{noun}.add", target=row, after=after)
