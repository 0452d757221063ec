"""Pages and HTTP.

In: requests. Out: HTML, JSON, RDF.
May: read the catalogue and the indexer; write decisions of a curator who is logged in.
Never: change anything on GET; run a script from another host; harvest.
"""
