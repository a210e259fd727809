"""Why a verb refused, as data: codes with their figures, and the sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

_texts: dict[str, Promise | str] = {}


def text(code: str, template: Promise | str) -> str:
    """Register the sentence of a code: a lazily translated template with named places such as ``{found}``."""
    _texts[code] = template
    return code


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code and the parameters of its sentence."""

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in the active language (the code itself when no app registered one)."""
        return str(_texts.get(self.code, self.code)).format(**self.params)


class Refused(Exception):
    """A verb that did nothing, and every reason why."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(f"{reason.code} {dict(reason.params)}" for reason in self.reasons))

    @classmethod
    def because(cls, code: str, **params: str | int | float) -> Refused:
        return cls([Reason(code, params)])

    @property
    def texts(self) -> list[str]:
        return [reason.text for reason in self.reasons]
