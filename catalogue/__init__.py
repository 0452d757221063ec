"""The record: one relational database that loses nothing.

In: runs, fetched documents, dataset versions, findings, decisions. Out: the same, and the change log.
May: be SQLite (default) or PostgreSQL, by URL.
Never: import the harvester, the indexer or the pages; overwrite what a provider said by what we made of
it or by what a person decided.
"""
