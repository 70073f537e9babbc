"""Content security policies: what a page may load and run."""

from __future__ import annotations

import base64
import hashlib
import re

from hiphinge.report.own_scripts import scripts_of

PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "frame-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ]
)
"""For our own pages: our own files, nothing inline, nothing from elsewhere."""
STYLE = re.compile(r"<style[^>]*>(?P<code>.*?)</style>", re.DOTALL | re.I)
NOTHING = "'none'"


def report_policy(html: str) -> str:
    """Return the policy for a report's page: the scripts and styles inside it, and no others.

    Parameters
    ----------
    html : str
        The page as hiphinge wrote it. It has a policy of its own within; a browser obeys both.
    """
    scripts = [digest(code) for code in scripts_of(html)]
    styles = [digest(found["code"]) for found in STYLE.finditer(html)]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(scripts) or NOTHING}",
            f"style-src {' '.join(styles) or NOTHING}",
            "img-src data: blob:",
            "media-src 'self' blob: data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        ]
    )


def digest(text: str) -> str:
    """Return a text's hash as policies write it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
