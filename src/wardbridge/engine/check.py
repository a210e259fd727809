"""The independent judge of any plan; shares no code with the solver."""

from __future__ import annotations

from wardbridge.engine.plan import Plan, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.rules import RULES
from wardbridge.engine.view import PlanView, view_of


def check(problem: Problem, plan: Plan, *, view: PlanView | None = None) -> tuple[Violation, ...]:
    """All that a plan breaks, in the order of the rules; empty for a legal and complete plan.

    Takes any plan, also one edited by hand; a few milliseconds for some hundred learners, so a page may ask at each
    move. Who has read the plan already may hand over his `view` of it.
    """
    view = view or view_of(problem, plan)
    return tuple(violation for rule in RULES for violation in rule.violations(problem, view))
