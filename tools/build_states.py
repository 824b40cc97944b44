"""Compiles data/states/states.csv, council_terms.csv and board_terms.csv from the exchange tables; prints what changed.

`python tools/build_states.py SOURCE_DIR` reads SOURCE_DIR/facts (or SOURCE_DIR itself) and overwrites the three
tables. Corrections of ours are the tables in this file, each with its reason, so that a rebuild keeps them.
"""

import csv
import io
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/data/states"
UNVERIFIED = "general knowledge, unverified"

# Labels of the source that are no codes of the voting tables: their names belong to the code on the right.
FOLDED = {"BYS": "BLR", "TAN": "TZA", "UAR": "EGY"}
RECODED = {"ZAN": "EAZ"}  # the reserved ISO code the voting tables use
STATUS = {"member": "member", "former": "former", "observer": "observer", "representation": "former"}
GROUPS = {
    "African": "African Group",
    "Asia-Pacific": "Asia-Pacific Group",
    "GRULAC": "GRULAC",
    "EEG": "Eastern European Group",
    "WEOG": "WEOG",
    "none": "",
}

# (code, column) -> (value, reason)
CORRECTIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("GRC", "iso2"): ("GR", "the source holds a search pattern"),
    ("GBR", "iso2"): ("GB", "the source holds a search pattern"),
    ("NRU", "capital"): ("Yaren", "seat of government; no official capital"),
    ("ISR", "capital"): ("Jerusalem", "status disputed; most missions are in Tel Aviv"),
    ("PSE", "capital"): ("Ramallah", "administrative seat; East Jerusalem claimed"),
    ("TWN", "name"): ("Taiwan", "as in running text"),
    ("TWN", "official_name"): ("Republic of China", "name of the seat's holder to 1971"),
    ("TWN", "left"): ("1971-10-26", "held the seat to and including 25 October 1971"),
    ("YUG", "left"): ("2003-02-04", "the voting tables keep YUG for both Yugoslavias, to 3 February 2003"),
    ("SCG", "admitted"): ("2003-02-04", "the voting tables begin SCG with the name Serbia and Montenegro"),
    ("SCG", "iso2"): ("", "CS was Czechoslovakia's too"),
    ("EAZ", "note"): ("Reserved ISO code, as in the voting tables; merged into TZA.", "the source has another code"),
    ("EGY", "aliases"): ("Egypt|Arab Republic of Egypt|United Arab Republic", "demonyms and capitals are in names.csv"),
    ("YUG", "aliases"): (
        "Yugoslavia|Socialist Federal Republic of Yugoslavia|Federal Republic of Yugoslavia|SFRY",
        "YUG is both Yugoslavias here",
    ),
    ("SCG", "aliases"): ("Serbia and Montenegro", "YUG is both Yugoslavias here"),
    ("SRB", "aliases"): ("Serbia|Republic of Serbia", "YUG is both Yugoslavias here"),
    ("CAF", "aliases"): ("Central African Republic|Central African Empire", "Empire December 1976 to September 1979"),
}
# Cities and seats of power that the source lists among the names; names.csv says what they stand for.
NOT_NAMES = {
    "Downing Street",
    "the White House",
    "the Kremlin",
    "Kremlin",
    "Elysee",
    "Washington D.C.",
    "Bonn",
    "Lagos",
    "Tel Aviv",
    "Cotonou",
    "The Hague",
    "Dar es Salaam",
    "Amsterdam",
    "Delhi",
    "Kiev",
    "Berne",
    "Nur-Sultan",
    "Bujumbura",
    "Naypyidaw",
    "Sanaa",
    "Tarawa",
    "La Paz",
    "Abidjan",
    "Yamoussoukro",
    "Colombo",
    "Chisinau",
    "East Berlin",
}
# Names of longer standing or in usual spellings that the source does not list.
MORE_ALIASES = {
    "ATG": "Antigua & Barbuda",
    "BGD": "",
    "BIH": "Bosnia-Herzegovina|Bosnia & Herzegovina|Republic of Bosnia and Herzegovina",
    "BLR": "Republic of Belarus|Byelorussian Soviet Socialist Republic",
    "CIV": "Republic of Côte d'Ivoire",
    "COD": "Congo, Democratic Republic of the|Democratic Republic of Congo|Dem. Rep. of the Congo|D.R. Congo|DRC Congo",
    "COG": "Republic of Congo|Congo Republic|Congo (Brazzaville)",
    "CZE": "the Czech Republic",
    "FRA": "the French Republic",
    "GBR": "Great Britain and Northern Ireland",
    "GMB": "Republic of The Gambia",
    "KOR": "Korea, Republic of|Korea, South|S Korea",
    "PRK": "Korea, Democratic People's Republic of|Korea, North|N Korea",
    "LBY": "Libyan Arab Republic|Socialist People's Libyan Arab Jamahiriya|State of Libya",
    "MKD": "Republic of North Macedonia|The former Yugoslav Republic of Macedonia",
    "MMR": "Union of Burma|Union of Myanmar",
    "NLD": "Kingdom of the Netherlands",
    "SRB": "",
    "STP": "São Tomé and Principe|Sao Tome & Principe",
    "SYR": "Syrian Arab Republic",
    "TTO": "Trinidad & Tobago",
    "TUR": "Republic of Türkiye|Republic of Turkey",
    "TZA": "Tanganyika|United Republic of Tanganyika and Zanzibar",
    "TWN": "Taiwan (Republic of China)|Taiwan, Province of China|Chinese Taipei",
    "UKR": "Ukrainian Soviet Socialist Republic",
    "VAT": "Vatican City|Vatican City State",
    "VNM": "Socialist Republic of Vietnam|Socialist Republic of Viet Nam",
    "ZAF": "Republic of South Africa|Union of South Africa",
}
# Adjectives and peoples: replaces the source's where that is mistaken or short of the usual word.
DEMONYMS = {
    "ARG": "Argentine|Argentinian|Argentinean",
    "BHS": "Bahamian",
    "BLR": "Belarusian|Belarussian|Byelorussian",
    "BWA": "Botswanan|Motswana|Batswana",
    "CAF": "",
    "COM": "Comorian|Comoran",
    "CPV": "Cape Verdean|Cabo Verdean",
    "CZE": "Czech",
    "DJI": "Djiboutian",
    "ECU": "Ecuadorian|Ecuadorean",
    "GBR": "British",
    "GNB": "Bissau-Guinean|Guinea-Bissauan",
    "HRV": "Croatian|Croat",
    "ISL": "Icelandic|Icelander",
    "KAZ": "Kazakh|Kazakhstani",
    "KGZ": "Kyrgyz|Kyrgyzstani|Kirghiz",
    "KIR": "I-Kiribati",
    "KNA": "Kittitian|Nevisian",
    "LAO": "Laotian|Lao",
    "LSO": "Basotho|Mosotho",
    "LUX": "Luxembourgish|Luxembourger",
    "MDV": "Maldivian",
    "MMR": "Burmese",
    "NPL": "Nepalese|Nepali",
    "PHL": "Filipino|Philippine",
    "SAU": "Saudi Arabian|Saudi",
    "SCG": "",
    "SLV": "Salvadoran|Salvadorean",
    "SUR": "Surinamese",
    "SVN": "Slovenian|Slovene",
    "TJK": "Tajik|Tajikistani",
    "TLS": "East Timorese|Timorese",
    "TTO": "Trinidadian|Tobagonian|Trinbagonian",
    "TUR": "Turkish",
    "UZB": "Uzbek|Uzbekistani",
    "VCT": "Vincentian|Saint Vincentian",
    "XKX": "Kosovar",
}
PLURALS = ("Danes", "Finns", "Poles", "Spaniards", "Swedes", "Turks", "Saudis", "Croats")  # in names.csv

BOARD_YEARS = {  # from the day after one General Conference closed to the close of the next
    "2021-2022": ("2021-09-25", "2022-09-30"),
    "2022-2023": ("2022-10-01", "2023-09-29"),
    "2023-2024": ("2023-09-30", "2024-09-20"),
    "2024-2025": ("2024-09-21", "2025-09-19"),
}
BOARD_2024 = (  # not in the source; of the vote of 12 June 2025 only the three noes could be compared
    "DZA ARG ARM AUS BGD BEL BRA BFA CAN CHN COL ECU EGY FRA GEO DEU GHA IND IDN ITA JPN KOR LUX MAR NLD PAK PRY "
    "RUS ZAF ESP THA UKR GBR USA VEN"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file, comment lines left out."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def short_source(text: str) -> str:
    """A source line short enough to repeat on every row."""
    if "UN membership list" in text:
        return "UN membership list (dates); UN DGACM regional groups; ISO 3166 and M49 codes"
    if "nationsencyclopedia" in text:
        return "nationsencyclopedia.com/United-Nations/Membership.html; exact dates " + UNVERIFIED
    if "historic_countries" in text:
        return "ISO 3166-3 (codes); dates " + UNVERIFIED
    if "press.un.org" in text:
        return UNVERIFIED + "; press.un.org GA/12595 for 2024"
    if "globalpolicy.org pages on the China seat" in text:
        return "archive.globalpolicy.org, pages on the China seat; A/RES/2758 (XXVI)"
    return UNVERIFIED


def state_rows(facts: Path) -> list[dict[str, str]]:
    """The crosswalk: one row a code of the voting tables, corrected and sorted by code."""
    folded: dict[str, list[str]] = {}
    rows: list[dict[str, str]] = []
    for raw in rows_of(facts / "states.csv"):
        code = raw["iso3"]
        if code in FOLDED:
            folded.setdefault(FOLDED[code], []).extend([raw["name_common"], raw["name_official_short"]])
            continue
        rows.append(one_state(raw, RECODED.get(code, code)))
    for row in rows:
        names = [row["name"], row["official_name"], *row["aliases"].split("|"), *folded.get(row["code"], [])]
        names += MORE_ALIASES.get(row["code"], "").split("|")
        row["aliases"] = "|".join(n for n in dict.fromkeys(names) if n and n != row["name"])
    return sorted(rows, key=lambda row: row["code"])


def one_state(raw: dict[str, str], code: str) -> dict[str, str]:
    """One source row in our columns; demonyms and capitals leave the aliases."""
    capital = raw["capital"].split(" (")[0]
    people = [d for d in DEMONYMS.get(code, raw["demonyms"]).split("|") if d]
    row = {
        "code": code,
        "name": raw["name_common"],
        "official_name": raw["name_official_short"],
        "iso2": raw["iso2"],
        "m49": raw["m49"],
        "status": STATUS.get(raw["status"], "other"),
        "admitted": raw["admission_date"],
        "left": raw["exit_date"],
        "group": GROUPS[raw["electoral_group"]],
        "capital": capital,
        "demonyms": "|".join(people),
        "aliases": raw["aliases"],
        "note": raw["succession_notes"],
        "source": short_source(raw["source"]),
    }
    for (whose, column), (value, _) in CORRECTIONS.items():
        if whose == code:
            row[column] = value
    capitals = {capital, *raw["capital"].replace("(", " ").replace(")", " ").split(" seat of government ")}
    people_too = [*people, *raw["demonyms"].split("|"), *PLURALS]
    drop = {*people_too, *(p + "s" for p in people), *capitals, *NOT_NAMES, "none official", "South Tarawa", "Kyiv"}
    row["aliases"] = "|".join(a for a in row["aliases"].split("|") if a not in drop)
    return row


def council_rows(facts: Path) -> list[dict[str, str]]:
    """Elected terms; a term runs from 1 January of its first year to 31 December of its last."""
    rows = []
    for raw in rows_of(facts / "sc_members.csv"):
        code = FOLDED.get(raw["iso3"], raw["iso3"])
        source = raw["source"].split("; ")[0].split(" (archive")[0]
        row = {
            "code": code,
            "first": f"{raw['start_year']}-01-01",
            "last": f"{raw['end_year']}-12-31",
            "seat": raw["electoral_group"],
            "note": raw["note"].replace(" (today Belarus, BLR)", ""),
            "source": UNVERIFIED if source.startswith("compiler recall") else source,
        }
        if code == "YMD":
            rows.append(row | {"code": "YEM", "first": "1990-05-22"})
            row["last"] = "1990-05-21"
        rows.append(row)
    return sorted(rows, key=lambda r: (r["first"], r["code"]))


def board_rows(facts: Path) -> list[dict[str, str]]:
    """Seats on the IAEA Board of Governors, by board year."""
    rows = []
    for raw in rows_of(facts / "iaea_board.csv"):
        first, last = BOARD_YEARS[raw["board_year"]]
        rows.append({"code": raw["iso3"], "first": first, "last": last, "entry": raw["entry"], "source": raw["source"]})
    first, last = BOARD_YEARS["2024-2025"]
    checked = UNVERIFIED + "; holds the three noes of 12 June 2025"
    rows += [{"code": c, "first": first, "last": last, "entry": "", "source": checked} for c in BOARD_2024.split()]
    return sorted(rows, key=lambda r: (r["first"], r["code"]))


HEADERS = {
    "states.csv": "One row a code of the voting tables (their README, State codes). Compiled by tools/build_states.py: "
    "correct it there, never here. `left` is the first day no longer a member.",
    "council_terms.csv": "One elected term on the Security Council, both days included. Compiled by "
    "tools/build_states.py. Permanent seats are in seats.csv.",
    "board_terms.csv": "One seat on the IAEA Board of Governors, both days included; board years run from the close of "
    "one General Conference to the close of the next (closing days: general knowledge, unverified). "
    "Compiled by tools/build_states.py.",
}


def written(name: str, rows: list[dict[str, str]]) -> str:
    """The table as text, header comment first."""
    out = io.StringIO()
    out.write(f"# {HEADERS[name]}\n")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def store(name: str, rows: list[dict[str, str]]) -> None:
    """Write one table and print the lines that differ from what was there."""
    path = TARGET / name
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    text = written(name, rows)
    after = text.splitlines()
    gone, come = set(before) - set(after), set(after) - set(before)
    print(f"{name}: {len(rows)} rows, {len(come)} lines new, {len(gone)} gone")
    if before:
        for line in sorted(gone):
            print(f"  - {line[:140]}")
        for line in sorted(come):
            print(f"  + {line[:140]}")
    path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Build the three tables; exit code 2 when the source folder is not given or not there."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("expected one folder that holds facts/states.csv; type: python tools/build_states.py SOURCE_DIR")
        return 2
    source = Path(arguments[0])
    facts = source / "facts" if (source / "facts").is_dir() else source
    store("states.csv", state_rows(facts))
    store("council_terms.csv", council_rows(facts))
    store("board_terms.csv", board_rows(facts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
