"""Files that are not pages: the theme's style sheets and scripts, hashed; the project's media, without metadata."""

from dossier.assets.hashing import Hashed, hash_assets
from dossier.assets.media import Media, clean_media

__all__ = ["Hashed", "Media", "clean_media", "hash_assets"]
