"""Accounts: who may sign in, and the roles they hold."""

from __future__ import annotations

from wardbridge.core.models import User


def choose_language(*, user: User, language: str) -> None:
    """Remember on the user the language he reads."""
    User.objects.filter(pk=user.pk).update(language=language)
