"""Old Vietnamese encodings, on real syllables."""

from __future__ import annotations

import pytest

from tests.engine.io.workbook.lists.schools import FULL_NAMES
from wardbridge.engine.io.workbook.legacy import converted, decoded, font_of, from_tcvn3, from_viscii, from_vni
from wardbridge.engine.io.workbook.syllables import is_syllable, vietnamese

LETTERS = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâđêôơư"
TCVN3 = "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¨©®ª«¬\u00ad"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NguyÔn V¨n §øc", "Nguyễn Văn Đức"),
        ("TrÇn ThÞ H\u00ad¬ng", "Trần Thị Hương"),
        ("Ph¹m Kú NghÜa", "Phạm Kỳ Nghĩa"),
        ("§ç Ngäc Quúnh", "Đỗ Ngọc Quỳnh"),
        ("NGUYÔN V¡N AN", "NGUYỄN VĂN AN"),
        ("TRÇN THÞ HOA", "TRẦN THỊ HOA"),
        ("Ng« Lý Vò B¶o", "Ngô Lý Vũ Bảo"),
    ],
)
def test_tcvn3(typed: str, meant: str) -> None:
    assert from_tcvn3(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức"),
        ("Traàn Thò Höông", "Trần Thị Hương"),
        ("Phaïm Kyø Nghóa", "Phạm Kỳ Nghĩa"),
        ("Ñoã Ngoïc Quyønh", "Đỗ Ngọc Quỳnh"),
        ("NGUYEÃN THÒ THÖÛ", "NGUYỄN THỊ THỬ"),
        ("Hoà Myõ Lyù", "Hồ Mỹ Lý"),
        ("Buøi AÙnh Döông", "Bùi Ánh Dương"),
        ("Nguyeãn Thò Myõ Leä", "Nguyễn Thị Mỹ Lệ"),
    ],
)
def test_vni(typed: str, meant: str) -> None:
    assert from_vni(typed) == meant


def test_every_small_letter_of_tcvn3() -> None:
    assert from_tcvn3(TCVN3) == LETTERS


def test_viscii_holds_every_letter_once() -> None:
    text = from_viscii(bytes(range(256)))
    letters = LETTERS + LETTERS.upper()
    assert len(set(text)) == 256
    assert set(letters) <= set(text)
    assert from_viscii(b"Nguy\xadn V\xe5n \xd0\xd1c") == "Nguyễn Văn Đức"


def test_files_of_each_code_page_are_told_apart() -> None:
    text = "\n".join(FULL_NAMES)
    small = {ord(letter): code for letter, code in zip(LETTERS, TCVN3, strict=True)} | {ord("Đ"): "§"}
    assert decoded(text.encode()) == (text, "utf-8")
    assert decoded(text.encode("utf-8-sig")) == (text, "utf-8")
    assert decoded(text.encode("utf-16")) == (text, "utf-16")
    assert decoded(text.encode("utf-16-be")) == (text, "utf-16-be")
    assert decoded(text.translate(small).encode("latin-1")) == (text, "TCVN3")
    assert decoded("Nguyeãn Vaên Ñöùc\nTraàn Thò Höông".encode("latin-1")) == ("Nguyễn Văn Đức\nTrần Thị Hương", "VNI")
    assert decoded(b"Nguy\xadn V\xe5n \xd0\xd1c\nTr\xa5n Th\xb8 H\xdf\xbdng") == (
        "Nguyễn Văn Đức\nTrần Thị Hương",
        "VISCII",
    )
    assert decoded("Nguyê\u0303n Văn Đư\u0301c\nTrâ\u0300n Thi\u0323".encode("cp1258")) == (
        "Nguyễn Văn Đức\nTrần Thị",
        "windows-1258",
    )


def test_font_is_found_only_when_it_makes_vietnamese() -> None:
    assert font_of(["NguyÔn V¨n §øc", "Hå ThÞ Lan"]) == "TCVN3"
    assert font_of(["Nguyeãn Vaên Ñöùc", "Hoà Thò Lan"]) == "VNI"
    assert font_of(FULL_NAMES) == ""
    assert font_of(["Hoà", "Hoàng", "Thuỷ"]) == ""
    assert font_of(["Élève né à Paris", "Œuvre déjà achevée"]) == ""
    assert font_of(["plain"]) == ""


def test_unicode_cells_in_an_old_file_are_left_alone() -> None:
    assert [converted(text, "TCVN3") for text in ("Họ và tên", "NguyÔn", "abc")] == ["Họ và tên", "Nguyễn", "abc"]


@pytest.mark.parametrize("word", ["Nguyễn", "khuỷu", "QUỲNH", "nghiêng", "ươi", "Đắk", "giếng", "yêu", "à"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "Vaên", "élève", "Ñöùc", "xyz", "ầầ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_words_of_ascii_are_not_counted() -> None:
    assert vietnamese("Lan Nguyễn Vaên 12") == (1, 2)
