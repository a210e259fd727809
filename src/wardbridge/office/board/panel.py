"""The side panel: a learner's weeks in a draft, his wishes, what is broken for him and what else is possible."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wardbridge.core.actors import Actor
from wardbridge.institutions.models import Department
from wardbridge.office.board.cells import BlockKey
from wardbridge.office.board.rows import Sheet
from wardbridge.office.board.verdicts import Speaker, gain
from wardbridge.planning.domain.drafts import BlockRef, Judged, judge_draft, targets
from wardbridge.planning.models import Block, Participant, Wish
from wardbridge.planning.queries.explanations import of_participant
from wardbridge.rulekit.messages import format_week
from wardbridge.ui.dates import reader_language
from wardbridge.ui.why import Part, parts_of

OTHERS = 4
"""Alternatives shown, best first."""


@dataclass(frozen=True, slots=True)
class BlockLine:
    department: Department
    first: date
    last: date
    weeks: int
    locked: bool
    body: str


def context_of(actor: Actor, sheet: Sheet, participant: Participant) -> dict[str, Any]:
    """Context of ``office/board_learner.html``."""
    judged = judge_draft(sheet.draft)
    code = participant.enrolment.code
    speaker = Speaker.of(actor, sheet.round)
    blocks = sorted(sheet.blocks.get(participant.pk, ()), key=lambda block: block.periods)
    return {
        "person": participant.enrolment.person,
        "enrolment": participant.enrolment,
        "blocks": [_block(sheet, participant, block) for block in blocks],
        "wishes": _wishes(sheet, participant, judged),
        "violations": [speaker.violation(one) for one in judged.violations if code in one.learners],
        "why": _why(actor, sheet, participant, blocks, speaker),
        "choices": _choices(actor, sheet, participant, blocks),
    }


def _why(actor: Actor, sheet: Sheet, participant: Participant, blocks: list[Block], speaker: Speaker) -> list[Part]:
    """Why the run placed him so; nothing where his blocks were changed since."""
    if sheet.draft.run is None:
        return []
    held = [(sheet.departments[block.department_id].code, block.periods) for block in blocks]
    row = of_participant(actor, sheet.draft.run, participant, held)
    return parts_of(row, sheet.round, speaker.names) if row is not None else []


def key_of(sheet: Sheet, participant: Participant, block: Block) -> str:
    discipline = sheet.departments[block.department_id].discipline.code
    return str(BlockKey(str(participant.enrolment.uid), block.requirement, discipline, block.part))


def _block(sheet: Sheet, participant: Participant, block: Block) -> BlockLine:
    return BlockLine(
        department=sheet.departments[block.department_id],
        first=sheet.round.week_start(min(block.periods)),
        last=sheet.round.week_end(max(block.periods)),
        weeks=len(block.periods),
        locked=sheet.locked(block),
        body=json.dumps({"block": key_of(sheet, participant, block)}),
    )


def _wishes(sheet: Sheet, participant: Participant, judged: Judged) -> list[dict[str, Any]]:
    """Each wish in words, and whether the draft meets it."""
    met = judged.wishes.get(participant.enrolment.code, ())
    shares = dict(met)
    return [_wish(wish, shares.get(wish.rank, 0.0)) for wish in sheet.wishes.get(participant.pk, ())]


def _wish(wish: Wish, share: float) -> dict[str, Any]:
    parts = [row.name for row in (wish.department, wish.discipline, wish.track, wish.site) if row is not None]
    words = {1: _("met"), 0: _("not met")}.get(int(share) if share in {0, 1} else 2, _("met in part"))
    kind = "good" if share >= 1 else "wait" if share > 0 else "none"
    return {"rank": wish.rank, "words": ", ".join(parts), "kind": kind, "met_word": words}


def _choices(actor: Actor, sheet: Sheet, participant: Participant, blocks: list[Block]) -> list[dict[str, str]]:
    """Places where a block could go without breaking a rule, those that cost least first."""
    found: list[tuple[float, int, Department, int, str, Block]] = []
    for block in blocks:
        if sheet.locked(block):
            continue
        discipline = sheet.departments[block.department_id].discipline.code
        ref = BlockRef(participant.pk, block.requirement, discipline, block.part)
        for (place, first), verdict in targets(actor=actor, draft=sheet.draft, block=ref).items():
            stays = place == block.department_id and first == min(block.periods)
            if verdict.allowed and verdict.touched and not stays and place in sheet.departments:
                found.append((-verdict.gain, len(found), sheet.departments[place], first, gain(verdict), block))
    found.sort(key=lambda one: one[:2])
    return [
        {
            "words": _("%(department)s from %(week)s. %(gain)s")
            % {"department": department.name, "week": format_week(first, reader_language()), "gain": points},
            "body": json.dumps(
                {"block": key_of(sheet, participant, block), "department": str(department.uid), "week": first}
            ),
        }
        for __, ___, department, first, points, block in found[:OTHERS]
    ]
