"""Identifiers of works, people and institutions: their one form, and the digits by which a slip is caught.

Sources: DOI, ISO 26324 and the DOI Handbook 2.2 (a prefix ``10.`` + registrant, any suffix, no check digit, case does
not matter); ORCID, ISO/IEC 7064 MOD 11-2; ROR, six characters of Crockford's base 32 and ISO/IEC 7064 MOD 97-10.
"""

from __future__ import annotations

import re

DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]+")
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}\d{2}")
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def doi(said: str) -> str:
    """The DOI in its one form (lower case, no address before it); ValueError when it can't be one."""
    text = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", said.strip(), flags=re.IGNORECASE)
    text = text.rstrip(".,;").lower()
    if not DOI.fullmatch(text):
        raise ValueError(said)
    return text


def orcid(said: str) -> str:
    """The ORCID iD with its hyphens; ValueError when its form or its last character is wrong."""
    text = re.sub(r"^https?://orcid\.org/", "", said.strip(), flags=re.IGNORECASE).upper()
    if re.fullmatch(r"\d{15}[\dX]", text):
        text = "-".join(text[place : place + 4] for place in range(0, 16, 4))
    if not ORCID.fullmatch(text) or orcid_check(text.replace("-", "")[:15]) != text[-1]:
        raise ValueError(said)
    return text


def orcid_check(digits: str) -> str:
    """The check character of 15 digits (MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


def ror(said: str) -> str:
    """The ROR id without its address; ValueError when its form or its last two digits are wrong."""
    text = re.sub(r"^(?:https?://)?ror\.org/", "", said.strip(), flags=re.IGNORECASE).lower()
    if not ROR.fullmatch(text) or ror_check(text[:7]) != text[7:]:
        raise ValueError(said)
    return text


def ror_check(stem: str) -> str:
    """The two check digits of the first seven characters (MOD 97-10)."""
    number = 0
    for character in stem:
        number = number * 32 + CROCKFORD.index(character)
    return f"{98 - number * 100 % 97:02}"
