"""Reading foreign XML without trusting it: no entities, no network, a size; what is wrong is said with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from lxml import etree

from wardbridge.core.errors import Refused
from wardbridge.interop import messages
from wardbridge.interop.ewp.names import Element

MOST_BYTES = 2 * 1024 * 1024
T = TypeVar("T")


def root_of(content: bytes, name: str, space: str) -> Element:
    """The root of a document that begins with `name`; Refused ``ewp-size``, ``-xml``, ``-doctype``, ``-root``."""
    if len(content) > MOST_BYTES:
        raise Refused.because(messages.TOO_LARGE, found=len(content) // 1024, allowed=MOST_BYTES // 1024)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused.because(messages.BROKEN, line=error.lineno or 1, found=error.msg or "") from error
    if root.getroottree().docinfo.doctype:
        raise Refused.because(messages.DOCTYPE)
    wanted = f"{{{space}}}{name}"
    if root.tag != wanted:
        raise Refused.because(messages.ROOT, found=root.tag, allowed=wanted)
    return root


def must(parent: Element, name: str) -> Element:
    """The child, which must be there; Refused ``ewp-missing``."""
    found = parent.find("{*}" + name)
    if found is None:
        place = etree.QName(parent).localname
        raise Refused.because(messages.MISSING, line=parent.sourceline or 0, found=name, place=place)
    return found


def said(parent: Element, name: str) -> str:
    """The text of a child that may be missing."""
    found = parent.find("{*}" + name)
    return "" if found is None else text_of(found)


def text_of(element: Element) -> str:
    return str(element.xpath("string()")).strip()


def value(element: Element, pattern: str, make: Callable[[str], T], expected: str) -> T:
    """The element's text, of this form, made into a value; Refused ``ewp-value``."""
    found = text_of(element)
    try:
        if re.fullmatch(pattern, found):
            return make(found)
    except (ArithmeticError, ValueError):
        pass
    place = etree.QName(element).localname
    raise Refused.because(messages.VALUE, line=element.sourceline or 0, found=found[:80], place=place, allowed=expected)
