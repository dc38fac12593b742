# SPDX-License-Identifier: GPL-3.0-or-later
"""Receivers of notifications on the session bus: the desktop's side, as other programs see it.

Freedesktop is org.freedesktop.Notifications, as most desktops have it; Shell is GNOME Shell's org.gtk.Notifications,
which keeps what a program said after it ended and starts the program for a button. Each runs in a thread of its own,
so that the test may wait for what comes.
"""
import os
import threading

from gi.repository import Gio, GLib

FREEDESKTOP = '''<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal></interface></node>'''

SHELL = '''<node><interface name="org.gtk.Notifications">
<method name="AddNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="a{sv}" direction="in"/></method>
<method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>'''


class Receiver:
    """notes: what is shown now, oldest first. history: all that was ever shown."""

    def __init__(self, name, path, xml):
        self.notes = {}
        self.history = []
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(os.environ['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        interface = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
        self.bus.register_object(path, interface, self.called, None, None)
        self.context.pop_thread_default()
        self.name = name
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', (name, 4)), None, 0, -1, None)
        self.thread = threading.Thread(target=self.loop.run, daemon=True)
        self.thread.start()

    def called(self, bus, sender, path, interface, method, arguments, invocation):
        invocation.return_value(getattr(self, method)(*arguments.unpack()))

    def show(self, key, note):
        self.notes.pop(key, None)
        self.notes[key] = note
        self.history.append(note)

    def find(self, title=None, body=None):
        """The newest one with that title and body (parts of them), or None."""
        for note in reversed(list(self.notes.values())):
            if (title is None or title in note['title']) and (body is None or body in note['body']):
                return note
        return None

    def stop(self):
        self.loop.quit()
        self.thread.join()
        self.bus.close_sync(None)


class Freedesktop(Receiver):
    def __init__(self):
        self.last = 0
        super().__init__('org.freedesktop.Notifications', '/org/freedesktop/Notifications', FREEDESKTOP)

    def GetCapabilities(self):
        return GLib.Variant('(as)', (['actions', 'body', 'body-markup', 'persistence'],))

    def GetServerInformation(self):
        return GLib.Variant('(ssss)', ('receiver', 'tests', '1', '1.2'))

    def Notify(self, app, replaces, icon, title, body, actions, hints, timeout):
        if not replaces:
            self.last += 1
        key = replaces or self.last
        buttons = {actions[i + 1]: actions[i] for i in range(0, len(actions), 2) if actions[i] != 'default'}
        self.show(key, {'key': key, 'title': title, 'body': body, 'buttons': buttons,
                        'urgency': hints.get('urgency', 1)})
        return GLib.Variant('(u)', (key,))

    def CloseNotification(self, key):
        self.notes.pop(key, None)
        self.emit('NotificationClosed', '(uu)', (key, 3))

    def emit(self, name, types, values):
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', self.name, name, GLib.Variant(types, values))

    def press(self, note, label=None):
        """A button, or the notification itself; a desktop closes it then."""
        action = note['buttons'][label] if label else 'default'
        self.emit('ActionInvoked', '(us)', (note['key'], action))
        if self.notes.pop(note['key'], None):
            self.emit('NotificationClosed', '(uu)', (note['key'], 2))


class Shell(Receiver):
    def __init__(self):
        super().__init__('org.gtk.Notifications', '/org/gtk/Notifications', SHELL)

    def AddNotification(self, app, key, note):
        self.show((app, key), {
            'key': (app, key), 'title': note['title'], 'body': note.get('body', ''),
            'buttons': {button['label']: (button['action'], button.get('target')) for button in note.get('buttons', [])},
            'default': (note.get('default-action'), note.get('default-action-target')),
            'urgency': note.get('priority')})

    def RemoveNotification(self, app, key):
        self.notes.pop((app, key), None)

    def press(self, note, label=None):
        """What GNOME Shell does: the program's own action, over the bus, which starts the program where need be."""
        app, _ = note['key']
        action, target = note['buttons'][label] if label else note['default']
        assert action.startswith('app.')
        self.notes.pop(note['key'], None)
        parameter = [GLib.Variant('(ss)', target)] if target else []
        self.bus.call_sync(app, '/' + app.replace('.', '/'), 'org.freedesktop.Application', 'ActivateAction',
                           GLib.Variant('(sava{sv})', (action[4:], parameter, {})), None, 0, 120000, None)
