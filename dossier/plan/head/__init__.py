"""What stands in the head of a page: meta tags, links, breadcrumbs, JSON-LD."""
