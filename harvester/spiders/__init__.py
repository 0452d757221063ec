"""Bring the bytes: one spider a protocol, one crawl a process.

In: a source and the settings. Out: fetched documents, handed to a sink, and a ``Crawl`` that says
whether the list was whole.
May: speak HTTP to the source's own hosts, read lists (sitemaps, feeds, tokens) to find the next page.
Never: map or judge a dataset; follow a link elsewhere; fetch a JSON-LD context; run twice in a process.
"""
