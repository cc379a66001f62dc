"""Help for readers: how long a text takes, sentences that are too long, and words that stand out."""

from dossier.plugins import Plugin
from dossier_reading.duration import minutes
from dossier_reading.marks import marks
from dossier_reading.pages import reading_page
from dossier_reading.sentences import LONG_SENTENCE, long_sentences

plugin = Plugin(
    name="reading",
    rules=(LONG_SENTENCE,),
    markdown=(marks,),
    checks=(long_sentences,),
    pages=(reading_page,),
    filters={"reading_minutes": minutes},
)
