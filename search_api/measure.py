"""Figures for an operator's monitoring; labels are routes and kinds of status, never addresses or texts."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Measure:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "messor_requests", "Answers given.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "messor_request_seconds",
            "Time to answer.",
            ["route"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.faults = Counter("messor_faults", "Requests that failed by a bug.", registry=self.registry)
        self.logins = Counter("messor_logins", "Log-ins tried.", ["outcome"], registry=self.registry)
        self.datasets = Gauge("messor_datasets", "Datasets that are not gone.", registry=self.registry)
        self.waiting = Gauge(
            "messor_changes_waiting", "Changes the index has not read.", registry=self.registry
        )
        self.generation = Gauge("messor_index_generation", "Number of the index.", registry=self.registry)

    def text(self) -> bytes:
        """Give all figures in the text format of Prometheus."""
        return generate_latest(self.registry)


class Timed:
    """Count and time every request."""

    def __init__(self, app: ASGIApp, measure: Measure) -> None:
        self.app = app
        self.measure = measure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noticed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            method = scope["method"] if scope["method"] in {"GET", "HEAD", "POST"} else "other"
            self.measure.requests.labels(route, method, f"{status // 100}xx").inc()
            self.measure.seconds.labels(route).observe(time.perf_counter() - started)
