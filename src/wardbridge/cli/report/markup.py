"""Small pieces of HTML; every text that comes from an input passes `safe`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def safe(value: object) -> str:
    """Text as HTML, quotes included; nothing of an input can become a tag."""
    return escape(str(value), quote=True)


def element(tag: str, content: str, **attributes: object) -> str:
    """An element around HTML; ``class_`` and ``aria_label`` become ``class`` and ``aria-label``."""
    shown = "".join(f' {name.rstrip("_").replace("_", "-")}="{safe(value)}"' for name, value in attributes.items())
    return f"<{tag}{shown}>{content}</{tag}>"


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]], class_: str = "") -> str:
    """A table; `head` are texts, `rows` are ready-made cells, the first of each row being its header."""
    heads = "".join(element("th", safe(text), scope="col") for text in head)
    body = "".join(element("tr", "".join(cells)) for cells in rows)
    content = f"{element('caption', safe(caption))}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
    return element(
        "div", element("table", content, class_=class_), class_="scroll", tabindex=0, role="region", aria_label=caption
    )


def row_head(text: str, title: str = "") -> str:
    """The header cell of a row."""
    return element("th", safe(text), scope="row", **({"title": title} if title else {}))


def cell(text: str, class_: str = "", title: str = "") -> str:
    """A cell with a text."""
    attributes = {name: value for name, value in (("class_", class_), ("title", title)) if value}
    return element("td", safe(text), **attributes)


def section(heading: str, *content: str) -> str:
    """A section under a heading; nothing when it has no content."""
    inside = "".join(content)
    return element("section", element("h2", safe(heading)) + inside) if inside else ""


def listing(lines: Iterable[str]) -> str:
    """A list of texts; nothing for none."""
    items = "".join(element("li", safe(line)) for line in lines)
    return element("ul", items) if items else ""
