"""Understand: from words to claims.

In: a description whose claims hold titles, keywords and texts in any language. Out: the same
description with inferred claims added, each with its quote and span.
May: read the concept scheme.
Never: replace or drop what the provider stated; count what is negated.
"""
