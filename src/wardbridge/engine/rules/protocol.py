"""What a rule module offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView


class Rule(Protocol):
    """A rule: the codes of its violations, and the violations of a plan."""

    @property
    def CODES(self) -> tuple[str, ...]: ...  # noqa: N802  # a module's constant

    def violations(self, problem: Problem, view: PlanView) -> Iterator[Violation]: ...
