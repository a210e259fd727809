"""Lists that are not the template."""
