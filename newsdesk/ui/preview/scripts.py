"""Our own few lines for the page, run beside it in a world of their own.

The page's scripting stays off: the engine runs nothing that stands in the page, and these lines
run only when we ask. They share the page's elements and none of its names. Each is an expression.
"""

from __future__ import annotations

import json
from typing import Final

_ELEMENTS: Final = """
const content = document.querySelector(".e-content");
const own = content ? [...content.children].filter(one => !one.matches("p.attribution")) : [];
"""
"""The elements of the body, one for each block; a speaker belongs to the quotation above it."""

_PATCH: Final = """
(html => {
  const next = new DOMParser().parseFromString(html, "text/html");
  const sheets = page => [...page.querySelectorAll("style")].map(one => one.textContent).join();
  if (sheets(document) !== sheets(next)) return false;
  const same = (a, b) => a !== undefined && b !== undefined && a.isEqualNode(b);
  const alike = (a, b) => a.nodeType === 1 && b.nodeType === 1 && a.localName === b.localName
    && a.localName !== "script" && a.localName !== "picture";
  const patch = (a, b) => {
    for (const one of [...a.attributes])
      if (!b.hasAttribute(one.name)) a.removeAttribute(one.name);
    for (const one of b.attributes)
      if (a.getAttribute(one.name) !== one.value) a.setAttribute(one.name, one.value);
    const olds = [...a.childNodes], news = [...b.childNodes];
    let start = 0;
    while (same(olds[start], news[start])) start++;
    let oldEnd = olds.length, newEnd = news.length;
    while (oldEnd > start && newEnd > start && same(olds[oldEnd - 1], news[newEnd - 1])) {
      oldEnd--;
      newEnd--;
    }
    const after = olds[oldEnd] ?? null;
    for (let at = start; at < newEnd; at++) {
      const was = at < oldEnd ? olds[at] : undefined;
      if (was === undefined) a.insertBefore(document.importNode(news[at], true), after);
      else if (alike(was, news[at])) patch(was, news[at]);
      else was.replaceWith(document.importNode(news[at], true));
    }
    for (let at = newEnd; at < oldEnd; at++) olds[at].remove();
  };
  patch(document.documentElement, next.documentElement);
  return document.documentElement.isEqualNode(next.documentElement);
})(%s)
"""

_PLACE: Final = """
((x, y) => {
  const hit = document.elementFromPoint(x, y);
  if (hit === null) return "";
  %s
  if (content && content.contains(hit)) {
    let at = hit;
    while (at !== content && at.parentElement !== content) at = at.parentElement;
    if (at === content)
      at = own.find(one => one.getBoundingClientRect().bottom >= y) ?? own[own.length - 1];
    while (at && !own.includes(at)) at = at.previousElementSibling;
    return at ? "body." + own.indexOf(at) : "";
  }
  const names = {
    "h1": "headline", "header .p-summary": "standfirst", "p.section": "kicker",
    "figure.lead": "lead", ".byline, .author-card": "byline", ".related": "related",
  };
  for (const [selector, name] of Object.entries(names)) if (hit.closest(selector)) return name;
  return "";
})(%s, %s)
"""

_SHOW: Final = """
((number, move) => {
  %s
  const one = number < 0 ? document.querySelector("h1") : own[number];
  const at = one && number >= 0 ? [...content.children].indexOf(one) + 1 : 0;
  globalThis.mark ??= new CSSStyleSheet();
  mark.replaceSync(at ? `@media screen { .e-content > :nth-child(${at}) {
    background: color-mix(in srgb, var(--accent, Highlight) 8%%, transparent);
    box-shadow: 0 0 0 .4rem color-mix(in srgb, var(--accent, Highlight) 8%%, transparent);
  } }` : "");
  if (!document.adoptedStyleSheets.includes(mark)) document.adoptedStyleSheets.push(mark);
  if (!one) return -1;
  const box = one.getBoundingClientRect();
  const seen = box.bottom >= 48 && box.top <= innerHeight - 48;
  if (move && !seen) one.scrollIntoView({block: "center"});
  return scrollY;
})(%s, %s)
"""
"""The mark is an adopted sheet: no element changes, so that following still finds the page as it
was written, and the page's policy has nothing to say about it."""


def patch(html: str) -> str:
    """Make the page in the view the page given, touching only what differs; true when it is.

    False where the style sheet is another: the page has to be loaded anew.
    """
    return _PATCH % json.dumps(html)


def place_at(x: float, y: float) -> str:
    """Name what is shown at a point in CSS pixels: ``headline`` or ``body.`` and the element."""
    return _PLACE % (_ELEMENTS, json.dumps(x), json.dumps(y))


def show(element: int, *, move: bool) -> str:
    """Mark an element of the body, quietly, and ``move`` it into sight where it is not.

    Below 0 nothing is marked, and the headline is what is shown.
    """
    return _SHOW % (_ELEMENTS, json.dumps(element), json.dumps(move))
