"""Reads one part of the program over AT-SPI and presses its keys; tools/at_spi_trial.py starts it.

It runs in the system's Python, for which pyatspi is packaged, and imports nothing of the program. Ends
with 1 where something cannot be read, or a key is not announced by an event.
"""

import sys
import time

import pyatspi
from gi.repository import GLib

PATIENCE_S = 10
EVENTS = (
    "object:active-descendant-changed",
    "object:property-change:accessible-description",
    "object:property-change:accessible-name",
    "object:selection-changed",
    "object:state-changed:expanded",
    "object:state-changed:focused",
    "object:state-changed:selected",
    "object:text-caret-moved",
    "object:text-selection-changed",
)
KEYS = {
    "Down": 0xFF54, "End": 0xFF57, "Home": 0xFF50, "Left": 0xFF51, "Page_Down": 0xFF56,
    "Return": 0xFF0D, "Right": 0xFF53,
}  # fmt: skip
HELD = {"Control": 37, "Shift": 50}
"""Codes of keys that are held while another is pressed, on every X11 screen."""
CONTEXT = GLib.MainContext.default()
heard = []
failures = []


def check(is_so, text):
    print(f"{'ok    ' if is_so else 'FAILED'} {text}")
    if not is_so:
        failures.append(text)


def pump(seconds):
    """Receive events for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        while CONTEXT.pending():
            CONTEXT.iteration(False)
        time.sleep(0.02)


def until(result_of):
    """Return what `result_of` returns as soon as it is true; its last value when patience ends."""
    end = time.monotonic() + PATIENCE_S
    while not (result := result_of()) and time.monotonic() < end:
        pump(0.1)
    return result


def press(*keys):
    """Press keys together, and return the events that follow, as (type, role, name)."""
    heard.clear()
    for key in keys[:-1]:
        pyatspi.Registry.generateKeyboardEvent(HELD[key], None, pyatspi.KEY_PRESS)
    pyatspi.Registry.generateKeyboardEvent(KEYS[keys[-1]], None, pyatspi.KEY_SYM)
    for key in reversed(keys[:-1]):
        pyatspi.Registry.generateKeyboardEvent(HELD[key], None, pyatspi.KEY_RELEASE)
    pump(0.6)
    print(f"       {'+'.join(keys)}: " + ("; ".join(f"{t} {r} “{n[:40]}”" for t, r, n in heard[:9]) or "–"))
    return list(heard)


def on_event(event):
    try:
        heard.append((str(event.type), event.source.getRoleName(), event.source.name))
    except GLib.Error:  # the object is gone already
        heard.append((str(event.type), "", ""))


def states(element):
    element.clear_cache()
    return {pyatspi.stateToString(each) for each in element.getState().getStates()}


def showing(role, name, within):
    """Return the elements in view of a role whose name begins in a way."""
    elements = []
    waiting = [within]
    while waiting:
        element = waiting.pop()
        if element is None:
            continue
        try:
            if element.getRoleName() == role and element.name.startswith(name):
                elements.append(element)
            if element.getRoleName() not in ("tree", "list", "table"):
                waiting += [element.getChildAtIndex(number) for number in range(element.childCount)]
        except GLib.Error:  # changed while it was read
            continue
    return [each for each in elements if "showing" in states(each)]


def application():
    desktop = pyatspi.Registry.getDesktop(0)
    children = [desktop.getChildAtIndex(number) for number in range(desktop.childCount)]
    return next((each for each in children if each is not None and each.childCount), None)


def text_of(element):
    text = element.queryText()
    return text.getText(0, text.characterCount)


def announced(events, *types):
    """Return the names of the sources of events of these types."""
    return [name for kind, _role, name in events if kind.startswith(types)]


def outline(window):
    (tree,) = until(lambda: showing("tree", "Sections and rows", window)) or [None]
    check(tree is not None, "the outline is a tree with a name")
    cells = [tree.getChildAtIndex(number) for number in range(tree.childCount)]
    rows = [each for each in cells if each.getRoleName() != "table column header"]
    check(len(rows) > 10 and all(each.name for each in rows), f"all {len(rows)} rows have a name")
    facts = [each for each in rows if each.name.startswith("Fact")]
    check(
        facts and all(each.description for each in facts), f"all {len(facts)} facts have a grade in words"
    )
    print(f"       {facts[0].name[:90]} ({facts[0].description[:60]})")
    check("focused" in states(tree), "the tree has the focus")
    names = announced(press("Down"), "object:state-changed:focused", "object:active-descendant-changed")
    check(rows[1].name in names, "Down announces the row")
    check("selected" in states(rows[1]), "the state of the row says that it is selected")
    press("Home")
    check("expanded" in states(rows[0]), "a section says that it is expanded")
    press("Left")
    check("expanded" not in states(rows[0]), "Left collapses it, and its state says so")
    press("Right")


def reader(window):
    (text,) = until(lambda: showing("text", "Text of the source", window)) or [None]
    check(text is not None, "the text of the source has a name")
    words = text_of(text)
    check("The Parties shall consult" in words, f"its {len(words)} characters can be read")
    check("focused" in states(text), "it has the focus")
    press("Control", "Home")
    names = announced(press("Down"), "object:text-caret-moved")
    check(bool(names), "Down announces the caret")
    press("Down")
    caret = text.queryText().caretOffset
    line = text.queryText().getTextAtOffset(caret, pyatspi.TEXT_BOUNDARY_LINE_START)[0]
    check("The Parties shall consult" in line, f"the line of the caret is read: “{line.strip()}”")
    names = announced(press("Shift", "End"), "object:text-selection-changed", "object:text-caret-moved")
    check(bool(names), "Shift+End announces the selection")
    check(text.queryText().getNSelections() == 1, "the selection is read")
    (articles,) = showing("list", "Articles and headings", window) or [None]
    check(articles is not None, "the outline of the articles is a list with a name")
    names = [articles.getChildAtIndex(number).name for number in range(articles.childCount)]
    check(names == ["Article 1", "Article 2"], f"its entries have names: {', '.join(names)}")
    press("Return")
    (statement,) = until(lambda: showing("text", "Statement", window)) or [None]
    check(statement is not None, "Enter shows the statement of the new fact, which has a name")
    check(statement is not None and "focused" in states(statement), "it has the focus")
    words = text_of(statement) if statement is not None else ""
    check("consult each other" in words, f"its text is read: “{words}”")


def preview(window):
    pages = [
        each for role in ("filler", "panel", "scroll pane") for each in showing(role, "Page 1 of", window)
    ]
    check(bool(pages), "the page in view has its number as name")
    if not pages:
        return
    (page,) = pages[:1]
    check(len(page.description) > 200, f"its text is its description: “{page.description[:80]}…”")
    before = page.description
    press("Control", "Page_Down")
    until(lambda: page.name.startswith("Page 2"))
    check(page.name.startswith("Page 2 of"), f"Ctrl+Page Down names the next page: “{page.name}”")
    until(lambda: page.description != before)
    check(page.description != before, f"and its text: “{page.description[:80]}…”")
    unnamed = [each for each in showing("push button", "", window) if not each.name]
    for each in unnamed:
        print(f"       {each.parent.getRoleName()} “{each.parent.name}”")
    check(not unnamed, "no button in view is without a name")


def main():
    step = sys.argv[1]
    print(f"\n== {step}, {pyatspi.__name__}")
    pyatspi.Registry.registerEventListener(on_event, *EVENTS)
    program = until(application)
    check(program is not None, f"the program is on the bus: “{program.name if program else ''}”")
    if program is None:
        return 1
    window = next(each for each in program if "active" in states(each))
    check(bool(window.name), f"its window has a name: “{window.name[:70]}…”")
    {"outline": outline, "reader": reader, "preview": preview}[step](window)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
