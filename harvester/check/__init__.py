"""What is wrong with a dataset's graph, by the rule books it claims to follow.

In: (IRI, graph) pairs. Out: findings with permanent codes, the same for a batch as one by one.
May: read shapes and vocabularies.
Never: fetch, infer, run code from a graph, let one dataset's size stall a batch.
"""
