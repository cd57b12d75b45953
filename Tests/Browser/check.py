#!/usr/bin/env python3
"""Looks at a page as its readers will: in headless Chromium, on a phone and a screen, in light and dark.

    check.py --mlnb bin/mlnb             runs Tests/Browser/lesson.md and checks its page
    check.py page.html ...               checks pages that are there
    --screenshots FOLDER                 keeps a picture of every page in every form
"""

import argparse
import os
import subprocess
import sys
import tempfile

from browser import Browser

HERE = os.path.dirname(os.path.abspath(__file__))

# Runs in the page: the contrast of every piece of text with what is behind it (WCAG 2, 1.4.3), below 4.5.
CONTRAST = r"""
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parse = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => {
    const mix = (i) => top[i] * top[3] + below[i] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = (color) => {
    const [r, g, b] = color.slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), parse(getComputedStyle(document.body).backgroundColor));
  };
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('script, style, .katex-mathml, .symbols, figure svg')) continue;
    if (!element.getClientRects().length || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
    if (opacity === 0 || style.visibility === 'hidden') continue;
    const ground = behind(element);
    const color = parse(style.color);
    const text = over([color[0], color[1], color[2], color[3]], ground);
    const a = light(text), b = light(ground);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found[element.tagName + '.' + element.className + ' ' + ratio.toFixed(2)] = walker.currentNode.data.trim().slice(0, 30);
  }
  return Object.entries(found).map(([key, text]) => key + ': ' + text);
})()
"""

# Runs in the page: elements that stick out of the window at its right and are in no box that scrolls.
SIDEWAYS = r"""
(() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push('the page is ' + document.documentElement.scrollWidth + ' pixels wide');
  for (const element of document.body.querySelectorAll('*')) {
    if (element.getBoundingClientRect().right <= width + 1 || element.closest('svg svg, .off-screen, .katex-mathml')) continue;
    let box = element.parentElement;
    while (box && !/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) box = box.parentElement;
    if (!box) found.push(element.tagName + '.' + element.className);
  }
  return found;
})()
"""

# Runs in the page: what can be worked or scrolled and is not hidden, each with a name to tell it by.
REACHABLE = r"""
(() => {
  const shown = (e) => e.getClientRects().length && e.checkVisibility({ visibilityProperty: true });
  let count = 0;
  const name = (e) => e.dataset.checked || (e.dataset.checked = e.tagName + ' ' + (e.className || '') + ' ' + count++);
  const all = [...document.querySelectorAll('a[href], button, summary, input:not([disabled])')].filter(shown)
    .filter((e) => getComputedStyle(e).pointerEvents !== 'none');
  const scrolling = [...document.querySelectorAll('pre, .table, .katex-display, figure, .pan')].filter(shown)
    .filter((e) => e.scrollWidth > e.clientWidth + 1);
  return [...all, ...scrolling].map(name);
})()
"""

FOCUSED = r"""
(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  return [e.dataset.checked || e.tagName + '#' + e.id, ring];
})()
"""


CONTENTS_SHOWN = "(() => { const a = document.querySelector('.contents a'); return a ? a.checkVisibility() : null })()"


class Check:
    def __init__(self):
        self.failures = []

    def that(self, condition, what):
        if not condition:
            self.failures.append(what)

    def empty(self, found, what):
        self.that(not found, "%s: %s" % (what, "; ".join(map(str, found or []))[:600]))


def check_structure(check, browser, name):
    """What assistive software needs."""
    def count(selector):
        return browser.evaluate("document.querySelectorAll(%r).length" % selector)

    check.that(browser.evaluate("document.documentElement.lang") != "", name + ": no lang")
    check.that(count("main") == 1, name + ": not one main")
    check.that(count("h1") == 1, name + ": not one h1")
    check.that(browser.evaluate("document.title") != "", name + ": no title")
    check.that(count("img:not([alt])") == 0, name + ": an image has no alternative text")
    check.that(count("figure > svg:not([aria-label], [aria-hidden]), .pan > svg:not([aria-label])") == 0, name + ": a chart has no alternative text")
    check.that(count("th:not([scope]):not(:empty)") == 0, name + ": a table's header has no scope")
    check.empty(browser.evaluate(
        "Object.entries(Object.groupBy([...document.querySelectorAll('[id]')], e => e.id))"
        ".filter(([id, all]) => all.length > 1).map(([id]) => id)"), name + ": ids used twice")
    check.empty(browser.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => id && !document.getElementById(id))"), name + ": links to nowhere")
    check.empty(browser.evaluate(
        "[...document.querySelectorAll('main section.cell')].filter(c => !c.querySelector('.cell-number, .diagnostic')).map(c => c.id)"),
        name + ": cells without a link")


def check_keyboard(check, browser, name):
    """Tab reaches everything that can be worked, and every stop shows that it has the focus."""
    wanted = set(browser.evaluate(REACHABLE))
    reached, without_ring = set(), set()
    browser.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    first = None
    for _ in range(len(wanted) * 2 + 20):
        browser.key("Tab", 9)
        focused = browser.evaluate(FOCUSED)
        if focused is None:
            if reached:
                break
            continue
        if first is None:
            first = focused[0]
        elif focused[0] == first:
            break
        reached.add(focused[0])
        if not focused[1]:
            without_ring.add(focused[0])
    reached.add(first)
    check.empty(sorted(wanted - reached), name + ": the keyboard does not reach")
    check.empty(sorted(without_ring), name + ": no focus ring on")
    check.that(first is not None and "skip" in first, name + ": the first stop is not the skip link but %s" % first)


def check_switches(check, browser, path, name):
    """Theme, code, copying and folds do what they say."""
    def theme():
        return browser.evaluate("getComputedStyle(document.body).backgroundColor")

    before = theme()
    browser.evaluate("document.querySelector('.theme').click()")
    after = theme()
    check.that(before != after, name + ": the theme switch does nothing")
    browser.open(path)
    check.that(theme() == after, name + ": the theme is not remembered")
    browser.evaluate("document.querySelector('.theme').click()")
    if browser.evaluate("!!document.querySelector('.source')"):
        browser.evaluate("[...document.querySelectorAll('.tool')].find(b => b.textContent == 'Hide code').click()")
        check.that(browser.evaluate("[...document.querySelectorAll('.source')].every(s => !s.getClientRects().length)"),
                   name + ": code is not hidden")
        browser.evaluate("[...document.querySelectorAll('.tool')].find(b => b.textContent == 'Show code').click()")
        check.that(browser.evaluate("!!document.querySelector('.source').getClientRects().length"),
                   name + ": code is not shown again")
        browser.evaluate("document.querySelector('.copy').focus()")
        browser.key("Enter", 13, text="\r")
        browser.evaluate("new Promise(done => setTimeout(done, 100))")
        check.that(browser.evaluate("document.querySelector('.copy').textContent") == "Copied",
                   name + ": the copy button does not copy")
    if browser.evaluate("!!document.querySelector('details.solution [id], details.solution')"):
        browser.evaluate("location.hash = (document.querySelector('details.solution [id]') "
                         "|| document.querySelector('details.solution')).id")
        browser.evaluate("new Promise(done => setTimeout(done, 100))")
        check.that(browser.evaluate("document.querySelector('details.solution').open"),
                   name + ": a link to something folded does not open it")


def check_print(check, browser, name):
    """In print everything is open and no tool is left."""
    browser.call("Emulation.setEmulatedMedia", media="print")
    browser.evaluate("dispatchEvent(new Event('beforeprint'))")
    closed = browser.evaluate("document.querySelectorAll('main details:not([open])').length")
    tools = browser.evaluate("[...document.querySelectorAll('.tools, .copy, .contents')].filter(e => e.getClientRects().length).length")
    browser.evaluate("dispatchEvent(new Event('afterprint'))")
    again = browser.evaluate("document.querySelectorAll('main details:not([open])').length")
    folds = browser.evaluate("document.querySelectorAll('main details').length")
    browser.call("Emulation.setEmulatedMedia", media="")
    check.that(closed == 0, name + ": %d folds stay closed in print" % closed)
    check.that(tools == 0, name + ": buttons are printed")
    check.that(folds == 0 or again > 0, name + ": folds stay open after printing")


def check_page(check, browser, path, screenshots):
    base = os.path.splitext(os.path.basename(path))[0]
    for width in (390, 1280):
        for dark in (False, True):
            name = "%s at %d pixels, %s" % (base, width, "dark" if dark else "light")
            browser.view(width, 844 if width < 500 else 900, dark, touch=width < 500)
            browser.open(path)
            browser.evaluate("document.fonts.ready.then(() => 0)")
            check.empty(browser.evaluate(SIDEWAYS), name + ": sticks out")
            check.empty(browser.evaluate(CONTRAST), name + ": contrast below 4.5")
            contents = browser.evaluate(
                CONTENTS_SHOWN)
            if contents is not None:
                check.that(contents == (width >= 1100), name + ": contents are %s" % ("shown" if contents else "hidden"))
            if screenshots:
                browser.screenshot(os.path.join(screenshots, "%s-%d-%s.png" % (base, width, "dark" if dark else "light")))
            check.empty(browser.messages, name + ": the console says")
            check.empty([r for r in browser.requests if r != "file://" + os.path.abspath(path)], name + ": asks for")
    browser.view(1280)
    browser.open(path)
    check_structure(check, browser, base)
    check_keyboard(check, browser, base)
    check_print(check, browser, base)
    check_switches(check, browser, path, base)
    check.empty(browser.messages, base + ": the console says")
    # With no script: everything is there, the contents too, and the system's theme holds.
    browser.view(1280, dark=True)
    browser.open(path, scripts=False)
    check.that(browser.evaluate(CONTENTS_SHOWN) is not False, base + " without script: the contents are hidden")
    check.that(browser.evaluate("document.querySelectorAll('button').length") == 0,
               base + " without script: there are buttons that do nothing")
    check.empty(browser.evaluate(CONTRAST), base + " without script: contrast below 4.5")
    check.empty(browser.messages, base + " without script: the console says")
    if screenshots:
        browser.screenshot(os.path.join(screenshots, base + "-no-script.png"))
        browser.pdf(os.path.join(screenshots, base + ".pdf"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--mlnb")
    parser.add_argument("--screenshots")
    arguments = parser.parse_args()
    check = Check()
    with tempfile.TemporaryDirectory(prefix="mlnb-pages-") as folder:
        pages = list(arguments.pages)
        if arguments.mlnb:
            page = os.path.join(folder, "lesson.html")
            run = subprocess.run([arguments.mlnb, "run", "--allow-errors", "-q", os.path.join(HERE, "lesson.md"), "-o", page],
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            check.that(os.path.exists(page), "no page: " + run.stdout)
            if os.path.exists(page):
                pages.append(page)
        if arguments.screenshots:
            os.makedirs(arguments.screenshots, exist_ok=True)
        with Browser() as browser:
            for page in pages:
                check_page(check, browser, page, arguments.screenshots)
    for failure in check.failures:
        print("browser test: " + failure)
    print("browser test: %d pages, %s" % (len(pages), "passed" if not check.failures else "%d failures" % len(check.failures)))
    sys.exit(1 if check.failures or not pages else 0)


if __name__ == "__main__":
    main()
