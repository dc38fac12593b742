# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person with a screen reader hears of the call bar, kept in mind call by call."""
import re

CONSULTED = re.compile('Talking with (.*) first')
ROW = re.compile(r'Call with (.*?): (.*)')
# What the bar says, as the simulator calls it.
WORDS = (('Incoming call', 'ringing'), ('Your phone rings', 'ringing'), ('Calling', 'waiting'), ('On hold', 'held'),
         ('Asking', 'held'), ('Talking', 'talking'), ('Conference', 'talking'))


def to_state(words):
    return next((state for start, state in WORDS if words.startswith(start)), words)


class Seen:
    """One call as it was seen: who, and what it did, in the order of the moments."""

    def __init__(self, name, words, node):
        self.name = name
        self.parties = []
        self.words = []
        self.see(name, words, node)
        self.way = 'in' if words.startswith('Incoming') else 'out'

    def see(self, name, words, node):
        """The row is named after who waits; with whom one talks meanwhile stands in its words."""
        consulted = CONSULTED.fullmatch(words)
        party = consulted.group(1) if consulted else name
        self.node = node
        self.name = name
        if not self.words or self.words[-1] != words:
            self.words.append(words)
        if not words.startswith('Conference') and (not self.parties or self.parties[-1] != party):
            self.parties.append(party)

    def states(self):
        """Its words as the simulator's states, each as long as it lasted; what is said of its end is none."""
        found = [to_state(words) for words in self.words]
        known = {state for _, state in WORDS}
        if self.way == 'out' and found[0] == 'waiting':
            found.pop(0)  # my own phone did not ring yet
        return [state for i, state in enumerate(found) if state in known and (i == 0 or found[i - 1] != state)]


class Eyes:
    def __init__(self, app):
        self.app = app
        self.live = []
        self.gone = []

    def rows(self):
        """(name, words, node) of every call. While the page of the calls is open they stand there, else in the bar."""
        matches = [(ROW.fullmatch(name), node) for node, _, name in self.app.nodes()
                   if node.parent is not None and (node.parent.role, node.parent.name) == ('panel', 'Calls')]
        return [(match.group(1), match.group(2), node) for match, node in matches if match]

    def look(self):
        """The calls now, and in mind what each of them was. They stay in their order; a new one is the last."""
        rows = self.rows()
        rest = list(self.live)
        now = []
        for name, words, node in rows:
            # The same name; else (it was handed on) the one whose turn it is, when none is missing.
            call = next((c for c in rest if c.name == name), None)
            if call is None and rest and len(rest) >= len(rows) - len(now):
                call = rest[0]
            if call is None:
                call = Seen(name, words, node)
            else:
                rest.remove(call)
                call.see(name, words, node)
            now.append(call)
        self.gone += rest
        self.live = now
        return now

    def all(self):
        return self.gone + self.live
