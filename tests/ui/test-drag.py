#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-drag.py BUILD: with a mouse, from one page to another: who is parked onto a colleague, a call onto a slot."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402


class Mouse:
    def __init__(self, app):
        self.app = app

    def place(self, node):
        """The middle of it on the screen: there is no window manager, the window stands in the corner."""
        stage.wait(node.has_room, what='a place')
        x, y, width, height = node.place()
        return x + width // 2, y + height // 2

    def move(self, place):
        """In steps, as a hand does: a drag begins with some way, and every place is reached by a last little one."""
        for step in ((6, 6), (6, -6)):
            stage.xdotool('mousemove_relative', '--sync', '--', *map(str, step))
            time.sleep(0.05)
        for x in (place[0] - 6, place[0] - 3, place[0]):
            stage.xdotool('mousemove', '--sync', str(x), str(place[1]))
            time.sleep(0.05)

    def drag(self, node, page, target):
        """From node over the name of a page, which opens, onto what is there."""
        def row():
            return self.app.find('list item', start=page)
        stage.xdotool('mousemove', '--sync', *map(str, self.place(node)))
        stage.xdotool('mousedown', '1')
        self.move(self.place(row()))
        stage.wait(lambda: row().has('selected') and target(), what='the other page')
        self.move(self.place(target()))
        time.sleep(0.1)
        stage.xdotool('mouseup', '1')


def states(sim, user):
    for entry in sim.ask('world')['users']:
        if entry['user'] == user:
            return [leg['state'] for leg in entry['legs']]
    return None


def main(build):
    program = stage.programs(os.path.abspath(build))
    report = stage.Report()
    check = report.check
    keyring = stage.Keyring()
    sim = stage.Palsim(program('palsim'))
    for entry in sim.ask('world')['users']:
        sim.ask('phone', do='wait', user=entry['user'])
    app = stage.App([program('sidetone')])
    app.first_window()
    stage.sign_in(app, sim.url, '1001', '1001')
    check('signed in', lambda: stage.presence(app, 'Ben Okafor') == 'Free')
    app.raise_()
    mouse = Mouse(app)

    sim.ask('call', do='call', **{'from': '0667890123', 'to': '1004'})
    stage.wait(lambda: sim.ask('phone', do='answer', user='1004')['ok'], what='the answer')
    stage.wait(lambda: sim.ask('phone', do='park', user='1004', number='702')['ok'], what='the parking')
    app.keys('ctrl+3')
    check('a slot says who waits', lambda: app.find('table cell', contains='Slot 702, 0667890123'))
    mouse.drag(app.find('table cell', contains='Slot 702, 0667890123'),
               'Colleagues',
               lambda: app.find('list item', contains='Ben Okafor, 1003'))
    check('the parked caller rings at Ben’s', lambda: states(sim, '1003') == ['ringing'])
    sim.ask('phone', do='answer', user='1003')
    check('and talks with Ben', lambda: states(sim, '1003') == ['talking'])

    sim.ask('call', do='call', **{'from': '0312345678', 'to': '1001'})
    check('my phone rings', lambda: app.find('push button', 'Answer', sensitive=True))
    app.click('Answer')
    check('I talk', lambda: app.find('push button', 'Hold', sensitive=True))
    bar = app.find('panel', 'Calls')
    mouse.drag(app.find('label', contains='0312345678', under=bar),
               'Parking & Lines',
               lambda: app.find('table cell', contains='Slot 702, free'))
    # By the number, or by the name once the copy of the phonebook has come.
    check('the call is parked', lambda: app.find('table cell', contains='Slot 702, 0312345678')
          or app.find('table cell', contains='Slot 702, Kenji Mori'))
    check('and I am free', lambda: states(sim, '1001') == [])

    app.stop()
    sim.stop()
    keyring.stop()
    return report.end()


if __name__ == '__main__':
    stage.enter()
    sys.exit(main(sys.argv[1]))
