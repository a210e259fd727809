"""What each request knows of its reader: language and actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from wardbridge.core.actors import Actor

Handler = Callable[[HttpRequest], HttpResponse]
KNOWN = {code for code, _ in settings.LANGUAGES}


class ActorRequest(HttpRequest):
    """A request as pages see it: with the actor."""

    actor: Actor


class ReaderLanguage:
    """The language a user chose goes with him to every machine; else the cookie, the browser, Vietnamese."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "")
        if chosen in KNOWN and chosen != translation.get_language():
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        response = self.get_response(request)
        response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        return response


class RequestActor:
    """Puts `request.actor`, read from the database only when a page asks for it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lazy = SimpleLazyObject(lambda: Actor.of(request.user))
        cast(ActorRequest, request).actor = cast(Actor, lazy)
        return self.get_response(request)
