"""Find text in a page template that no translation tag holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template.base import Lexer, TokenType

SHOWN = re.compile(r"""\s(?:alt|title|placeholder|aria-(?:label|description|roledescription))\s*=\s*["']([^"']*)["']""")
SILENT = re.compile(r"<!--.*?-->|<(script|style|code|kbd|svg)\b[^>]*>.*?</\1\s*>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
NAMES = {"Wardbridge", "XLSX", "PDF", "ICS", "CSV", "iCalendar", "Ctrl K", "Tiếng Việt", "English", "Français"}
"""What is the same in every language: names, kinds of file, keys, and each language in itself."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
CLASS_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
GAP = "\x00"
ENTITY = re.compile(r"&[a-zA-Z]+;|&#\d+;")


def untranslated(source: str) -> list[tuple[int, str]]:
    """Line and text of each bare text of the template, in order."""
    markup = SILENT.sub(_blank, _without_tags(source))
    shown = [(match.start(1), match[1]) for tag in TAG.finditer(markup) for match in _shown_in(tag)]
    texts = [(match.start(), match[0]) for match in re.finditer(r"[^\n\x00]+", TAG.sub(_blank, markup))]
    return [
        (markup.count("\n", 0, start) + 1, piece)
        for start, text in sorted([*shown, *texts])
        for piece in _pieces(text)
        if LETTERS.search(piece) and piece not in NAMES and not CLASS_NAME.fullmatch(piece)
    ]


def _without_tags(source: str) -> str:
    """The markup with template tags, variables and translated blocks blanked out, line breaks kept."""
    parts: list[str] = []
    silent = ""
    for token in Lexer(source).tokenize():
        words = token.contents.split()
        if token.token_type == TokenType.BLOCK and words:
            if words[0] in {"blocktranslate", "blocktrans", "comment"}:
                silent = f"end{words[0]}"
            elif words[0] == silent:
                silent = ""
        keep = token.token_type == TokenType.TEXT and not silent
        parts.append(token.contents if keep else GAP + "\n" * token.contents.count("\n"))
    return "".join(parts)


def _shown_in(tag: re.Match[str]) -> Iterator[re.Match[str]]:
    return SHOWN.finditer(tag.string, tag.start(), tag.end())


def _blank(match: re.Match[str]) -> str:
    """As many characters, none of them text, so that places stay what they are."""
    return re.sub(r"[^\n]", GAP, match[0])


def _pieces(text: str) -> Iterator[str]:
    return (piece.strip(" \t\n·—–:.,/()|×→←") for piece in ENTITY.sub(" ", text).split(GAP))
