"""Messor's front door: one command line, nothing but wiring.

In: the words a person types. Out: results on stdout, the log on stderr, an exit code.
May: import every other room, lazily. Never: hold a rule, a query or a mapping of its own.
"""
