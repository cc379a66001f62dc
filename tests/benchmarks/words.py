"""The words that the benchmark's texts are made of. Every name is made up."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


NOUNS = words("""
report agency market energy water border council minister region supply plant contract audit court appeal
budget deficit export tariff railway harbour pipeline grid storage turbine battery lithium copper steel wheat
drought flood harvest survey census election coalition party debate motion reform pension hospital vaccine
clinic school university research grant patent software network outage breach ransom privacy regulator licence
spectrum satellite launch orbit station crew mission treaty accord summit delegation embassy sanction
ceasefire convoy refuge shelter union strike wage factory layoff merger takeover bid share bond rate inflation
currency reserve bank lender credit loan fraud inquiry witness testimony verdict sentence prison parole police
patrol evidence archive record statement briefing spokesman editor reporter column source document memo letter
leak filing register coast island valley river bridge tunnel airport runway terminal ferry cargo fleet forest
wildfire smoke emission carbon target quota permit levy subsidy rebate
""")
VERBS = words("""
said announced confirmed denied reported published approved rejected delayed signed opened closed suspended
expanded reviewed disclosed warned promised blocked funded measured compared estimated revised withdrew
restored inspected challenged
""")
ADJECTIVES = words("""
new annual regional disputed final early late public private independent national local technical legal
financial preliminary joint partial temporary urgent broad narrow quiet sharp steady unusual modest critical
open formal
""")
ARTICLES = words("""
the a its their this that each another
""")
CONJUNCTIONS = words("""
while after before because although as when since unless until
""")
FIRST_NAMES = words("""
Ada Boris Carla Dmitri Elena Farid Greta Hugo Ines Jonas Kaya Leila Marek Nadia Oskar Petra Quentin Rosa Samir
Tilda Umar Vera Walid Xenia Yusuf Zora
""")
LAST_NAMES = words("""
Abel Brandt Costa Dahl Eriksen Falk Grau Holm Ivanov Jansen Keller Lund Moreau Novak Ortiz Petrov Quist Rossi
Sato Turner Ueda Vogel Weber Yilmaz Zeman
""")
ORGANISATIONS = words("""
Agency Bank Institute Ministry Council Group Holdings Union Authority Foundation
""")
OUTLETS = (
    "The Daily Ledger",
    "Harbour Post",
    "North Wire",
    "Civic Record",
    "Metro Gazette",
    "Coastal Times",
    "Open Bulletin",
    "The Observer Line",
    "Union Courier",
    "Field Notes",
)
