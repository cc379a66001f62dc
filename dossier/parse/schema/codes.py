"""Codes of languages and countries, and the one that somebody meant who wrote another. Zones are the machine's own."""

from __future__ import annotations

import zoneinfo

from dossier.text import fold, nearest

_LANGUAGES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta
te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_LANGUAGES.split())
"""ISO 639-1 codes, with the deprecated ones that BCP 47 still registers. Codes of three letters are taken on trust."""

_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2 codes, and XK, which everybody uses for Kosovo."""

_COUNTRY_HABITS = {"UK": "GB", "EL": "GR", "USA": "US", "UAE": "AE", "BLR": "BY", "RUS": "RU", "UKR": "UA"}
_LANGUAGE_HABITS = {"by": "be", "ua": "uk", "cz": "cs", "gr": "el", "jp": "ja", "cn": "zh", "dk": "da", "rus": "ru"}
"""Codes of countries, and of three letters, that are taken for those of languages."""


def near_language(written: str) -> str | None:
    """Return the tag of a language written by its English name, by a country's code or with `_`, or None."""
    plain = fold(written).replace("_", "-")
    language = plain.partition("-")[0]
    if language in LANGUAGES and plain != written:
        return written.replace("_", "-").lower() if "-" not in plain else written.replace("_", "-")
    if plain in _LANGUAGE_HABITS:
        return _LANGUAGE_HABITS[plain]
    return _code_of(plain, _english("languages"))


def near_country(written: str) -> str | None:
    """Return the code of a country written by its English name or in small letters, or None."""
    code = written.strip().upper()
    if code in COUNTRIES:
        return code
    return _COUNTRY_HABITS.get(code) or _code_of(fold(written), _english("territories"))


def near_zone(written: str) -> str | None:
    """Return the time zone most like the one written, or None."""
    zones = zoneinfo.available_timezones()
    by_city = {zone.rpartition("/")[2]: zone for zone in sorted(zones, reverse=True)}
    near = nearest(written, zones, 0.75)
    city = nearest(written.rpartition("/")[2].replace(" ", "_"), by_city, 0.75)
    return near or (by_city[city] if city else None)


def _english(names: str) -> dict[str, str]:
    """Return codes by folded English name. Babel's tables are read only to explain a fault: they take 20 ms."""
    from babel import Locale

    by_code = getattr(Locale("en"), names)
    known = COUNTRIES if names == "territories" else LANGUAGES
    return {fold(name): code for code, name in by_code.items() if code in known}


def _code_of(name: str, code_by_name: dict[str, str]) -> str | None:
    near = nearest(name, code_by_name, 0.8)
    return code_by_name[near] if near else None
