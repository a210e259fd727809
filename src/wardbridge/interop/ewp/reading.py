"""Inter-Institutional Agreements read from version 7 of the format; each must have the hash of its own text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wardbridge.core.errors import Reason, Refused
from wardbridge.interop import messages
from wardbridge.interop.ewp.hashing import digest_of
from wardbridge.interop.ewp.iia import Contact, Iia, Mobility, MobilityKind, Partner, Skill
from wardbridge.interop.ewp.names import IIAS, Element
from wardbridge.interop.ewp.parsing import must, root_of, said, text_of, value

YEAR = r"(\d{4})/(\d{4})"
TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def read(content: bytes) -> list[Iia]:
    """The agreements of a file.

    Raises
    ------
    Refused
        ``ewp-size``, ``ewp-xml``, ``ewp-doctype``, ``ewp-root``, ``ewp-empty``, ``ewp-partners``, ``ewp-missing``,
        ``ewp-value``; or ``ewp-hash`` for each agreement whose text is not the one that its hash belongs to.
    """
    root = root_of(content, "iias-get-response", IIAS)
    elements = list(root.iterchildren("{*}iia"))
    if not elements:
        raise Refused.because(messages.EMPTY)
    found = [_iia(one) for one in elements]
    wrong = [
        Reason(messages.HASH, {"line": one.line, "found": one.digest, "allowed": computed})
        for one, element in zip(found, elements, strict=True)
        if one.digest != (computed := digest_of(element))
    ]
    if wrong:
        raise Refused(wrong)
    return found


def _iia(element: Element) -> Iia:
    line = element.sourceline or 0
    partners = [_partner(one) for one in element.iterchildren("{*}partner")]
    if len(partners) != 2:
        raise Refused.because(messages.COUNT, line=line, found=len(partners), allowed=2)
    conditions = must(element, "cooperation-conditions")
    kinds = set(MobilityKind)
    return Iia(
        partners=(partners[0], partners[1]),
        in_effect=value(must(element, "in-effect"), "true|false|0|1", TRUTHS.__getitem__, "true, false"),
        terminated=conditions.get("terminated-as-a-whole") in {"true", "1"},
        mobilities=tuple(_mobility(one) for one in conditions.iterchildren("{*}*") if _local(one) in kinds),
        digest=text_of(must(element, "iia-hash")),
        line=line,
    )


def _partner(element: Element) -> Partner:
    signing, signed = element.find("{*}signing-contact"), element.find("{*}signing-date")
    return Partner(
        hei=text_of(must(element, "hei-id")),
        iia_id=said(element, "iia-id"),
        iia_code=said(element, "iia-code"),
        signatory=None if signing is None else _contact(signing),
        signed_on=None if signed is None else value(signed, r"\d{4}-\d\d-\d\d", date.fromisoformat, "2026-12-31"),
        contacts=tuple(_contact(one) for one in element.iterchildren("{*}contact")),
    )


def _contact(element: Element) -> Contact:
    name = text_of(must(element, "contact-name"))
    return Contact(name=name, role=said(element, "role-description"), email=said(element, "email"))


def _mobility(element: Element) -> Mobility:
    months = element.find("{*}total-months-per-year")
    areas = ((must(one, "isced-f-code"), one) for one in element.iterchildren("{*}subject-area"))
    return Mobility(
        kind=MobilityKind(_local(element)),
        sender=text_of(must(element, "sending-hei-id")),
        host=text_of(must(element, "receiving-hei-id")),
        first=value(must(element, "receiving-first-academic-year-id"), YEAR, _begins, "2026/2027"),
        last=value(must(element, "receiving-last-academic-year-id"), YEAR, _begins, "2026/2027"),
        people=value(must(element, "mobilities-per-year"), r"\d{1,6}", _positive, "1…"),
        skills=tuple(
            Skill(text_of(must(one, "language")), said(one, "cefr-level"))
            for one in element.iterchildren("{*}recommended-language-skill")
        ),
        areas=tuple((text_of(code), said(one, "isced-clarification")) for code, one in areas),
        months=None if months is None else value(months, r"\d{1,6}(\.\d{1,2})?", Decimal, "0.01…"),
        eqf=tuple(value(one, "[1-8]", int, "1–8") for one in element.iterchildren("{*}eqf-level")),
        terms=said(element, "other-info-terms"),
    )


def _begins(text: str) -> int:
    """The year in which an academic year begins; the southern form has the same year twice."""
    first, last = (int(part) for part in text.split("/"))
    if last not in {first, first + 1}:
        raise ValueError(text)
    return first


def _positive(text: str) -> int:
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
