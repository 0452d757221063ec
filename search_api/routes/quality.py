"""The gauges as JSON: of one dataset, of all that pass filters, of each source."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from catalogue.gauges import MQA, Gauge
from search_api.asked import Narrowed
from search_api.desk import desk_of
from search_api.models import ProblemOut
from search_api.quality import by_source, of_catalogue, of_dataset, unknown_of, work_of
from search_api.routes.dataset import dataset_or_404

router = APIRouter(prefix="/api", tags=["quality"])


class Points(BaseModel):
    """Points got of points possible."""

    points: float
    most: int


class GainOut(BaseModel):
    """What is missing and what it would bring."""

    indicator: str = Field(examples=["keyword"])
    properties: list[str] = Field(description="Any of them will do; empty: the whole description.")
    at: str = Field(description="`dataset`, `distribution` (the best one) or `any`.")
    test: str = Field(
        description="`given`, `listed`, `open`, `machine` or `conforms`: what is asked of the value."
    )
    points: float = Field(description="What would be won; of several datasets the average.")
    datasets: int = Field(description="How many datasets lack it.")


class GaugeOut(BaseModel):
    """A measurement; of several datasets the average."""

    key: str = Field(examples=["mqa"])
    title: str
    version: str
    points: float
    most: int
    rating: str = Field(description="`Excellent`, `Good`, `Sufficient` or `Bad`.")
    datasets: int
    dimensions: dict[str, Points]
    work: list[GainOut] = Field(description="What to do, the largest gain first.")
    unknown: list[str] = Field(description="Indicators that nobody could measure.")


class DatasetQuality(BaseModel):
    """The gauges of one dataset."""

    id: str
    gauges: list[GaugeOut]


class Quality(BaseModel):
    """The gauges of many datasets."""

    gauges: list[GaugeOut] = Field(description="Empty when no dataset passes the filters.")
    sources: dict[str, GaugeOut] = Field(description="The Metadata Quality Assessment of each source.")


@router.get("/quality", responses={422: {"model": ProblemOut}}, summary="How good the descriptions are")
def quality(request: Request, asked: Annotated[Narrowed, Query()]) -> Quality:
    """Measure the descriptions that pass the filters, and what work would bring most; by source too."""
    desk = desk_of(request)
    return Quality(
        gauges=[_out(one) for one in of_catalogue(desk, asked.filters()).values()],
        sources={key: _out(one) for key, one in by_source(desk, MQA).items()},
    )


@router.get(
    "/datasets/{id}/quality",
    responses={404: {"model": ProblemOut, "description": "There is no such dataset."}},
    summary="How good one description is",
)
def quality_of_dataset(
    request: Request,
    id: Annotated[str, Path(max_length=80, examples=["demo-dcat.0123456789ab"])],  # noqa: A002
) -> DatasetQuality:
    """Measure one description as it is published here: points, rating, what is missing and its worth."""
    desk = desk_of(request)
    dataset = dataset_or_404(request, desk, id)
    return DatasetQuality(id=dataset.id, gauges=[_out(one) for one in of_dataset(desk, dataset).values()])


def _out(gauge: Gauge) -> GaugeOut:
    return GaugeOut(
        key=gauge.scale.key,
        title=gauge.scale.title,
        version=gauge.scale.version,
        points=round(gauge.total, 2),
        most=gauge.scale.most,
        rating=gauge.rating,
        datasets=gauge.datasets,
        dimensions={
            name or "all": Points(points=round(got, 2), most=most)
            for name, (got, most) in gauge.by_dimension().items()
        },
        work=[
            GainOut(
                indicator=one.indicator.key,
                properties=list(one.indicator.properties),
                at=one.indicator.at,
                test=one.indicator.test,
                points=round(one.points, 2),
                datasets=one.datasets,
            )
            for one in work_of(gauge)
        ],
        unknown=[one.key for one in unknown_of(gauge)],
    )
