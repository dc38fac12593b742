# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of one running program, read as a whole at one moment.

A screen reader asks the program once for all it keeps in its cache; that knows every part somebody has looked at, the
hidden ones too. Which of them are there now is asked in one go: a tree of some hundred parts costs some ten
milliseconds so. (By libdbus: GLib’s variants are taken apart in Python, which takes ten times as long.)
"""
import time

import dbus
import dbus.bus
import dbus.lowlevel
import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

A11Y = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'
LOOKS = 10  # a part that is looked at for the first time comes into the cache a little later
roles = {}


class Node:
    """One part as it was at that moment; what it does it does now."""

    def __init__(self, tree, item):
        self.tree = tree
        (_, self.path), _, _, _, self.n_children, self.interfaces, self.name, role, \
            self.description, states = item
        self.role = roles.setdefault(role, Atspi.role_get_name(Atspi.Role(role)))
        self.states = states[0] | states[1] << 32
        self.children = []
        self.parent = None

    def has(self, state):
        """A state by its name: 'sensitive', 'focused', 'selected', 'visible'… 'showing' is told of windows only."""
        return bool(self.states >> int(getattr(Atspi.StateType, state.upper())) & 1)

    def walk(self, without=()):
        """The part and the visible ones below it, in order; those of such names left out, with what they hold."""
        yield self
        for child in self.children:
            if child.has('visible') and child.name not in without:
                yield from child.walk(without)

    def ask(self, interface, method, signature='', *arguments):
        return self.tree.ask(self.path, interface, method, signature, *arguments)

    def text(self):
        if A11Y + 'Text' not in self.interfaces:
            return ''
        try:
            count = self.tree.call(self.tree.name, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                                   'ss', A11Y + 'Text', 'CharacterCount')
            return self.ask('Text', 'GetText', 'ii', 0, count)
        except dbus.DBusException:  # it is gone
            return ''

    def place(self):
        """In its window: x, y, width, height."""
        return self.ask('Component', 'GetExtents', 'u', int(Atspi.CoordType.WINDOW))

    def has_room(self):
        """In its window. What was shown once keeps it: GTK does not tell which page of a stack is the visible one."""
        try:
            return min(self.place()[2:]) > 0
        except dbus.DBusException:  # it is gone
            return False

    def write(self, text):
        self.ask('EditableText', 'SetTextContents', 's', text)

    def actions(self):
        if A11Y + 'Action' not in self.interfaces:
            return []
        count = len(self.ask('Action', 'GetActions'))  # where their names are translated
        return [str(self.ask('Action', 'GetName', 'i', i)) for i in range(count)]

    def do(self, action=None):
        """One of its actions, by its name, or the first; what it cannot do may be something for what it stands in."""
        node, index = self, 0
        if action:
            while node is not None and action not in node.actions():
                node = node.parent
            if node is None:
                raise ValueError(f'{self.role} “{self.name}” cannot {action}, only {", ".join(self.actions())}')
            index = node.actions().index(action)
        for _ in range(100):  # what is not on the screen yet takes the press and does nothing
            if node.has_room():
                break
            time.sleep(0.02)
        node.ask('Action', 'DoAction', 'i', index)


class Tree:
    def __init__(self, pid):
        self.pid = pid
        self.bus = None
        self.name = None

    def connect(self):
        if self.bus is None:
            address = dbus.SessionBus().call_blocking('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                                      '', ())
            self.bus = dbus.bus.BusConnection(address)
        for name, _ in self.call(A11Y + 'Registry', ROOT, A11Y + 'Accessible', 'GetChildren'):
            pid = self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                            'GetConnectionUnixProcessID', 's', name)
            if pid == self.pid:
                self.name = name
                return True
        return False

    def call(self, name, path, interface, method, signature='', *arguments):
        return self.bus.call_blocking(name, path, interface, method, signature, arguments)

    def ask(self, path, interface, method, signature='', *arguments):
        return self.call(self.name, path, A11Y + interface, method, signature, *arguments)

    def windows(self):
        """What is seen now: the windows, with all below them. None when the program does not answer (yet)."""
        try:
            if self.name is None and not self.connect():
                return None
            for _ in range(LOOKS):
                tops, new = self.read()
                if not new:
                    break
                while new:
                    new = sum(self.ask_children(new), [])
            return tops
        except dbus.DBusException:
            return None

    def ask_children(self, paths):
        """What stands below each of these parts now: all asked at once."""
        answers = {}

        def ask(path):
            return self.bus.send_message_with_reply(
                dbus.lowlevel.MethodCallMessage(self.name, path, A11Y + 'Accessible', 'GetChildren'),
                lambda answer: answers.update({path: answer}), require_main_loop=False)

        for question in [ask(path) for path in paths]:
            question.block()
        # What is gone answers with an error.
        return [[child for _, child in answers[path].get_args_list()[0]]
                if answers[path].get_type() == dbus.lowlevel.MESSAGE_TYPE_METHOD_RETURN else [] for path in paths]

    def read(self):
        """The windows, and the paths of parts that are not in the cache yet."""
        nodes = {}
        for item in self.ask('/org/a11y/atspi/cache', 'Cache', 'GetItems'):
            node = Node(self, item)
            nodes[node.path] = node
        above = [node.path for node in nodes.values() if node.n_children > 0]
        found = self.ask_children([ROOT, *above])
        for path, paths in zip(above, found[1:]):
            nodes[path].children = [nodes[child] for child in paths if child in nodes]
            for child in nodes[path].children:
                child.parent = nodes[path]
        return ([nodes[path] for path in found[0] if path in nodes and nodes[path].has('visible')],
                [path for paths in found for path in paths if path not in nodes])
