"""Files in the encodings that strangers send are read, or their encoding is named."""

# ruff: noqa: E501 - rows of invented files stay in one line
from __future__ import annotations

from pathlib import Path

import pytest

from atlas.intake.sandbox.opening import UnreadableFile
from tests.intake.rows.reading import named, read, values

SPANISH = "País;Año;Gasto militar (% del PIB);Notas\nPerú;2021;1,2;según el año\nMéxico;2021;0,6;\n"
FRENCH = (
    "Pays;Année;Dépenses militaires (% du PIB);Notes\n"
    "Sénégal;2021;1,7;déjà révisé\nCôte d’Ivoire;2021;1,1;\n"
)
GERMAN = "Country;Year;Armed forces personnel;Notes\nDEU;2021;183500;Führung\nAUT;2021;21500;\n"
ARABIC = "البلد;السنة;الإنفاق العسكري (% من الناتج المحلي الإجمالي);ملاحظات\nالأردن;2021;4.7;مصدر رسمي\nمصر;2021;1.2;\n"
RUSSIAN = (
    "Country;Year;Armed forces personnel;Notes\n"
    "KAZ;2021;39000;без пограничников\nARM;2021;42900;оценка ведомства\n"
)
POLISH = "Country;Year;Armed forces personnel;Notes\nPOL;2021;114000;żołnierzy łącznie\nCZE;2021;26600;\n"
GREEK = "Country;Year;Armed forces personnel;Notes\nGRC;2021;142700;εκτίμηση υπουργείου\nCYP;2021;12000;\n"
TURKISH = "Country;Year;Armed forces personnel;Notes\nTUR;2021;355200;ilk altı ay şöyle\nAZE;2021;66950;\n"
AMBIGUOUS = {"cp1254"}  # its letters are others of cp1252, which is the more common one
FILES = [
    (SPANISH, "mac_roman", {"PER", "MEX"}, "según el año"),
    (SPANISH, "cp1252", {"PER", "MEX"}, "según el año"),
    (SPANISH, "cp850", {"PER", "MEX"}, "según el año"),
    (SPANISH, "cp437", {"PER", "MEX"}, "según el año"),
    (SPANISH, "utf-8", {"PER", "MEX"}, "según el año"),
    (SPANISH, "utf-8-sig", {"PER", "MEX"}, "según el año"),
    (SPANISH, "utf-16", {"PER", "MEX"}, "según el año"),
    (SPANISH, "utf-16-le", {"PER", "MEX"}, "según el año"),
    (SPANISH, "utf-16-be", {"PER", "MEX"}, "según el año"),
    (SPANISH, "utf-32", {"PER", "MEX"}, "según el año"),
    (FRENCH, "mac_roman", {"SEN", "CIV"}, "déjà révisé"),
    (FRENCH, "cp1252", {"SEN", "CIV"}, "déjà révisé"),
    (FRENCH.replace("’", "'"), "cp850", {"SEN", "CIV"}, "déjà révisé"),
    (FRENCH.replace("’", "'"), "iso-8859-15", {"SEN", "CIV"}, "déjà révisé"),
    (GERMAN, "mac_roman", {"DEU", "AUT"}, "Führung"),
    (GERMAN, "cp850", {"DEU", "AUT"}, "Führung"),
    (GERMAN, "cp1252", {"DEU", "AUT"}, "Führung"),
    (ARABIC, "cp1256", {"JOR", "EGY"}, "مصدر رسمي"),
    (ARABIC, "iso-8859-6", {"JOR", "EGY"}, "مصدر رسمي"),
    (ARABIC, "utf-16-le", {"JOR", "EGY"}, "مصدر رسمي"),
    (ARABIC, "utf-16-be", {"JOR", "EGY"}, "مصدر رسمي"),
    (RUSSIAN, "cp1251", {"KAZ", "ARM"}, "без пограничников"),
    (RUSSIAN, "utf-16-le", {"KAZ", "ARM"}, "без пограничников"),
    (RUSSIAN, "koi8-r", {"KAZ", "ARM"}, "без пограничников"),
    (GREEK, "cp1253", {"GRC", "CYP"}, "εκτίμηση υπουργείου"),
    (POLISH, "cp1250", {"POL", "CZE"}, "żołnierzy łącznie"),
    (TURKISH, "cp1254", {"TUR", "AZE"}, "ilk altı ay şöyle"),
]


@pytest.mark.parametrize(("text", "encoding", "countries", "note"), FILES)
def test_a_file_of_an_old_encoding_is_read_and_its_encoding_named(
    text: str, encoding: str, countries: set[str], note: str, tmp_path: Path
) -> None:
    batch = read(tmp_path, text, written_in=encoding)
    assert {country for country, _ in values(batch)} == countries
    guessed = {p.params["encoding"] for p in batch.problems if p.code == "encoding-guessed"}
    assert bool(guessed) != encoding.startswith("utf")
    if encoding not in AMBIGUOUS:
        assert batch.observations[0].note == note
    assert named(batch) == set()


@pytest.mark.parametrize(("text", "encoding", "countries", "note"), FILES)
def test_an_editor_may_say_the_encoding(
    text: str, encoding: str, countries: set[str], note: str, tmp_path: Path
) -> None:
    batch = read(tmp_path, text, written_in=encoding, encoding=encoding)
    assert {country for country, _ in values(batch)} == countries
    assert batch.observations[0].note == note


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "no-such", "utf-16"])
def test_an_encoding_that_does_not_fit_is_refused(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read(tmp_path, SPANISH, written_in="cp1252", encoding=encoding)
