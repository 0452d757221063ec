"""The words: vocabularies, concept scheme, namespaces, shapes.

In: Turtle files with their origins in ``ORIGINS.toml``. Out: labels, concepts, authority IRIs, shapes.
May: be read by every other room.
Never: import another room; fetch anything.
"""
