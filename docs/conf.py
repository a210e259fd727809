"""How the documentation becomes pages: ``make docs`` (Sphinx, MyST, furo)."""

from __future__ import annotations

project = "Wardbridge"
author = "the Wardbridge contributors"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Wardbridge"
language = "en"
# Links to files of the source tree are right in the repository and have no page here.
suppress_warnings = ["myst.xref_missing"]
