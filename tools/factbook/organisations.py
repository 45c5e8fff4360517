"""The Factbook's abbreviations and brackets, as codes of the codebook.

An abbreviation that is not here is the code itself when the codebook has it. Nothing else
is read: what is left out, and why, stands below.
"""

from __future__ import annotations

import re

ORGANISATIONS = {
    "Arctic Council": "Arctic-Council",
    "Australia Group": "Australia-Group",
    "BCIE": "CABEI",  # the bank's Spanish abbreviation
    "Commonwealth of Nations": "C",
    "Francophonie": "OIF",
    "ICC": "",  # the Chamber of Commerce for some countries, the Court for others: never guessed
    "ICCT": "ICC",
    "ICCt": "ICC",
    "Pacific Alliance": "Pacific-Alliance",
    "Paris Club": "Paris-Club",
    "Schengen Convention": "Schengen",
    "UN Security Council": "UN-Security-Council",
    "Wassenaar Arrangement": "Wassenaar-Arrangement",
}
CHAMBER = "international-chamber-of-commerce"
# Bodies whose members are national committees or associations, not states.
OF_COMMITTEES = frozenset({"ICRM", "IFRCS", "IOC", "ITUC", "WFTU", "GCTU"})
BRACKETS = {
    "": "member",
    "2024": "member",
    "NGOs": "national-committee",
    "Chinese Taipei": "member",
    "associate": "associate",
    "associate member": "associate",
    "associated member": "associate",
    "associate observer": "observer",
    "observer": "observer",
    "candidate": "candidate",
    "candidates": "candidate",
    "candidate country": "candidate",
    "accession candidate": "candidate",
    "pending member": "candidate",
    "compliant country": "member",
    "implementing country": "member",
    "cooperating state": "partner",
    "correspondent": "correspondent",
    "dialogue member": "partner",
    "dialogue partner": "partner",
    "sectoral dialogue partner": "partner",
    "enhanced engagement": "partner",
    "national committees": "national-committee",
    "nonregional member": "member",
    "nonregional members": "member",
    "partner": "partner",
    "partners": "partner",
    "permanent": "member",
    "regional": "member",
    "signatory": "signed",
    "suspended": "suspended",
    "temporarily suspended": "suspended",
    "compliant country suspended": "suspended",
}
# Left out: brackets that say nothing that the codebook has a word for ("subbureau",
# "subscriber", "de facto member", "excluded …"), and seats in the Security Council that
# ended before the edition ("temporary").
UNREAD_BRACKETS = frozenset(
    {
        "subbureau",
        "subscriber",
        "de facto member",
        "temporary",
        "excluded from formal participation since 1962",
        "associate member, has not ratified the 1993 CIS charter although it participates in"
        " meetings and held the chairmanship of the CIS in 2012",
        "participating member, has not signed the 1993 CIS charter",
    }
)
CEASED = frozenset({"EAEC", "NAFTA", "Union Latina", "CSN", "G-8"})  # before the edition
# What the list says although it was not so, or no longer, at the edition; known with
# certainty, so left out rather than shown as the state of things. There may be more.
OUTDATED = frozenset(
    {
        ("AGO", "OPEC"),  # left in 2024
        ("ARM", "ICC"),  # party since 2024
        ("BLR", "SCO"),  # member since 2024
        ("CHL", "OECD"),  # member since 2010
        ("ECU", "OPEC"),  # left in 2020
        ("ERI", "paris-agreement"),  # ratified in 2023
        ("FIN", "PFP"),  # in NATO since 2023
        ("GAB", "AU"),  # suspension lifted in 2025
        ("GBR", "ECB"),  # left the Union in 2020
        ("GBR", "EIB"),
        ("GBR", "EU"),
        ("IND", "OECD"),  # never was a member
        ("IND", "SCO"),  # member since 2017
        ("IRN", "SCO"),  # member since 2023
        ("IRQ", "paris-agreement"),  # ratified in 2021
        ("KIR", "ICC"),  # party since 2020
        ("MKD", "PFP"),  # in NATO since 2020
        ("MMR", "OPCW"),  # member since 2015
        ("MNE", "PFP"),  # in NATO since 2017
        ("NIC", "OAS"),  # left in 2023
        ("QAT", "OPEC"),  # left in 2019
        ("RUS", "CE"),  # excluded in 2022
        ("RUS", "CTBT"),  # withdrew its ratification in 2023
        ("SWE", "PFP"),  # in NATO since 2024
        ("TUR", "paris-agreement"),  # ratified in 2021
        ("UKR", "ICC"),  # party since 2025
        ("VEN", "OAS"),  # its withdrawal is disputed
    }
)
# Missions and forces, which observations of deployments hold.
MISSIONS = re.compile(
    r"ATMIS|MINURCAT|MINURSO|MINUSCA|MINUSMA|MINUSTAH|MNJTF|MONUSCO|UNAMA|UNAMID|UNDOF|UNFICYP"
    r"|UNIFIL|UNISFA|UNMHA|UNMIL|UNMISS?|UNMIT|UNMOGIP|UNOCI|UNSMIL|UNSOM|UNSOS|UNTSO|UNVIM"
)
# Secretariats, funds and offices that have no member states, seats of a few years that have
# ended (Human Rights Council), and names of no certain meaning.
NOT_MEMBERSHIPS = re.compile(
    r"ESCAP|ITC|UN Women|UNCDF|UNDP|UNECA|UNEP|UNFPA|UNHRC|UNICEF|UNITAR|UNOOSA|UNOPS|UNSC|WBG|WFP"
    r"|World Bank Group|CARIBCAN|CBI|CSME|EEU|EPA|FIFA|none"
)
AGREEMENTS = {
    "Air Pollution": "air-pollution",
    "Air Pollution-Heavy Metals": "air-pollution-heavy-metals",
    "Air Pollution-Multi-effect Protocol": "air-pollution-multi-effect",
    "Air Pollution-Nitrogen Oxides": "air-pollution-nitrogen-oxides",
    "Air Pollution-Persistent Organic Pollutants": "air-pollution-persistent-organic-pollutants",
    "Air Pollution-Sulfur 94": "air-pollution-sulphur-94",
    "Air Pollution-Sulphur 85": "air-pollution-sulphur-85",
    "Air Pollution-Sulphur 94": "air-pollution-sulphur-94",
    "Air Pollution-Volatile Organic Compounds": "air-pollution-volatile-organic-compounds",
    "Antarctic Seals": "antarctic-seals",
    "Antarctic Treaty": "antarctic-treaty",
    "Antarctic-Environmental Protection": "antarctic-environmental-protection",
    "Antarctic-Marine Living Resources": "antarctic-marine-living-resources",
    "Biodiversity": "CBD",
    "Climate Change": "UNFCCC",
    "Climate Change-Kyoto Protocol": "kyoto-protocol",
    "Climate Change-Paris Agreement": "paris-agreement",
    "Comprehensive Nuclear Test Ban": "CTBT",
    "Desertification": "UNCCD",
    "Endangered Species": "CITES",
    "Environmental Modification": "ENMOD",
    "Hazardous Wastes": "basel-convention",
    "Law of the Sea": "UNCLOS",
    "Marine Dumping-London Convention": "london-convention",
    "Marine Dumping-London Protocol": "london-protocol",
    "Marine Life Conservation": "marine-life-conservation",
    "Nuclear Test Ban": "PTBT",
    "Ozone Layer Protection": "montreal-protocol",
    "Ship Pollution": "MARPOL",
    "Tropical Timber 2006": "tropical-timber-2006",
    "Wetlands": "ramsar-convention",
    "Whaling": "whaling-convention",
}
