"""The board's filters, as the address carries them: site, school, department, a name, which groups are open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked to see; empty texts do not restrict."""

    site: str = ""
    school: str = ""
    department: str = ""
    name: str = ""
    open: frozenset[str] = frozenset()
    draft: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Filters:
        """Read the address; unknown parameters are ignored."""
        return cls(
            site=asked.get("site", "").strip(),
            school=asked.get("school", "").strip(),
            department=_uid(asked.get("department", "")),
            name=asked.get("q", "").strip(),
            open=frozenset(asked.getlist("open")),
            draft=asked.get("draft", "").strip(),
        )

    @property
    def narrow(self) -> bool:
        """Whether anything restricts the rows."""
        return bool(self.site or self.school or self.department or self.name)

    def opening(self, key: str) -> Filters:
        """The same filters with this group open."""
        return replace(self, open=self.open | {key})

    def address(self, *, open_groups: frozenset[str] | None = None) -> str:
        """The same filters as a query string, with other groups open when given."""
        pairs = [
            ("site", self.site),
            ("school", self.school),
            ("department", self.department),
            ("q", self.name),
            ("draft", self.draft),
        ]
        opened = self.open if open_groups is None else open_groups
        kept = [(key, value) for key, value in pairs if value]
        return urlencode(kept + [("open", key) for key in sorted(opened)])


def _uid(text: str) -> str:
    """A public id, or nothing when it isn't one."""
    try:
        return str(UUID(text.strip()))
    except ValueError:
        return ""
