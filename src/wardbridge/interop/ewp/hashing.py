"""The hash by which two institutions know that they hold the same agreement.

The text that is hashed is that of the official transformation (EWP IIA API v7, ``transform_version_7.xsl``): both
identifiers, then each element and attribute below the cooperation conditions with its path, without contacts, academic
years last; what is not yet defined is left out and a value of version 6 stands for its successor. Equality with that
transformation is a test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from wardbridge.interop.ewp.names import Element

CONTACT = {"sending-contact", "receiving-contact"}
YEARS = ("receiving-first-academic-year-id", "receiving-last-academic-year-id")
TRUE = {"true", "1"}
UNHASHED = {"not-yet-defined", "v6-value"}


def digest_of(iia: Element) -> str:
    """SHA-256 of the text, in lower-case hexadecimal."""
    return hashlib.sha256(text_to_hash(iia).encode()).hexdigest()


def text_to_hash(iia: Element) -> str:
    """The text of one ``iia`` element of a document."""
    return "".join(_parts(iia))


def _parts(iia: Element) -> Iterator[str]:
    # As the transformation has it: one agreement of the document that is ended as a whole marks them all.
    whole = iia.getroottree().iter("{*}cooperation-conditions")
    if any(one.get("terminated-as-a-whole") in TRUE for one in whole):
        yield "_@terminated-as-a-whole@_"
    for position, partner in enumerate(_children(iia, "partner"), 1):
        yield f"_iia-id_{position}={_text(partner.find('{*}iia-id'))}_"
    for conditions in _children(iia, "cooperation-conditions"):
        for mobility in conditions.iterchildren("{*}*"):
            for element in mobility.iterdescendants("{*}*"):
                if _counts(element):
                    yield from _dump(element)
            for name in YEARS:
                yield f"_{name}={_text(mobility.find('{*}' + name))}_"


def _dump(element: Element) -> Iterator[str]:
    path = [_name(one) for one in (element, *element.iterancestors())]
    for name, value in element.attrib.items():
        if name not in UNHASHED:
            local = etree.QName(name).localname
            yield f"_@{'.'.join([*path[2::-1], local])}={value}@_"
    if len(element.xpath("*")) == 0:
        yield f"_{'.'.join(path[2::-1])}={_text(element)}_"


def _counts(element: Element) -> bool:
    if _name(element) in YEARS or any(_name(one) in CONTACT for one in element.iterancestors()):
        return False
    return all(one.get("not-yet-defined") not in TRUE for one in (element, *element.iterancestors()))


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    former = element.get("v6-value", "") if _name(element) == "isced-f-code" else ""
    return str(former or element.xpath("string()"))


def _children(parent: Element, name: str) -> Iterator[Element]:
    found: Iterator[Element] = parent.iterchildren("{*}" + name)
    return found


def _name(element: Element) -> str:
    return str(etree.QName(element).localname)
