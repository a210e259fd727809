"""What a reader may do to a draft, worked out on plain data: which blocks of whom become what.

Nothing here reads or writes the database; periods count from 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wardbridge.planning.domain.problems import Compiled
from wardbridge.rulekit.shifts import Shift


class Impossible(ValueError):
    """The change has no meaning here; `code` is a key of the planning catalogue of messages."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class BlockRef:
    """A block by its participant's row, what it fulfils, and its number in time among those that fulfil the same."""

    participant: int
    requirement: str
    discipline: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class MoveTo:
    """The block goes to a department (its row; None: stays where it is) and begins in period `first`."""

    block: BlockRef
    department: int | None
    first: int
    whole_group: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two learners change places for this block."""

    block: BlockRef
    partner: BlockRef


Change = MoveTo | Exchange


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as plain data; `department` and `discipline` are codes."""

    requirement: str
    discipline: str
    department: str
    periods: tuple[int, ...]
    shift: Shift = Shift.DAY


Rotation = tuple[Piece, ...]


def parted(rotation: Rotation) -> Iterator[tuple[int, Piece]]:
    """The pieces in order of time, each with its number among those of the same requirement and discipline."""
    seen: Counter[tuple[str, str]] = Counter()
    for piece in sorted(rotation, key=lambda piece: piece.periods):
        what = (piece.requirement, piece.discipline)
        yield seen[what], piece
        seen[what] += 1


@dataclass(frozen=True)
class Rotations:
    """All blocks of a draft: participant's row → pieces in time order, and track by participant's row."""

    pieces: Mapping[int, Rotation]
    tracks: Mapping[int, str]

    def of(self, participant: int) -> Rotation:
        return self.pieces.get(participant, ())

    def with_changes(self, changed: Mapping[int, Rotation]) -> Rotations:
        return Rotations({**self.pieces, **changed}, self.tracks)


def changed_by(change: Change, rotations: Rotations, round_: Compiled) -> dict[int, Rotation]:
    """Participant's row → new rotation, for those whom the change touches.

    Raises
    ------
    Impossible
        ``block-gone``, ``outside-round``, ``lengths-differ``, ``no-counterpart``, ``other-discipline``.
    """
    if isinstance(change, Exchange):
        return _exchanged(change, rotations)
    return _moved(change, rotations, round_)


def unit_of(participant: int, round_: Compiled) -> tuple[int, ...]:
    """The participants who move as one with this one (himself alone, when he is in no such group)."""
    index = round_.problem.index
    learner = index.learner[round_.codes[participant]]
    unit = round_.problem.units[index.unit_of[learner]]
    return tuple(round_.participants[round_.problem.learners[i].code] for i in unit)


def group_of(participant: int, round_: Compiled) -> tuple[int, ...]:
    """The participants of the same group (nhóm) as this one."""
    rows = {row.code: row for row in round_.book.learners}
    group = rows[round_.codes[participant]].group
    if not group:
        return (participant,)
    return tuple(round_.participants[row.code] for row in round_.book.learners if row.group == group)


def piece_of(rotation: Rotation, ref: BlockRef) -> Piece:
    """The block that is meant; `Impossible` (``block-gone``) when there is none."""
    for part, piece in parted(rotation):
        if (piece.requirement, piece.discipline, part) == (ref.requirement, ref.discipline, ref.part):
            return piece
    raise Impossible("block-gone")


def _find(rotation: Rotation, ref: BlockRef) -> int:
    return rotation.index(piece_of(rotation, ref))


def _moved(change: MoveTo, rotations: Rotations, round_: Compiled) -> dict[int, Rotation]:
    members = set(unit_of(change.block.participant, round_))
    if change.whole_group:
        members |= set(group_of(change.block.participant, round_))
    changed = {}
    for member in sorted(members):
        rotation = rotations.of(member)
        ref = replace(change.block, participant=member)
        try:
            position = _find(rotation, ref)
        except Impossible:
            if member == change.block.participant:
                raise
            continue
        changed[member] = _relaid(rotation, position, change, round_, member)
    return changed


def _relaid(rotation: Rotation, position: int, change: MoveTo, round_: Compiled, member: int) -> Rotation:
    piece = rotation[position]
    department = piece.department if change.department is None else round_.department_codes[change.department]
    _same_discipline(piece, department, round_)
    periods = laid_from(member, change.first, len(piece.periods), round_)
    others = [other for n, other in enumerate(rotation) if n != position]
    met = [n for n, other in enumerate(others) if set(other.periods) & set(periods)]
    if set(periods) != set(piece.periods) and len(met) == 1:
        mate = others[met[0]]
        if len(mate.periods) == len(piece.periods):
            periods, others[met[0]] = mate.periods, replace(mate, periods=piece.periods)
        elif _adjacent(piece, mate, member, round_):
            periods, others[met[0]] = _turned(piece, mate, member, round_)
    return _ordered([*others, replace(piece, department=department, periods=periods)])


def _same_discipline(piece: Piece, department: str, round_: Compiled) -> None:
    row = round_.problem.departments[round_.problem.index.department[department]]
    if round_.problem.disciplines[row.discipline] != piece.discipline:
        raise Impossible("other-discipline")


def laid_from(participant: int, first: int, length: int, round_: Compiled) -> tuple[int, ...]:
    """The first `length` periods from `first` on in which the participant is available."""
    problem = round_.problem
    available = problem.learners[problem.index.learner[round_.codes[participant]]].available
    periods = [t for t in range(max(first, 0), len(available)) if available[t]][:length]
    if first < 0 or len(periods) < length:
        raise Impossible("outside-round")
    return tuple(periods)


def _adjacent(piece: Piece, mate: Piece, participant: int, round_: Compiled) -> bool:
    """Whether two blocks of one learner share no week (a draft may, while it is worked on) and none lies between."""
    if set(piece.periods) & set(mate.periods):
        return False
    union = sorted({*piece.periods, *mate.periods})
    return laid_from(participant, union[0], len(union), round_) == tuple(union)


def _turned(piece: Piece, mate: Piece, participant: int, round_: Compiled) -> tuple[tuple[int, ...], Piece]:
    """Two neighbouring blocks in the other order, over the same weeks: the piece's periods, and the mate."""
    union = sorted({*piece.periods, *mate.periods})
    if piece.periods[0] < mate.periods[0]:
        return tuple(union[len(mate.periods) :]), replace(mate, periods=tuple(union[: len(mate.periods)]))
    return tuple(union[: len(piece.periods)]), replace(mate, periods=tuple(union[len(piece.periods) :]))


def _exchanged(change: Exchange, rotations: Rotations) -> dict[int, Rotation]:
    one, other = change.block.participant, change.partner.participant
    if one == other:
        return {one: _exchanged_within(rotations.of(one), change)}
    mine, theirs = list(rotations.of(one)), list(rotations.of(other))
    a, b = _find(tuple(mine), change.block), _find(tuple(theirs), change.partner)
    pairs = [(a, b)]
    if mine[a].discipline != theirs[b].discipline:
        pairs = [(a, _of_discipline(theirs, mine[a].discipline)), (_of_discipline(mine, theirs[b].discipline), b)]
    for i, j in pairs:
        if len(mine[i].periods) != len(theirs[j].periods):
            raise Impossible("lengths-differ")
        mine[i], theirs[j] = (
            replace(mine[i], department=theirs[j].department, periods=theirs[j].periods),
            replace(theirs[j], department=mine[i].department, periods=mine[i].periods),
        )
    return {one: _ordered(mine), other: _ordered(theirs)}


def _exchanged_within(rotation: Rotation, change: Exchange) -> Rotation:
    a, b = _find(rotation, change.block), _find(rotation, change.partner)
    pieces = list(rotation)
    if len(pieces[a].periods) != len(pieces[b].periods):
        raise Impossible("lengths-differ")
    pieces[a], pieces[b] = (
        replace(pieces[a], periods=pieces[b].periods),
        replace(pieces[b], periods=pieces[a].periods),
    )
    return _ordered(pieces)


def _of_discipline(pieces: list[Piece], discipline: str) -> int:
    for position, piece in enumerate(pieces):
        if piece.discipline == discipline:
            return position
    raise Impossible("no-counterpart")


def _ordered(pieces: list[Piece]) -> Rotation:
    return tuple(sorted(pieces, key=lambda piece: (piece.periods, piece.requirement, piece.discipline)))
