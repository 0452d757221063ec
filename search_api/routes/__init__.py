"""Routes, one module a theme.

In: a request. Out: a page, JSON, RDF.
May: read the desk; write a decision of a curator who is logged in, on POST.
Never: change anything on GET.
"""
