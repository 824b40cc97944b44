"""Nothing in the repository names a machine, an account, a key or a place packages come from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = {
    "a home folder": re.compile(r"(?<![\w.])/(?:root|home/[a-z_][\w-]*|Users/[A-Za-z][\w-]*)/"),
    "a working folder": re.compile(r"(?<![\w.])/(?:work|workspace|mnt|opt|tmp)/(?!\s)[a-z]"),
    "a package index": re.compile(
        r"(?i)\b(?:pypi|test\.pypi)\.org|pythonhosted|index-url\s*=|--extra-index-url|find-links"
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a token": re.compile(r"\b(?:ghp|gho|github_pat|glpat|xox[bp]|sk)[_-][A-Za-z0-9]{16,}|\bAKIA[0-9A-Z]{16}\b"),
    "a password": re.compile(r"(?i)\b(?:password|passwd|secret_key|api_key)\s*[=:]\s*[\"'][^\"']{6,}[\"']"),
    "a private address": re.compile(r"\b(?:10\.\d{1,3}|192\.168)\.\d{1,3}\.\d{1,3}\b"),
}
MAY_NAME_THEM = {"tests/house/test_house_privacy.py"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so there is no list of files to look through")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", PRIVATE)
def test_no_file_gives_away(what: str) -> None:
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name in MAY_NAME_THEM or path.suffix in (".parquet", ".png", ".woff2"):
            continue
        for match in PRIVATE[what].finditer(path.read_text(encoding="utf-8", errors="replace")):
            found.append(f"{name}: {match.group()}")
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a home folder", "see /home/somebody/notes"),
        ("a working folder", "read from /tmp/build"),
        ("a package index", "files.python" + "hosted.org"),
        ("a private key", "-----BEGIN RSA PRIVATE KEY-----"),
        ("a token", "ghp_" + "a1" * 12),
        ("a password", "password = 'correct horse'"),
        ("a private address", "http://192.168.1.20"),
    ],
)
def test_each_kind_would_be_seen(what: str, text: str) -> None:
    assert PRIVATE[what].search(text)


def test_no_generated_or_private_file_is_kept() -> None:
    unwanted = re.compile(r"(^|/)(\.env|id_rsa|.*\.pem|__pycache__/.*|.*\.pyc|\.venv/.*|out/.*)$")
    assert [p for p in (x.relative_to(ROOT).as_posix() for x in tracked()) if unwanted.search(p)] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_is_pinned_with_hashes_and_nothing_else(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    allowed = re.compile(r"[a-z0-9][a-z0-9.-]*==[\w.!+]+(?: ; .*)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [line for line in lines if not allowed.fullmatch(line)] == []
    assert sum("==" in line and not line.startswith(" ") for line in lines) > 20
