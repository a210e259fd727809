"""``wardbridge import``: a workbook into the records, by the verb of the upload page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wardbridge.cli import platform
from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import Refusal, refused, say
from wardbridge.cli.language import _, active
from wardbridge.cli.progress import progress
from wardbridge.cli.round_file import read
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.sheets import RoundBook

if TYPE_CHECKING:
    from wardbridge.core.models import Organisation
    from wardbridge.engine.io.workbook import ReadOutcome


FIRST = ("so-y-te", "Sở Y tế", "Department of Health", "Direction de la santé")
"""Code and names of the authority made in an empty database."""


def run(workbook: str, *, owner: str, language: str) -> int:
    """Import all or nothing; importing the same workbook again changes nothing."""
    arguments = Arguments()
    arguments.language(language)
    path = arguments.readable(workbook)
    arguments.done()
    with progress(_("Reading")) as tell:
        book, outcome = read(path, language)
        platform.start()
        tell(_("Storing"))
        lines = stored(path, outcome, owner_of(book, owner))
    say(*lines)
    return 0


def owner_of(book: RoundBook, code: str) -> Organisation:
    """The organisation that runs the round: the one named, else the round's own, else the only authority.

    In a database without any organisation an authority is made, so that a first import needs nothing before it.

    Raises
    ------
    Refusal
        When none fits; it lists the codes there are.
    """
    from wardbridge.core.actors import Actor
    from wardbridge.core.enums import OrganisationKind
    from wardbridge.core.models import Organisation
    from wardbridge.planning.models import Round

    if code:
        found = list(Organisation.objects.filter(code=code))
    else:
        known = Round.objects.visible_to(Actor.system()).filter(code=book.round.code)
        found = [row.owner for row in known.select_related("owner")]
        found = found or list(Organisation.objects.filter(kind=OrganisationKind.AUTHORITY))
    if len(found) == 1:
        return found[0]
    if not code and not Organisation.objects.exists():
        return _first_authority()
    codes = ", ".join(Organisation.objects.order_by("code").values_list("code", flat=True)[:20])
    text = _("Say which organisation runs the round by --owner CODE; the codes known: {codes}")
    raise Refusal(text.format(codes=codes or "–"))


def _first_authority() -> Organisation:
    from wardbridge.core.actors import Actor
    from wardbridge.core.domain import organisations
    from wardbridge.core.enums import OrganisationKind

    say(_("The database was empty: the authority “{code}” was made to run the round.").format(code=FIRST[0]))
    kind, (code, vi, en, fr) = OrganisationKind.AUTHORITY, FIRST
    return organisations.create(actor=Actor.system(), kind=kind, code=code, name_vi=vi, name_en=en, name_fr=fr)


def stored(path: Path, outcome: ReadOutcome, owner: Organisation) -> list[str]:
    """Write the book that was read into the records and say what changed, a line a sheet.

    Raises
    ------
    Refusal
        With every fault that only the records show; then nothing is written.
    """
    from wardbridge.core.actors import Actor
    from wardbridge.planning.domain import imports

    actor, book = Actor.system(), outcome.book
    if book is None:
        raise ValueError("a workbook with faults is not stored")
    try:
        changes = imports.preview(actor=actor, owner=owner, book=book)
        imports.apply(actor=actor, owner=owner, book=book, places=imports.places_of(book, outcome.origins))
    except InputRefused as error:
        head = _("{path} can't be used; faults: {count}.").format(path=path, count=len(error.faults))
        raise refused(error, active(), head) from error
    if changes.changes_nothing:
        return [_("The records already say what {name} says.").format(name=path.name)]
    text = _("{sheet}: {created} new, {changed} changed, {removed} removed, {unchanged} as before")
    return [text.format(sheet=sheet, **counts) for sheet, counts in changes.counts.items() if any(counts.values())]
