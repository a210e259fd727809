"""The published standard beside the project, read and never kept: schemas, transformation, samples."""

from __future__ import annotations

import hashlib
import html
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.source import ROOT

EWP = ROOT.parent / "shared/standards/ewp"
needs_ewp = pytest.mark.skipif(not EWP.is_dir(), reason="the EWP standard does not lie beside the project")
SCHEMAS = {
    "iias": "ewp-specs-api-iias-v7.0.0/endpoints/get-response.xsd",
    "factsheet": "ewp-specs-api-factsheet-v1.2.0/response.xsd",
}


class _Beside(etree.Resolver):  # type: ignore[misc]  # the library has no types
    """One schema imports another by an address on the web; the same file lies beside."""

    def resolve(self, url: str, _public: Any, context: Any) -> Any:
        match = re.search(r"ewp-specs-([a-z-]+)/stable-v1/schema\.xsd$", url)
        if match is None:
            return None
        found = next((EWP / "schemas").glob(f"ewp-specs-{match[1]}-v1*/schema.xsd"))
        return self.resolve_filename(str(found), context)


@cache
def schema(name: str) -> Any:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.parse(str(EWP / "schemas" / SCHEMAS[name]), parser))


def defects(name: str, content: bytes) -> list[str]:
    """What the official schema says against a document."""
    found = schema(name)
    document = etree.fromstring(content)
    return [] if found.validate(document) else [str(error) for error in found.error_log]


@cache
def _processor() -> tuple[Any, Any]:
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    sheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(EWP / "transform_version_7.xsl"))
    return processor, sheet


def official_hashes(content: bytes) -> list[str]:
    """SHA-256 of each text that the official transformation makes of a document."""
    processor, sheet = _processor()
    node = processor.parse_xml(xml_text=content.decode())
    written = sheet.transform_to_string(xdm_node=node)
    texts = re.findall(r"<text-to-hash>(.*?)</text-to-hash>|<text-to-hash/>", written, re.DOTALL)
    return [hashlib.sha256(html.unescape(text).encode()).hexdigest() for text in texts]


def sample(name: str) -> bytes:
    return Path(EWP / "samples" / name).read_bytes()
