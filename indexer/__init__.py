"""From graphs to rankings.

In: the catalogue's change log; a query. Out: a keyword and a vector index; hits with reasons and facets.
May: be deleted and rebuilt from the catalogue at any time.
Never: import the harvester; be the only place where something is known; replace a live index by an
empty or much smaller one without saying so.
"""
