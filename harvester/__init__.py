"""From a provider's bytes to a checked graph.

In: a source (``catalogue.sources``). Out: fetched documents, descriptions, graphs, findings and
outcomes, written through the catalogue.
May: fetch from a source's own hosts, parse untrusted bytes in a child process.
Never: import the indexer or the search pages; remove a dataset because a listing was short.
"""
