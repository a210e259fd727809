"""Works that were published: each once, by its DOI and by its title, its authors by ORCID and affiliation."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.core.text import fold
from wardbridge.research import identifiers, messages
from wardbridge.research.models import Author, Output, Project

FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work as entered; `doi` in any of its usual writings."""

    kind: str
    title: str
    year: int
    venue: str = ""
    doi: str = ""
    synthetic: bool = False


def enter(*, actor: Actor, owner: Organisation, work: Work, project: Project | None = None) -> Output:
    """A new work, kept by `owner`; every partner of the project sees it.

    Raises
    ------
    PermissionDenied
    Refused
        All at once: ``research-doi``, ``research-doi-twice``, ``research-title-twice``, ``research-year``.
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    if project is not None and not Project.objects.visible_to(actor).filter(pk=project.pk).exists():
        raise PermissionDenied
    reasons = []
    try:
        doi = identifiers.doi(work.doi) if work.doi.strip() else ""
    except ValueError:
        doi = ""
        reasons.append(Reason(messages.DOI, {"found": work.doi.strip()}))
    if not FIRST_YEAR <= work.year <= actor.on.year + 1:
        reasons.append(Reason(messages.YEAR, {"found": work.year, "allowed": f"{FIRST_YEAR}–{actor.on.year + 1}"}))
    with transaction.atomic():
        mine = Output.unscoped.filter(owner=owner)
        if doi and (twin := mine.filter(doi=doi).first()):
            reasons.append(Reason(messages.DOI_TWICE, {"found": twin.title}))
        elif twin := mine.filter(folded=fold(work.title.strip()), year=work.year).first():
            reasons.append(Reason(messages.TITLE_TWICE, {"found": twin.title}))
        if reasons:
            raise Refused(reasons)
        values = asdict(work) | {"doi": doi, "title": work.title.strip(), "venue": work.venue.strip()}
        row = Output.unscoped.create(owner=owner, project=project, **values)
        audit.record(actor=actor, verb="output.enter", target=row, after=values)
    return row


def add_author(
    *,
    actor: Actor,
    output: Output,
    name: str,
    orcid: str = "",
    organisation: Organisation | None = None,
    affiliation: str = "",
    ror: str = "",
) -> Author:
    """The next author; his organisation when it is known here (it sees the work from now on), else what it is called.

    Raises
    ------
    PermissionDenied
    Refused
        All at once: ``research-orcid``, ``research-orcid-twice``, ``research-ror``, ``research-affiliation``.
    """
    if not actor.is_office(output.owner_id):
        raise PermissionDenied
    reasons = []
    values = {"name": name.strip(), "affiliation": affiliation.strip(), "orcid": "", "ror": ""}
    for field, said, read, code in (
        ("orcid", orcid, identifiers.orcid, messages.ORCID),
        ("ror", ror, identifiers.ror, messages.ROR),
    ):
        try:
            values[field] = read(said) if said.strip() else ""
        except ValueError:
            reasons.append(Reason(code, {"found": said.strip()}))
    if organisation is None and not values["affiliation"]:
        reasons.append(Reason(messages.NO_AFFILIATION))
    with transaction.atomic():
        stored = Author.unscoped.filter(output=output)
        if values["orcid"] and stored.filter(orcid=values["orcid"]).exists():
            reasons.append(Reason(messages.ORCID_TWICE, {"found": values["orcid"]}))
        if reasons:
            raise Refused(reasons)
        row = Author.unscoped.create(output=output, order=stored.count() + 1, organisation=organisation, **values)
        where = organisation.code if organisation else row.affiliation
        audit.record(actor=actor, verb="output.author", target=output, after={"place": row.order, "where": where})
    return row
