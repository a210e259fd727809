"""Names of common disciplines."""

from __future__ import annotations

from tests.engine.rounds import graduation_round
from wardbridge.cli.summary import names_of
from wardbridge.rulekit.disciplines import discipline_names


def test_a_common_code_has_a_name_in_each_language_and_another_has_none() -> None:
    assert discipline_names("cardiology") == {"vi": "Tim mạch", "en": "Cardiology", "fr": "Cardiologie"}
    assert discipline_names("astrology") == {}


def test_the_command_line_calls_disciplines_by_their_names() -> None:
    assert names_of(graduation_round(), "vi")["pediatrics"] == "Nhi khoa"
