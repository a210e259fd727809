"""From a read draft to the table: rows of learners, and the sections (groups) that hold them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wardbridge.office.board.filters import Filters
from wardbridge.office.board.model import Board, Cell, Row, Section
from wardbridge.office.board.rows import Sheet
from wardbridge.planning.models import Block, Participant
from wardbridge.ui import dates
from wardbridge.ui.palette import colour_class

MANY = 60
"""Above so many learners a page carries the groups alone; their rows come when a group is opened."""

NO_GROUP = "none"


@dataclass(frozen=True, slots=True)
class BlockKey:
    """How a page names a block: the learner's public id, the requirement, the discipline and the part."""

    enrolment: str
    requirement: str
    discipline: str
    part: int = 0

    def __str__(self) -> str:
        return f"{self.enrolment}/{self.requirement}/{self.discipline}/{self.part}"

    @classmethod
    def read(cls, text: str) -> BlockKey:
        """Read a key back.

        Raises
        ------
        ValueError
            The text is not a key.
        """
        enrolment, __, rest = text.partition("/")
        requirement, discipline, part = rest.rsplit("/", 2)
        return cls(enrolment, requirement, discipline, int(part))


def board_of(sheet: Sheet, filters: Filters) -> Board:
    """The whole table, groups in the order of their names, learners in the Vietnamese order of theirs."""
    members: dict[str, list[Participant]] = defaultdict(list)
    for participant in sheet.participants:
        members[group_key(participant)].append(participant)
    carry = len(sheet.participants) <= MANY
    sections = [section_of(sheet, filters, key, people, carry=carry) for key, people in members.items()]
    sections.sort(key=lambda section: (section.key == NO_GROUP, natural(section.name)))
    used = {block.department_id for blocks in sheet.blocks.values() for block in blocks}
    return Board(
        weeks=sheet.weeks,
        sections=tuple(sections),
        learners=len(sheet.participants),
        learner_weeks=sum(len(block.periods) for blocks in sheet.blocks.values() for block in blocks),
        legend=_legend(sheet, used),
    )


def natural(name: str) -> list[tuple[int, str]]:
    """Sort key by which "Nhóm 2" stands before "Nhóm 10"."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def group_key(participant: Participant) -> str:
    group = participant.enrolment.group
    return str(group.uid) if group else NO_GROUP


def row_of(sheet: Sheet, participant: Participant) -> Row:
    """One learner's row."""
    enrolment = participant.enrolment
    person = enrolment.person
    blocks = sorted(sheet.blocks.get(participant.pk, ()), key=lambda block: min(block.periods, default=0))
    away = sheet.unavailable(enrolment)
    by_period = {period: block for block in blocks for period in block.periods}
    cells = [_cell(sheet, week.period, by_period.get(week.period), away) for week in sheet.weeks]
    sites = [sheet.departments[block.department_id].site_id for block in blocks]
    return Row(
        key=str(enrolment.uid),
        code=enrolment.code,
        full=person.full_name,
        given=person.short_name,
        cells=tuple(cells),
        panel_url=reverse("office:board_learner", args=[sheet.round.uid, sheet.draft.number, enrolment.uid]),
        wish=sheet.met.get(enrolment.code),
        sites=sum(before != after for before, after in pairwise(sites)),
        idle=sum(week.period not in by_period and week.period not in away for week in sheet.weeks),
    )


def _cell(sheet: Sheet, period: int, block: Block | None, away: dict[int, bool]) -> Cell:
    """A cell says what it holds once a block, in its first week; the row says whose it is."""
    if block is None:
        if period not in away:
            return Cell(period, say=_("no placement"))
        text, say = (_("exam"), _("exam week")) if away[period] else (_("away"), _("away"))
        return Cell(period, text, "off", "", say)
    department = sheet.departments[block.department_id]
    first, last = min(block.periods), max(block.periods)
    classes = [colour_class(department.discipline_id)]
    classes += ["last"] if period == last else []
    code = department.short or department.code
    key = relative_key(sheet, block)
    if period != first:
        return Cell(period, code, " ".join(classes), key)
    locked = sheet.locked(block)
    classes += ["first", *(["locked"] if locked else [])]
    length = ngettext("%(count)s week", "%(count)s weeks", len(block.periods)) % {"count": len(block.periods)}
    days = dates.span(sheet.round.week_start(first), sheet.round.week_end(last))
    parts = [department.name, length, days, *([_("locked")] if locked else [])]
    return Cell(period, code, " ".join(classes), key, " · ".join(parts))


def relative_key(sheet: Sheet, block: Block) -> str:
    """The block's key within its learner's row."""
    return f"{block.requirement}/{sheet.departments[block.department_id].discipline.code}/{block.part}"


def section_of(sheet: Sheet, filters: Filters, key: str, people: list[Participant], *, carry: bool) -> Section:
    group = people[0].enrolment.group
    opened = key in filters.open or (filters.narrow and len(sheet.participants) <= 40)
    toggled = filters.open - {key} if key in filters.open else filters.open | {key}
    url = reverse("office:board_rows", args=[sheet.round.uid, sheet.draft.number, key])
    show = carry or opened
    return Section(
        key=key,
        name=str(group) if group else _("Without a group"),
        size=len(people),
        cells=tuple(_summary(sheet, people, week.period) for week in sheet.weeks),
        rows=tuple(row_of(sheet, one) for one in people) if show else (),
        open=opened,
        together=bool(group and group.together),
        rows_url="" if show else f"{url}?{filters.address()}",
        open_url=f"?{filters.address(open_groups=frozenset(toggled))}#group-{key}",
    )


def _summary(sheet: Sheet, people: list[Participant], period: int) -> Cell:
    """What the group does in a week: one code when all are together, else the codes by number."""
    here = [(one, block) for one in people for block in sheet.blocks.get(one.pk, ()) if period in block.periods]
    found = Counter(block.department_id for __, block in here)
    parts = [(sheet.departments[pk], number) for pk, number in found.most_common()]
    say = ", ".join(f"{department.name} {number}" for department, number in parts)
    if not parts:
        away = all(period in sheet.unavailable(one.enrolment) for one in people)
        return Cell(period, _("exam"), "off", "", _("exam week")) if away else Cell(period)
    codes = [department.short or department.code for department, __ in parts]
    if len(parts) > 1 or len(here) < len(people):
        more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
        strip = tuple((colour_class(department.discipline_id), number) for department, number in parts)
        return Cell(period, f"{codes[0]}{more}", "mixed", "", say, strip=strip)
    colour = colour_class(parts[0][0].discipline_id)
    spans = {(block.requirement, *block.periods) for __, block in here}
    if len(spans) > 1:
        return Cell(period, codes[0], colour, "", say)
    return Cell(period, codes[0], colour, str(_key(sheet, *here[0])), say, group=True)


def _key(sheet: Sheet, participant: Participant, block: Block) -> BlockKey:
    department = sheet.departments[block.department_id]
    return BlockKey(str(participant.enrolment.uid), block.requirement, department.discipline.code, block.part)


def _legend(sheet: Sheet, used: set[int]) -> tuple[tuple[str, str, str], ...]:
    rows = [sheet.departments[pk] for pk in used if pk in sheet.departments]
    rows.sort(key=lambda one: (one.site.code, one.code))
    return tuple(
        (one.short or one.code, colour_class(one.discipline_id), f"{one.name}, {one.site.name}") for one in rows
    )
