"""Short hands for the columns that several sheets have."""

from __future__ import annotations

from wardbridge.engine.io.workbook.columns.spec import Column, Example, Kind, Label

CODE_LENGTH = 40
NAME_LENGTH = 200
TEXT_LENGTH = 500


def own_code(example: str, label: Label | None = None) -> Column:
    """The code of the row itself, by which other sheets refer to it."""
    return Column("code", label or CODE, Kind.CODE, True, example, maximum=CODE_LENGTH)


CODE = Label("Code", "Mã", "Code", ("mã số", "ký hiệu", "id"))


def refer(key: str, label: Label, sheet: str, example: Example = None, *, required: bool = False) -> Column:
    """A code that another sheet (or another column) defines."""
    return Column(key, label, Kind.CODE, required, example, sheet, maximum=CODE_LENGTH)


def refers(key: str, label: Label, sheet: str, example: Example = None, *, required: bool = False) -> Column:
    """Several codes, separated by semicolons."""
    return Column(key, label, Kind.CODES, required, example, sheet, maximum=CODE_LENGTH, width=20)


def text(key: str, label: Label, example: Example = None, *, required: bool = False, width: int = 18) -> Column:
    return Column(key, label, Kind.TEXT, required, example, maximum=TEXT_LENGTH, width=width)


def whole(
    key: str, label: Label, maximum: int, example: int | None = None, *, minimum: int = 0, required: bool = False
) -> Column:
    return Column(key, label, Kind.WHOLE, required, example, minimum=minimum, maximum=maximum, width=10)


def day(key: str, label: Label, example: Example = None, *, required: bool = False) -> Column:
    return Column(key, label, Kind.DATE, required, example)


def spans(key: str, label: Label, example: Example = None) -> Column:
    return Column(key, label, Kind.SPANS, False, example, maximum=TEXT_LENGTH, width=26)


def names(example: tuple[str, str, str], key: str = "name", what: Label | None = None) -> tuple[Column, ...]:
    """Three columns: the name in Vietnamese (the fallback of the other two), English and French."""
    of = what or Label("Name", "Tên", "Nom")
    tongues = (
        ("vi", Label("Vietnamese", "tiếng Việt", "vietnamien"), of.spellings(), example[0]),
        ("en", Label("English", "tiếng Anh", "anglais"), (), example[1]),
        ("fr", Label("French", "tiếng Pháp", "français"), (), example[2]),
    )
    return tuple(
        Column(
            f"{key}.{code}",
            Label(f"{of.en} ({in_.en})", f"{of.vi} ({in_.vi})", f"{of.fr} ({in_.fr})", others),
            Kind.TEXT,
            False,
            shown,
            maximum=NAME_LENGTH,
            width=28,
        )
        for code, in_, others, shown in tongues
    )


def person(family: str, middle: str, given: str) -> tuple[Column, ...]:
    """Family, middle and given name apart, or all of them in one column."""
    apart = (
        (
            "family",
            Label("Family name", "Họ", "Nom", ("họ đệm", "họ và đệm", "họ và tên đệm", "họ lót", "surname")),
            family,
        ),
        ("middle", Label("Middle name", "Đệm", "Nom intermédiaire", ("tên đệm", "chữ đệm", "chữ lót")), middle),
        ("given", Label("Given name", "Tên", "Prénom", ("first name",)), given),
    )
    parts = tuple(
        Column(f"name.{part}", label, Kind.NAME_PART, False, example, maximum=NAME_LENGTH)
        for part, label, example in apart
    )
    full = Label(
        "Full name", "Họ và tên", "Nom complet", ("họ tên", "họ đệm tên", "nom et prénom", "name", "họ tên đầy đủ")
    )
    return (*parts, Column("name.full", full, Kind.FULL_NAME, maximum=NAME_LENGTH, width=24))
