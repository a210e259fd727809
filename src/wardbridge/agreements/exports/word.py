"""The contract as DOCX, from a template that people edit in their word processor (`core.word`).

What the template's tags may say is what `contracts.contract_data` says.
"""

from __future__ import annotations

from typing import Any

from wardbridge.core import word
from wardbridge.core.official import Paper


def _both(name: str) -> str:
    """The Vietnamese text and, where there is a second language, that one after it."""
    return f"{{{{ {name}.vi }}}}{{% if {name}.other %}} / {{{{ {name}.other }}}}{{% endif %}}"


def shipped_template() -> bytes:
    """The template that offices may take, edit and upload."""
    paper = Paper()
    paper.letterhead(
        above="{{ parties[0].above|upper }}",
        body="{{ parties[0].name.vi|upper }}",
        number="{{ words.number.vi }}: {{ number }}",
        place="……………, ngày …… tháng …… năm ………",
    )
    paper.title("{{ kind.vi|upper }}{% if kind.other %} / {{ kind.other|upper }}{% endif %}", _both("title"))
    paper.tag("{%p if law %}")
    paper.text("{{ words.basis.vi }}: {{ law }};", italic=True)
    paper.tag("{%p endif %}")
    paper.tag("{%p if parent %}")
    paper.text("{{ words.under.vi }}: {{ parent.vi }}, {{ words.number.vi }} {{ parent.number }};", italic=True)
    paper.tag("{%p endif %}")
    _parties(paper)
    _clauses(paper)
    _terms(paper)
    _signatures(paper)
    return paper.content()


def _parties(paper: Paper) -> None:
    paper.tag("{%p for party in parties %}")
    paper.text("{{ words.party.vi }} {{ party.letter }}: " + _both("party.name"), bold=True)
    paper.text(
        "{{ words.represented.vi }}: {{ party.signatory or words.unnamed.vi }} · {{ words.post.vi }}: {{ party.post }}"
    )
    paper.tag("{%p endfor %}")


def _clauses(paper: Paper) -> None:
    """Articles; the second language stands beside the Vietnamese text."""
    paper.tag("{%p for clause in clauses %}")
    paper.text("{{ words.article.vi }} {{ loop.index }}. " + _both("clause.title"), bold=True)
    paper.tag("{%p if language %}")
    paper.beside("one in [clause]", "{{ one.vi }}", "{{ one.other }}")
    paper.tag("{%p else %}")
    paper.text("{{ clause.vi }}")
    paper.tag("{%p endif %}")
    paper.tag("{%p endfor %}")


def _terms(paper: Paper) -> None:
    paper.text(
        "{{ words.term.vi }}: {{ first }} – {{ last or words.open.vi }}. {{ words.renewal.vi }}: {{ renewal.vi }}. "
        "{{ words.notice.vi }}: {{ notice }}."
    )
    for rows, title, heads, cells in (
        ("quotas", "quotas", ("year", "sender", "host", "who", "people"),
         ("{{ one.year }}", "{{ one.sender.vi }}", "{{ one.host.vi }}", "{{ one.who.vi }}", "{{ one.people }}")),
        ("fees", "fees", ("payer", "payee", "amount", "unit"),
         ("{{ one.payer.vi }}", "{{ one.payee.vi }}", "{{ one.amount }}", "{{ one.unit.vi }}")),
        ("obligations", "obligations", ("owes", "what", "due"),
         ("{{ one.who.vi }}", "{{ one.text }}", "{{ one.due }}")),
    ):  # fmt: skip
        paper.tag(f"{{%p if {rows} %}}")
        paper.text(_both(f"words.{title}"), bold=True)
        paper.table([f"{{{{ words.{head}.vi }}}}" for head in heads], f"one in {rows}", cells)
        paper.tag("{%p endif %}")


def _signatures(paper: Paper) -> None:
    paper.tag("{%p for party in parties %}")
    paper.centred("{{ words.party.vi|upper }} {{ party.letter }} – {{ party.post|upper }}")
    paper.centred("({{ words.sign.vi }})", italic=True)
    for _line in range(3):
        paper.centred("")
    paper.tag("{%p endfor %}")
    paper.tag("{%p if synthetic %}")
    paper.centred("{{ words.synthetic.vi }}", italic=True)
    paper.tag("{%p endif %}")


def contract_docx(data: dict[str, Any], template: bytes | None = None) -> bytes:
    """The contract of these data, in the office's template or the shipped one; Refused ``document-template``."""
    return word.filled(template or shipped_template(), data)
