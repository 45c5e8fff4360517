"""Each publisher's own spellings lead to the right state; look-alikes stay apart."""

import pytest

from atlas.codebook import codebook, recognise

SPELLINGS = {
    "World Bank": {
        "Bahamas, The": "BHS",
        "Congo, Dem. Rep.": "COD",
        "Congo, Rep.": "COG",
        "Cote d'Ivoire": "CIV",
        "Egypt, Arab Rep.": "EGY",
        "Gambia, The": "GMB",
        "Hong Kong SAR, China": "HKG",
        "Iran, Islamic Rep.": "IRN",
        "Korea, Dem. People's Rep.": "PRK",
        "Korea, Rep.": "KOR",
        "Kyrgyz Republic": "KGZ",
        "Lao PDR": "LAO",
        "Macao SAR, China": "MAC",
        "Micronesia, Fed. Sts.": "FSM",
        "Slovak Republic": "SVK",
        "Somalia, Fed. Rep.": "SOM",
        "St. Kitts and Nevis": "KNA",
        "Syrian Arab Republic": "SYR",
        "Turkiye": "TUR",
        "Venezuela, RB": "VEN",
        "Virgin Islands (U.S.)": "VIR",
        "West Bank and Gaza": "PSE",
        "Yemen, Rep.": "YEM",
    },
    "SIPRI": {
        "Brunei": "BRN",
        "Cape Verde": "CPV",
        "Congo, DR": "COD",
        "Congo, Republic": "COG",
        "Côte d’Ivoire": "CIV",
        "Gambia, The": "GMB",
        "Korea, North": "PRK",
        "Korea, South": "KOR",
        "Timor Leste": "TLS",
        "UAE": "ARE",
        "USA": "USA",
        "UK": "GBR",
        "Viet Nam": "VNM",
    },
    "NATO": {
        "Albania   (Leks)": "ALB",
        "Czechia*": "CZE",
        "Slovak Republic   (Euros)": "SVK",
        "Türkiye   (Liras)": "TUR",
        "United Kingdom   (Pounds)": "GBR",
        "United States   (US Dollars)": "USA",
    },
    "IPU": {
        "Bahamas (The)": "BHS",
        "Democratic People's Republic of Korea": "PRK",
        "Democratic Republic of the Congo": "COD",
        "Gambia (The)": "GMB",
        "Micronesia (Federated States of)": "FSM",
        "Republic of Korea": "KOR",
        "Republic of Moldova": "MDA",
        "United Republic of Tanzania": "TZA",
    },
    "United Nations": {
        "Bolivia (Plurinational State of)": "BOL",
        "China, Hong Kong SAR": "HKG",
        "Iran (Islamic Republic of)": "IRN",
        "Kosovo (under UNSCR 1244/99)": "XKX",
        "Lao People's Democratic Republic": "LAO",
        "Netherlands (Kingdom of the)": "NLD",
        "State of Palestine": "PSE",
        "United Kingdom of Great Britain and Northern Ireland": "GBR",
        "Venezuela (Bolivarian Republic of)": "VEN",
    },
    "United Nations, French": {
        "Bolivie (État plurinational de)": "BOL",
        "Fédération de Russie": "RUS",
        "Iran (République islamique d’)": "IRN",
        "République arabe syrienne": "SYR",
        "République centrafricaine": "CAF",
        "République de Corée": "KOR",
        "République démocratique du Congo": "COD",
        "République dominicaine": "DOM",
        "République du Congo": "COG",
        "République du Niger": "NER",
        "République fédérale du Nigéria": "NGA",
        "République populaire démocratique de Corée": "PRK",
    },
    "United Nations, Spanish": {
        "Federación de Rusia": "RUS",
        "Irán (República Islámica del)": "IRN",
        "Nueva Zelandia": "NZL",
        "República Argelina Democrática y Popular": "DZA",
        "República de Corea": "KOR",
        "República de Guinea": "GIN",
        "República de Guinea Ecuatorial": "GNQ",
        "República Democrática del Congo": "COD",
        "República del Congo": "COG",
        "República Dominicana": "DOM",
        "República Oriental del Uruguay": "URY",
        "República Popular Democrática de Corea": "PRK",
    },
    "United Nations, Arabic": {
        "الاتحاد الروسي": "RUS",
        "الجمهورية الجزائرية الديمقراطية الشعبية": "DZA",
        "الجمهورية العربية السورية": "SYR",
        "المملكة الأردنية الهاشمية": "JOR",
        "جمهورية الكونغو": "COG",
        "جمهورية الكونغو الديمقراطية": "COD",
        "جمهورية النيجر": "NER",
        "جمهورية كوريا": "KOR",
        "جمهورية كوريا الشعبية الديمقراطية": "PRK",
        "جمهورية مصر العربية": "EGY",
        "جمهورية نيجيريا الاتحادية": "NGA",
        "دولة فلسطين": "PSE",
    },
}
CASES = [
    pytest.param(name, iso3, id=f"{publisher}: {name}")
    for publisher, names in SPELLINGS.items()
    for name, iso3 in names.items()
]


@pytest.mark.parametrize(("name", "iso3"), CASES)
def test_a_publishers_spelling_leads_to_its_state(name: str, iso3: str) -> None:
    assert recognise(name).iso3 == iso3


LOOK_ALIKES = [
    ("Niger", "Nigeria"),
    ("Republic of the Niger", "Federal Republic of Nigeria"),
    ("Congo", "DR Congo"),
    ("Republic of Korea", "Democratic People's Republic of Korea"),
    ("Dominica", "Dominican Republic"),
    ("Dominique", "République dominicaine"),
    ("Guinea", "Guinea-Bissau"),
    ("Guinea", "Equatorial Guinea"),
    ("Guinea", "Papua New Guinea"),
    ("Sudan", "South Sudan"),
    ("Samoa", "American Samoa"),
    ("Saint Martin", "Sint Maarten"),
    ("Austria", "Australia"),
    ("Slovakia", "Slovenia"),
    ("Mauritania", "Mauritius"),
    ("British Virgin Islands", "U.S. Virgin Islands"),
    ("Gambia", "Zambia"),
    ("الجزائر", "جزر القمر"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_two_states_with_like_names_are_told_apart(one: str, other: str) -> None:
    first, second = recognise(one), recognise(other)
    assert first.kind == second.kind == "country"
    assert first.iso3 != second.iso3


@pytest.mark.parametrize(
    "name",
    [
        "Korea",
        "Corée",
        "Corea",
        "Virgin Islands",
        "Guiana",
        "Republic of China",
        "Ireland, Northern",
        "Yugoslavia, Federal Republic of",
        "Bosnia and Herzegovina: Republika Srpska",
        "United Kingdom (England and Wales)",
        "Iraq (Kurdistan Region)",
        "France and Germany",
        "Rest of Europe",
    ],
)
def test_a_name_of_two_states_or_of_a_part_is_never_given_to_one(name: str) -> None:
    assert recognise(name).iso3 is None


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("Burma", "Myanmar"),
        ("Ceylon", "Sri Lanka"),
        ("Czech Republic", "Czechia"),
        ("Dahomey", "Benin"),
        ("Macedonia, FYR", "North Macedonia"),
        ("Swaziland", "Eswatini"),
        ("Upper Volta", "Burkina Faso"),
        ("Western Samoa", "Samoa"),
        ("Zaire", "DR Congo"),
    ],
)
def test_the_old_name_of_a_state_that_lives_on_leads_to_it(old: str, today: str) -> None:
    assert recognise(old).iso3 == codebook().country(today).iso3


def test_arabic_names_may_carry_vowel_signs_or_lack_their_hamza() -> None:
    assert recognise("الأُرْدُنّ").iso3 == recognise("الاردن").iso3 == "JOR"
