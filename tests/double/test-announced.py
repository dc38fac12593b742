#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-announced.py BUILD: what a screen reader is told though nobody asked.

Heard on the accessibility bus as a screen reader hears it: an alert comes (ChildrenChanged), and these words are its name.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', '..', 'build-aux')]
import stage  # noqa: E402

EVENTS = 'org.a11y.atspi.Event.Object'


class Ears:
    def __init__(self):
        from gi.repository import Gio, GLib
        self.context = GLib.MainContext.default()
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, -1, None)[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.bus.signal_subscribe(None, EVENTS, None, None, None, 0, self.event_cb)
        self.names, self.said = {}, []

    def event_cb(self, bus, sender, path, interface, event, parameters):
        detail, value = parameters[0], parameters[3]
        if event == 'PropertyChange' and detail == 'accessible-name':
            self.names[path] = value
        elif event == 'ChildrenChanged' and detail == 'add' and value[1] in self.names:
            self.said.append(self.names[value[1]])

    def heard(self, words):
        def listen():
            while self.context.iteration(False):
                pass
            return any(words in text for text in self.said)
        return listen


def main():
    stage.enter()
    from office import ME, THIRD, Office
    from window import Window
    report = stage.Report()
    program = stage.programs(os.path.abspath(sys.argv[1]))
    keyring = stage.Keyring()
    office = Office(program)
    window = Window(program, office)
    try:
        ears = Ears()
        window.app.dump()  # a screen reader has met everything

        def hears(what, words):
            if not report.check(f'{what}: “{words}”', ears.heard(words), 15):
                print('     heard', ears.said)
            ears.said.clear()

        office.ringing()
        hears('an incoming call', 'Incoming call from Dan Weiss')
        office.act('answer', ME)
        hears('answered', 'Talking with Dan Weiss')
        window.wait_for('Hold')
        window.app.keys('ctrl+h')
        hears('on hold', 'Dan Weiss is on hold')
        office.act('record', ME)
        hears('recorded', 'The call with Dan Weiss is being recorded')
        window.wait_for('Transfer')
        window.app.keys('F5')
        window.raise_top()
        window.app.type('99999')
        window.wait_for('99999', 'top')
        window.app.keys('Return')
        hears('a transfer that fails', 'no such number 99999')
        office.clear()
        hears('the end', 'The call with Dan Weiss ended')
        window.begin()
        office.talking()
        window.wait_for('Transfer')
        window.app.keys('F4')
        window.raise_top()
        window.app.type(THIRD)
        window.wait_for('Eva Lind', 'top')
        window.app.keys('Return')
        stage.wait(office.are('ringing', user=THIRD), what='the transfer')
        office.act('hangup', '1005')
        hears('a lost transfer', 'Dan Weiss was lost: Eva Lind did not answer')
    finally:
        window.stop()
        office.stop()
        keyring.stop()
    return report.end()


if __name__ == '__main__':
    sys.exit(main())
