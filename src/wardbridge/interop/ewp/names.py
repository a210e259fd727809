"""Namespaces of the formats, and a small writer of their elements in order."""

from __future__ import annotations

from typing import Any

from lxml import etree

HOME = "https://github.com/erasmus-without-paper"
IIAS = f"{HOME}/ewp-specs-api-iias/blob/stable-v7/endpoints/get-response.xsd"
FACTSHEETS = f"{HOME}/ewp-specs-api-factsheet/tree/stable-v1"
CONTACTS = f"{HOME}/ewp-specs-types-contact/tree/stable-v1"
PHONES = f"{HOME}/ewp-specs-types-phonenumber/tree/stable-v1"

Element = Any
"""An element of a tree (the library has no types)."""


def add(parent: Element, name: str, text: str | None = None, *, space: str = "") -> Element:
    """A new last child; in the parent's namespace unless `space` says another."""
    made = etree.SubElement(parent, f"{{{space or etree.QName(parent).namespace}}}{name}")
    if text is not None:
        made.text = text
    return made


def bytes_of(root: Element) -> bytes:
    """The document, indented, in UTF-8."""
    etree.indent(root, "  ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written
