"""Names as publishers write them: recognised exactly, refused by kind, or unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook import codebook, recognise
from atlas.codebook.names import LANGUAGES, _names, normalise
from atlas.i18n import country_name


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Côte d’Ivoire", "CIV"),  # SIPRI's curly apostrophe
        ("Cote d'Ivoire", "CIV"),  # World Bank
        ("CÔTE D'IVOIRE", "CIV"),
        ("Turkiye", "TUR"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Somalia, Fed. Rep.", "SOM"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Rep.", "COG"),
        ("DR Congo", "COD"),
        ("Czechia*", "CZE"),  # NATO's footnote mark
        ("Albania   (Leks)", "ALB"),  # NATO's currency
        ("Spain[a]", "ESP"),
        ("Viet Nam¹", "VNM"),
        ("Gambia, The", "GMB"),
        ("St. Lucia", "LCA"),
        ("Timor", "TLS"),  # Our World in Data
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Lao PDR", "LAO"),
        ("Swaziland", "SWZ"),
        ("\u00a0 Uruguay\u00a0", "URY"),
        ("NA", "NAM"),
        ("NAM", "NAM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("États-Unis", "USA"),
        ("الولايات المتحدة الأمريكية", "USA"),
        ("U.S.A.", "USA"),
        ("Estados Unidos de América", "USA"),
        ("Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", "GBR"),
    ],
)
def test_a_name_as_its_publisher_writes_it_is_recognised(name: str, iso3: str) -> None:
    found = recognise(name)
    assert (found.kind, found.iso3) == ("country", iso3)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("World", "aggregate"),
        ("WLD", "aggregate"),
        ("ARB", "aggregate"),
        ("LAC", "aggregate"),
        ("NATO Total", "aggregate"),
        ("NATO Europe and Canada", "aggregate"),
        ("Latin America & Caribbean", "aggregate"),
        ("Sub-Saharan Africa", "aggregate"),
        ("England and Wales", "subnational"),
        ("Zanzibar", "subnational"),
        ("Somaliland", "subnational"),
        ("USSR", "former"),
        ("Yemen, North", "former"),
        ("Czechoslovakia", "former"),
        ("German Democratic Republic", "former"),
        ("Yugoslavia", "former"),
    ],
)
def test_what_is_no_country_is_refused_as_what_it_is(name: str, kind: str) -> None:
    found = recognise(name)
    assert (found.kind, found.iso3) == (kind, None)


@pytest.mark.parametrize("word", ["and", "per", "can", "mar", "nor", "are", "in", "is", "no", "na"])
def test_a_small_word_is_not_taken_for_a_country_code(word: str) -> None:
    assert recognise(word).iso3 is None


@pytest.mark.parametrize("name", ["", "   ", "2024", "…", "-13-", "Korea", "Kongo Brazaville"])
def test_what_is_not_plainly_one_country_stays_unknown(name: str) -> None:
    assert recognise(name).kind == "unknown"


def test_a_typing_error_gets_suggestions_and_no_answer() -> None:
    found = recognise("Urugauy")
    assert found.iso3 is None
    assert found.nearest[0] == "Uruguay"


@given(st.sampled_from(sorted(codebook().countries)), st.sampled_from(LANGUAGES))
def test_every_countrys_own_name_leads_back_to_it(iso3: str, lang: str) -> None:
    name = country_name(iso3, lang)
    assert recognise(name).iso3 == iso3
    assert recognise(f"  {name.upper()}*").iso3 == iso3


KNOWN = st.sampled_from(sorted(_names()))


@given(
    st.one_of(
        st.text(max_size=12),
        st.text("abeginorst ’'-.ABEGINORST", max_size=10),
        st.builds("{}{}".format, KNOWN, st.text(max_size=2)),
        KNOWN.map(lambda name: name[:-1]),
        KNOWN.map(lambda name: name[1:]),
    )
)
def test_no_text_becomes_a_country_unless_its_normal_form_is_a_known_name(text: str) -> None:
    found = recognise(text)
    if found.kind == "country":
        bare = text.replace("\u00a0", " ").strip()
        book = codebook()
        codes = {*book.countries, *(c.iso2 for c in book.countries.values())}
        assert bare in codes or _names()[normalise(bare)] == found.iso3
    else:
        assert found.iso3 is None


@given(st.sampled_from(sorted(codebook().countries)))
def test_iso_codes_are_recognised_in_capitals(iso3: str) -> None:
    country = codebook().countries[iso3]
    assert recognise(iso3).iso3 == iso3
    assert recognise(country.iso2).iso3 == iso3
