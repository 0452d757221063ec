"""About, API and problem texts in English."""

from __future__ import annotations

from collections.abc import Mapping

PROSE: Mapping[str, str] = {
    "about.title": "About Messor",
    "about.what": "What this is",
    "about.what.text": (
        "Messor reads what hospitals, research projects and repositories say about their health "
        "datasets, brings it into one shape (DCAT-AP and HealthDCAT-AP) and makes it findable in "
        "the 24 official languages of the European Union. It holds descriptions only, no data of "
        "patients."
    ),
    "about.layers": "Who says what",
    "about.layers.text": (
        "What the provider stated (▮), what was inferred from its text (▯) and what a curator "
        "decided (◆) stay apart. Each value shows the words it was read from. A new harvest never "
        "removes a curator’s decision."
    ),
    "about.access": "Getting the data",
    "about.access.text": (
        "The data stay with their holders. Each dataset’s page says whether they are open, "
        "restricted or closed, and leads to the holder."
    ),
    "about.privacy": "What is kept about you",
    "about.privacy.text": (
        "Nothing, unless you log in as a curator: then one cookie for the session, and your name "
        "beside your decisions. There are no trackers, and nothing is loaded from other sites."
    ),
    "about.reuse": "Using the descriptions elsewhere",
    "about.reuse.text": (
        "Every description is available as Turtle, JSON-LD, RDF/XML and JSON, and the whole "
        "catalogue as a paged feed. The licence of a description is that of its source."
    ),
    "about.accessibility": "Accessibility",
    "about.accessibility.text": (
        "The pages are written for WCAG 2.2, level AA: they work by keyboard, without scripts, at "
        "400 % zoom, and in light and dark. Tell the operator what does not."
    ),
    "api.title": "API",
    "api.lead": "Everything the pages show can be read by programs. No account, no key.",
    "api.document": "The whole description (OpenAPI 3.1)",
    "api.parameter": "Parameter",
    "api.meaning": "Meaning",
    "problem.400": "That did not work",
    "problem.401": "Log in first",
    "problem.403": "Not allowed",
    "problem.404": "Not found",
    "problem.406": "Not available in this format",
    "problem.409": "Changed in the meantime",
    "problem.413": "Too large",
    "problem.414": "Address too long",
    "problem.422": "Something in the address or form does not fit",
    "problem.429": "Too many tries",
    "problem.500": "That was our fault",
    "problem.503": "Not available now",
    "problem.404.detail": "There is nothing at this address",
    "problem.404.hint": "Check the address, or search for it.",
    "problem.404.dataset": "There is no dataset '{id}'",
    "problem.404.concept": "There is no concept '{id}'",
    "problem.404.run": "There is no run {id}",
    "problem.404.finding": "There is no finding '{id}'",
    "problem.406.detail": "This is not available as {accept}",
    "problem.406.hint": "Ask for one of: {offered}.",
    "problem.413.detail": "The request is larger than any form of these pages",
    "problem.413.hint": "Send less than 64 KiB.",
    "problem.414.detail": "The address is longer than any search needs",
    "problem.414.hint": "Use fewer filters or a shorter question.",
    "problem.500.detail": "The page failed by a mistake in Messor",
    "problem.500.hint": "Try again; if it stays, tell the operator the reference.",
    "problem.login.detail": "Only people who are logged in may do this",
    "problem.login.hint": "Log in, then try again.",
    "problem.token.detail": "The form is too old or was not made here",
    "problem.token.hint": "Open the page again and send the form again.",
    "problem.origin.detail": "The form was sent from another site",
    "problem.origin.hint": "Open the page here and use its form.",
    "problem.reference": "Reference",
    "problem.search": "Go to the search",
}
