"""Every other file of the site: feeds, data, search index, exports, what hosts and crawlers read."""
