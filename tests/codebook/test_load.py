"""A broken codebook is refused with the file, the entry and the remedy."""

import shutil
from pathlib import Path

import pytest

from atlas.codebook.load import FOLDER, CodebookError, load_codebook


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "codebook"
    shutil.copytree(FOLDER, folder)
    return folder


def mend(path: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_copy_loads(copy: Path) -> None:
    assert len(load_codebook(copy).countries) == 250


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("countries.csv", "URY,UY", "ARG,UY", "countries.csv: ARG appears twice"),
        ("countries.csv", "high,true,uy", "high,perhaps,uy", "countries.csv: URY: un_member"),
        ("countries.csv", "high,true,uy", "high,false,uy", "countries.csv: 192 UN members"),
        ("countries.csv", "Montevideo,true", "Montevideo,true,more", "countries.csv: URY: surplus"),
        ("countries.csv", "latin_america,high,true,uy", "atlantis,high,true,uy", "URY: region atl"),
        ("regions.toml", 'id = "mena"', 'id = "asia"', "regions.toml: asia appears twice"),
        (
            "regions.toml",
            'kind = "community"',
            'kind = "club"',
            "regions.toml: latin_america: kind",
        ),
        ("regions.toml", "[[region]]", "[[region", "regions.toml: it is not TOML"),
        ("peer_groups.toml", "ALB BEL", "ALB ATL", r"peer_groups.toml: nato: \['ATL'\]"),
        ("themes.toml", 'id = "women"', 'id = "men"', "women.toml: women_forces: theme women"),
        ("themes.toml", 'id = "women"', 'id = "legal"', "themes.toml: legal appears twice"),
        ("themes.toml", "summary", "sumary", "themes.toml: legal: summary: Field required"),
        ("indicators/personnel.toml", 'kind = "count"', 'kind = "sum"', "armed_forces: kind"),
        ("indicators/personnel.toml", 'id = "reserves"', 'id = "gdp"', "gdp appears twice"),
        ("indicators/personnel.toml", 'force = "armed-forces"', 'force = "elves"', "force elves"),
        ("indicators/personnel.toml", "[1.0, 2.0,", "[2.0, 1.0,", "p1000: breaks must rise"),
        ("indicators/personnel.toml", "high = 5000000.0", "high = 0.0", "low must be below high"),
        ("indicators/personnel.toml", "decimals", "digits", "armed_forces: digits: Extra"),
        ("indicators/personnel.toml", "breaks = [1.0, 2.0, 3.0, 5.0, 10.0]", "", "need breaks"),
        ("indicators/service.toml", 'kind = "category"', 'kind = "count"', "categories belong"),
    ],
)
def test_a_mistake_names_its_file_and_entry(
    copy: Path, file: str, old: str, new: str, message: str
) -> None:
    mend(copy / file, old, new)
    with pytest.raises(CodebookError, match=message):
        load_codebook(copy)


@pytest.mark.parametrize("file", ["themes.toml", "countries.csv", "regions.toml"])
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(CodebookError, match=f"{file}: the file is missing"):
        load_codebook(copy)


def test_a_file_without_its_table_is_named(copy: Path) -> None:
    (copy / "indicators" / "women.toml").write_text("title = 'none'\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"women.toml: it has no \[\[indicator\]\]"):
        load_codebook(copy)
