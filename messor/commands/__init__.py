"""The commands, one module a theme; each imports what it needs only when it runs."""
