"""The demo's provider sites: sample descriptions and real ones, served over real HTTP on loopback.

In: the files in ``descriptions/`` and ``registry/``. Out: six small sites, each in one protocol, and
the source files that point at them. May: import ontologies for its prefixes. Never: know how the
harvester reads; the sites speak to it over the wire only.
"""
