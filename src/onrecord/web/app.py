"""The server's routes: parse, build a page, answer with its HTML or, under `.json`, its data."""

from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs

from fastapi import Body as InBody
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.routing import APIRouter
from pydantic import BaseModel, Field

import onrecord
from onrecord.terms import DataError, UsageError
from onrecord.web import pages
from onrecord.web.guard import MAX_TEXT, Guard

if TYPE_CHECKING:
    from onrecord.record import Record

Handler = Callable[[Request, Exception], Response]


class StoryTooLargeError(UsageError):
    """A story over the cap."""


class Story(BaseModel):
    """A story to check."""

    text: str = Field(description="the story's text or HTML, at most 1,000,000 bytes")
    published: date | None = Field(None, description="when it appeared; decides what `Friday` means")
    language: str | None = Field(None, description="such as en")


def create_app(record: "Record | None" = None) -> FastAPI:
    """The application over `record`, or over the one `onrecord.open()` finds. Guarded; see `guard`."""
    held = record if record is not None else onrecord.open()
    app = FastAPI(title="On Record", version=onrecord.__version__, docs_url=None, redoc_url=None)
    app.include_router(_checking(held))
    app.include_router(_record(held))
    app.add_exception_handler(UsageError, _told(400))
    app.add_exception_handler(DataError, _told(503))
    app.add_middleware(Guard)
    return app


def _checking(record: "Record") -> APIRouter:
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    def front() -> str:
        return pages.front_page(record).html()

    @router.get("/static/page.css", include_in_schema=False)
    def style() -> Response:
        return Response(
            files("onrecord.web").joinpath("static/page.css").read_text(encoding="utf-8"), media_type="text/css"
        )

    @router.post("/check", response_class=HTMLResponse)
    async def check(request: Request) -> HTMLResponse:
        from starlette.concurrency import run_in_threadpool

        fields = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        text, published = _first(fields, "text").replace("\r\n", "\n"), _day(_first(fields, "published"))
        _measure(text)
        page = await run_in_threadpool(pages.check_page, record, text, published)
        return HTMLResponse(page.html())

    @router.post("/check.json")
    def check_json(story: Annotated[Story, InBody()]) -> JSONResponse:
        _measure(story.text)
        return JSONResponse(pages.check_page(record, story.text, story.published, story.language).data)

    return router


def _record(record: "Record") -> APIRouter:
    router = APIRouter()

    @router.get("/find", include_in_schema=False)
    def find(q: str = "") -> RedirectResponse:
        return RedirectResponse(pages.address_of(record, q.strip()), 303)

    @router.get("/vote/{symbol:path}.json")
    def vote_json(symbol: str) -> JSONResponse:
        return JSONResponse(pages.vote_page(record, symbol).data)

    @router.get("/vote/{symbol:path}", response_class=HTMLResponse)
    def vote(symbol: str) -> str:
        return pages.vote_page(record, symbol).html()

    @router.get("/vetoes.json")
    def vetoes_json() -> JSONResponse:
        return JSONResponse(pages.vetoes_page(record).data)

    @router.get("/vetoes", response_class=HTMLResponse)
    def vetoes() -> str:
        return pages.vetoes_page(record).html()

    @router.get("/state/{name}.json")
    def state_json(name: str) -> JSONResponse:
        return JSONResponse(pages.state_page(record, name).data)

    @router.get("/state/{name}", response_class=HTMLResponse)
    def state(name: str) -> str:
        return pages.state_page(record, name).html()

    return router


_TITLES = {413: "Too large", 503: "The record cannot be read"}


def _told(status: int) -> Handler:
    """A handler that tells the error's one message in the form asked for; what is not held answers 404."""

    def handler(request: Request, error: Exception) -> Response:
        code = (
            413
            if isinstance(error, StoryTooLargeError)
            else 404
            if status == 400 and request.method == "GET"
            else status
        )
        page = pages.error_page(str(error), _TITLES.get(code, "That cannot be answered"))
        if request.url.path.endswith(".json"):
            return JSONResponse(page.data, code)
        return HTMLResponse(page.html(), code)

    return handler


def _measure(text: str) -> None:
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_TEXT:
        raise StoryTooLargeError(f"a story may have {MAX_TEXT:,} bytes at most, found {size:,}; check it in parts")


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"expected a date such as 2022-03-04, found {text.strip()!r}") from None
