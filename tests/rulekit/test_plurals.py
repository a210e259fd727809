"""Messages with a figure in them say one in the singular."""

from __future__ import annotations

import pytest

from wardbridge.engine.plan import Violation
from wardbridge.rulekit.messages import render_violation


@pytest.mark.parametrize(
    ("missing", "language", "said"),
    [
        (1, "en", "K at S lacks 1 place in W1: 2 (VN-05), 3 would do."),
        (2, "en", "K at S lacks 2 places in W1: 2 (VN-05), 4 would do."),
        (1.5, "en", "K at S lacks 1.5 places in W1: 2 (VN-05), 3.5 would do."),
        (1, "fr", "K à S manque de 1 place en S1 : 2 (VN-05), 3 suffiraient."),
        (2, "fr", "K à S manque de 2 places en S1 : 2 (VN-05), 4 suffiraient."),
        (2, "vi", "K tại S thiếu 2 chỗ trong T1: có 2 (VN-05), cần 4."),
    ],
)
def test_the_form_follows_the_figure(missing: float, language: str, said: str) -> None:
    one = Violation("places-missing", (), "K", "S", (0,), 2 + missing, 2, params={"missing": missing, "rule": "law"})

    assert render_violation(one, language).replace("law", "VN-05") == said
