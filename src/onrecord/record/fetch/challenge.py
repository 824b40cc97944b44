"""Recognising the page that a web site shows to programs instead of what they asked for."""

from collections.abc import Mapping

PEEK = 1 << 16  # such pages say what they are early

_STATUSES = frozenset({202, 401, 403, 405, 406, 429, 503})
_HEADERS = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("challenge", "captcha")}
_OPENINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
# Certain on any page, even on one that was asked for as a page.
_CERTAIN = {
    "<title>just a moment": "Just a moment",
    "_cf_chl_opt": "Cloudflare challenge",
    "gokuprops": "AWS WAF challenge",
}
# Telling where a file was asked for or the request was turned away; an ordinary page may hold any of them.
_TELLING = {
    "just a moment": "Just a moment",
    "cf-": "Cloudflare",
    "cdn-cgi": "Cloudflare",
    "awswaf": "AWS WAF",
    "captcha": "captcha",
    "access denied": "Access Denied",
    "verify you are human": "verify you are human",
    "unusual traffic": "unusual traffic",
    "incapsula": "Incapsula",
    "enable javascript": "JavaScript required",
    "requires javascript": "JavaScript required",
    "javascript is required": "JavaScript required",
    "javascript required": "JavaScript required",
    "javascript is disabled": "JavaScript required",
}


def is_html(headers: Mapping[str, str], head: bytes) -> bool:
    """Whether an answer that begins with `head` is a web page; a table mislabelled as a page is not."""
    start = head[:PEEK].removeprefix(b"\xef\xbb\xbf").lstrip()
    for opening, end in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        if start.startswith(opening):
            start = start.partition(end)[2].lstrip()
    if start.lower().startswith(_OPENINGS):
        return True
    return "html" in headers.get("content-type", "").lower() and start[:1] == b"<"


def challenge_sign(status: int, headers: Mapping[str, str], head: bytes, *, page_wanted: bool) -> str | None:
    """What shows that this answer is a challenge, in the words of the page; None when it is none.

    `page_wanted` says that a web page was asked for, which then may mention captchas without being one.
    """
    for name, values in _HEADERS.items():
        if headers.get(name, "").lower() in values:
            return f"{name}: {headers[name].lower()}"
    text = head[:PEEK].decode("latin-1").lower()
    found = _first(_CERTAIN, text)
    if found is None and (status in _STATUSES or (is_html(headers, head) and not page_wanted)):
        found = _first(_TELLING, text)
    return found


def mentions_challenge(body: bytes) -> str | None:
    """The first telling word of a page on which nothing of what was expected was found."""
    return _first(_TELLING, body[:PEEK].decode("latin-1").lower())


def _first(signs: Mapping[str, str], text: str) -> str | None:
    return next((shown for sign, shown in signs.items() if sign in text), None)
