"""Mapping: from claims to the terms of DCAT-AP and HealthDCAT-AP.

In: a description. Out: its claims in the words of the authority tables, and a graph with one subject.
May: read the authority tables and the concept scheme.
Never: lose what the provider wrote (it stays in the evidence), make a value more precise than it was.
"""
