from __future__ import annotations

from django.utils import translation

from wardbridge.core.errors import Reason, Refused
from wardbridge.people.domain.persons import IDENTITY_CONFLICT

PARAMS = {"code": "SV1", "found": "2002-01-01", "allowed": "2001-05-01"}


def test_a_reason_speaks_the_readers_language() -> None:
    said = {}
    for language in ("vi", "en", "fr"):
        with translation.override(language):
            said[language] = Reason(IDENTITY_CONFLICT, PARAMS).text

    assert said["en"].startswith("Code SV1 belongs to a person born on 2001-05-01")
    assert said["vi"].startswith("Mã SV1 là của người sinh ngày 2001-05-01")
    assert said["fr"].startswith("Le code SV1 appartient à une personne née le 2001-05-01")


def test_a_code_that_no_app_registered_is_shown_as_it_stands() -> None:
    assert Reason("test-unheard-of").text == "test-unheard-of"


def test_a_refusal_keeps_every_reason() -> None:
    refused = Refused([Reason("a", {"n": 1}), Reason("b")])

    assert [reason.code for reason in refused.reasons] == ["a", "b"]
    assert refused.texts == ["a", "b"]
    assert str(refused) == "a {'n': 1}, b {}"
    assert Refused.because("a", n=1).reasons == (Reason("a", {"n": 1}),)
