"""From what a page sends to what the verbs take: blocks by their keys, departments by their public ids."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.middleware import ActorRequest
from wardbridge.institutions.models import Department
from wardbridge.office.board.cells import BlockKey
from wardbridge.planning.domain.drafts import BlockRef, Change, Exchange, MoveTo
from wardbridge.planning.models import Draft, Participant


@dataclass(frozen=True, slots=True)
class Asked:
    """The body of a request of the board, already known to be an object."""

    data: dict[str, Any]

    @classmethod
    def of(cls, request: ActorRequest) -> Asked:
        """Read the JSON body; 404 on anything that the board itself would not send."""
        try:
            data = json.loads(request.body or b"{}")
        except ValueError as error:
            raise Http404 from error
        if not isinstance(data, dict):
            raise Http404
        return cls(data)

    def text(self, name: str) -> str:
        value = self.data.get(name, "")
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Http404
        return value

    @property
    def whole_group(self) -> bool:
        return self.data.get("group") is True


def block_ref(request: ActorRequest, draft: Draft, text: str) -> BlockRef:
    """The block of a key, when its learner is the reader's to see; 404 otherwise."""
    try:
        key = BlockKey.read(text)
        enrolment = UUID(key.enrolment)
    except ValueError as error:
        raise Http404 from error
    seen = Enrolment.objects.visible_to(request.actor).filter(uid=enrolment)
    rows = Participant.objects.filter(round=draft.round, enrolment__in=seen)
    participant = rows.values_list("pk", flat=True).first()
    if participant is None:
        raise Http404
    return BlockRef(participant, key.requirement, key.discipline, key.part)


def change_of(request: ActorRequest, draft: Draft, asked: Asked) -> Change:
    """The change that the reader wants: to a department and week, or in exchange with another block."""
    block = block_ref(request, draft, asked.text("block"))
    if partner := asked.text("partner"):
        return Exchange(block, block_ref(request, draft, partner))
    return MoveTo(block, department_row(draft, asked.text("department")), asked.number("week"), asked.whole_group)


def department_row(draft: Draft, text: str) -> int | None:
    """Row of a department of the round by its public id; nothing for "where it is"."""
    if not text:
        return None
    try:
        uid = UUID(text)
    except ValueError as error:
        raise Http404 from error
    row = Department.objects.filter(rounds=draft.round, uid=uid).values_list("pk", flat=True).first()
    if row is None:
        raise Http404
    return row
