"""Extract: from the bytes of one document to what the provider says.

In: a source and one fetched document. Out: descriptions of claims with evidence, and findings.
May: parse untrusted bytes through ``harvester.rdf_reader`` and ``harvester.xml_reader``.
Never: fetch, write, guess what a sentence means (that is ``harvester.understand``), raise for a defect
of one dataset.
"""
