"""Which elements of a saved page are its main text, and which are navigation, banners and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "datalist",
    ]
)
_CHROME_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar", "toolbar"})
_CHROME_NAMES = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "sidebar",
        "share",
        "sharing",
        "social",
        "related",
        "recommended",
        "footer",
        "masthead-nav",
        "newsletter",
        "subscribe",
        "subscription",
        "pagination",
        "pager",
        "comments",
        "advert",
        "advertisement",
        "ads",
        "promo",
        "popup",
        "modal",
        "widget",
        "toolbar",
        "skip",
        "skiplink",
        "langswitch",
        "languages",
        "language-switcher",
        "topbar",
        "sitemap",
        "copyright",
        "tags",
        "tagcloud",
        "banner",
    ]
)
_SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset({"div", "ul", "ol", "table", "section", "td", "tr", "p", "dl", "header"})


class Main:
    """The main text of the page with root `root`: `root` is the element to read, `skipped` tells what to leave out of it."""

    def __init__(self, root: HtmlElement) -> None:
        self._length: dict[HtmlElement, int] = {}
        self._linked: dict[HtmlElement, int] = {}
        self._links: dict[HtmlElement, int] = {}
        self._measure(root)
        self._total = self._length.get(root, 0)
        self.root = self._choose(root)

    def _measure(self, root: HtmlElement) -> None:
        """Count, for every element, its characters, those inside links, and its links; from the leaves up, each once."""
        for element in _bottom_up(root):
            if not isinstance(element.tag, str) or element.tag in NEVER or _hidden(element):
                continue
            length, linked, links = len((element.text or "").strip()), 0, 0
            for child in element:
                length += self._length.get(child, 0) + len((child.tail or "").strip())
                linked += self._linked.get(child, 0)
                links += self._links.get(child, 0)
            if element.tag == "a" and element.get("href"):
                linked, links = length, 1
            self._length[element], self._linked[element], self._links[element] = length, linked, links

    def _choose(self, root: HtmlElement) -> HtmlElement:
        """The element that says it is the main text and holds the better part of the prose; else the whole page."""
        marked = [e for e in root.iter() if e in self._length]
        for found in ([e for e in marked if e.tag == "main" or e.get("role") == "main"], [e for e in marked if e.tag == "article"]):
            if not found:
                continue
            best = max(found, key=self._prose)
            inside = set(best.iter())
            others = sum(self._prose(e) for e in found if e not in inside)
            if self._prose(best) > 100 and self._prose(best) >= max(0.3 * self._prose(root), 0.6 * (others + self._prose(best))):
                return best
        return root

    def _prose(self, element: HtmlElement) -> int:
        return self._length[element] - self._linked[element]

    def skipped(self, element: HtmlElement) -> bool:
        """True when the element is no part of the main text."""
        if element not in self._length:
            return True
        if element is self.root or element.tag in {"html", "body"}:
            return False
        length = self._length[element]
        prose = length - self._linked[element]
        if _chrome(element) and prose < 0.5 * max(1, self._total - self._linked_total()):
            return True
        links = self._links[element]
        return element.tag in _BLOCKS and links >= 3 and self._linked[element] > 0.7 * length and prose < 0.3 * max(1, self._total)

    def _linked_total(self) -> int:
        return min(self._total, self._linked.get(self.root, 0))


def _bottom_up(root: HtmlElement) -> list[HtmlElement]:
    return list(reversed(list(root.iter())))


def _hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or bool(_HIDDEN.search(element.get("style") or ""))


def _chrome(element: HtmlElement) -> bool:
    if element.tag in _CHROME_TAGS or element.get("role") in _CHROME_ROLES:
        return True
    if element.tag == "header" and not any(a.tag in {"article", "main"} for a in element.iterancestors()):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(part.lower() in _CHROME_NAMES for part in _SPLIT.split(names) if part)
