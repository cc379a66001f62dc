"""Pelican's settings: one page for every record, nothing that a dossier does not need, its cache on."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import dossier_relations

SITENAME, SITEURL, AUTHOR, TIMEZONE, DEFAULT_LANG = "Dossier", "", "desk", "UTC", "en"
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
ARTICLE_URL, ARTICLE_SAVE_AS = "{category}/{slug}/", "{category}/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = ""
CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
DIRECT_TEMPLATES, DEFAULT_PAGINATION, STATIC_PATHS = [], False, []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
SUMMARY_MAX_LENGTH = 1
TYPOGRIFY = False
MARKDOWN = {"extensions": ["tables"], "output_format": "html5"}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"
CONTENT_CACHING_LAYER = "reader"
PLUGINS = [dossier_relations]
