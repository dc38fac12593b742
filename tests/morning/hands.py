# SPDX-License-Identifier: GPL-3.0-or-later
"""Three ways to do the same: by the actions of the accessibility tree, by keys alone, and by D-Bus."""
import time

from gi.repository import Gio, GLib
import stage

BUTTONS = ('push button', 'toggle button', 'menu item', 'check menu item')


class Hands:
    def __init__(self, app, eyes, numbers):
        """Numbers: of those who have a name."""
        self.app = app
        self.eyes = eyes
        self.numbers = numbers

    def call_of(self, name):
        return next(call for call in self.eyes.live if call.name == name)

    def find_picker(self):
        """Its field and its window."""
        for window in self.app.windows():
            field = self.app.find('text', 'To whom: name or number', under=window)
            if field is not None:
                return field, window
        return None

    def wait_for_picker(self):
        return stage.wait(self.find_picker, what='the picker')

    def wait_for_no_picker(self):
        stage.wait(lambda: not self.find_picker(), what='the end of the picker')

    def wait_for_hold(self):
        """A caller does not hear how somebody else is looked for."""
        stage.wait(lambda: any(call.words[-1] == 'On hold' for call in self.eyes.look()), what='the hold')

    def wait_for_choice(self, choice):
        """Until the picker says that Enter does that."""
        def is_said():
            found = self.find_picker()
            return found and found[0].description.startswith(choice)
        stage.wait(is_said, what=f'“{choice}”')

    def find_place(self):
        """Where the menu of parking takes a number."""
        return self.app.find('text', 'Number of another park slot')

    def wait_for_match(self, found):
        """Until the list below the dial field offers it."""
        def is_there():
            matches = self.app.find('list', 'Suggestions')
            return matches is not None and self.app.find('label', found, under=matches)
        stage.wait(is_there, what=f'“{found}” below the dial field')


class Tree(Hands):
    name = 'tree'

    def press(self, name=None, start=None, under=None):
        """The button of that name, or whose name begins so, once it can be pressed."""
        node = stage.wait(lambda: self.app.find(BUTTONS, name, start=start, sensitive=True,
                                                under=under() if under else None), what=f'“{name or start}”')
        node.do()

    def row(self, name):
        """A way to find the row as it is now."""
        def find():
            self.eyes.look()
            return next((call.node for call in self.eyes.live if name in (None, call.name)), None)
        return lambda: stage.wait(find, what=f'the call with {name}')

    def verb(self, label, name=None):
        self.press(label, under=self.row(name))

    def answer(self, name=None):
        self.verb('Answer', name)

    def hold(self, name=None):
        self.verb('Hold', name)

    def resume(self, name=None):
        self.verb('Resume', name)

    def hang_up(self, name=None):
        self.verb('Hang Up', name)

    def dial(self, text, found):
        field = self.app.find('text', 'Dial a name or number')
        field.write(text)
        stage.wait(lambda: found in self.app.find('text', field.name).description, what=f'“{found}” in the dial field')
        field.do('dial.chosen')

    def pick(self, label, way, whom, found, name=None):
        """Opens the picker of a call and chooses there."""
        self.verb(label, name)
        field, window = self.wait_for_picker()
        if way != 'Send There':
            self.wait_for_hold()
        self.press(way, under=lambda: window)
        field.write(whom)
        self.wait_for_choice(f'{way}: {found}')
        window.do('transfer.chosen')
        self.wait_for_no_picker()

    def ask_first(self, whom, found):
        self.pick('Transfer', 'Ask First', whom, found)

    def transfer(self, whom, found):
        self.pick('Transfer', 'Transfer Now', whom, found)

    def to_voicemail(self, whom, found):
        self.pick('Transfer', 'Voicemail', whom, found)

    def deflect(self, whom, found):
        self.pick('Send Elsewhere', 'Send There', whom, found)

    def decline(self, name=None):
        self.verb('Decline', name)

    def complete(self):
        self.verb('Complete Transfer')

    def cancel(self):
        self.verb('Cancel Transfer')

    def join(self):
        self.verb('Join All')

    def record(self):
        self.verb('Record')

    def stop_recording(self):
        self.verb('Stop Recording')

    def page(self, title):
        def find():
            row = self.app.find('list item', start=title, under=self.app.find('list', 'Pages'))
            return row if row is not None and row.name.split(',')[0] == title else None
        stage.wait(find, what=f'the page “{title}”').do('page.open')

    def park_at(self, slot):
        """A place nobody has told of yet."""
        self.verb('Park')
        field = stage.wait(self.find_place, what='where to park')
        field.write(slot)
        field.do('park.chosen')

    def park(self):
        self.verb('Park')
        self.press(start='Next Free')

    def retrieve(self, slot):
        self.page('Parking & Lines')
        self.press(start='Retrieve ')

    def retrieve_oldest(self):
        self.page('Parking & Lines')
        self.press(start='Recall Oldest')

    def choose_for(self, colleague, what):
        """In the menu of a colleague."""
        self.page('Colleagues')
        stage.wait(lambda: self.app.find('panel', colleague), what=colleague).do('colleague.menu')
        self.press(what)

    def pick_up_waiting(self):
        self.page('Parking & Lines')
        self.press(start='Pick up ')

    def colleagues(self):
        self.page('Colleagues')

    def calls(self):
        self.page('Calls')

    def parking(self):
        self.page('Parking & Lines')

    def call_voicemail(self):
        self.page('Voicemail')
        self.press('Call Voicemail')

    def take_back(self):
        self.calls()
        self.press(start='Take Back')


class Keys(Hands):
    name = 'keys'

    last, when = None, 0

    def press_key(self, key):
        """A key that comes again at once counts as one press: people are slower than that."""
        bare = key.split('+')[-1]
        while self.last == bare and time.monotonic() - self.when < 0.3:
            time.sleep(0.02)
        self.app.keys(key)
        self.last, self.when = bare, time.monotonic()

    def select(self, name):
        """The call the keys are for."""
        def is_selected():
            self.eyes.look()
            return len(self.eyes.live) < 2 or self.call_of(name).node.has('selected')
        for _ in range(len(self.eyes.live) + 1):
            if name is None or is_selected():
                return
            self.press_key('alt+Down')
        raise stage.Timeout(f'the keys never came to the call with {name}')

    def answer(self, name=None):
        self.press_key('Return')

    def hold(self, name=None):
        self.select(name)
        self.press_key('ctrl+h')

    resume = hold

    def hang_up(self, name=None):
        self.select(name)
        self.press_key('F8')

    def dial(self, text, found):
        self.press_key('ctrl+k')
        self.app.type(text)
        self.wait_for_match(found)
        self.press_key('Return')

    decline = hang_up

    def pick(self, key, way, whom, found, enter='Return'):
        self.press_key(key)
        self.wait_for_picker()
        if way != 'Send There':
            self.wait_for_hold()
        self.app.type(whom)
        self.wait_for_choice(f'{way}: {found}')
        self.press_key(enter)
        self.wait_for_no_picker()

    def ask_first(self, whom, found):
        self.pick('F5', 'Ask First', whom, found)

    def transfer(self, whom, found):
        self.pick('F4', 'Transfer Now', whom, found)

    def to_voicemail(self, whom, found):
        self.pick('F4', 'Transfer Now', whom, found, 'alt+Return')

    def deflect(self, whom, found):
        self.pick('F4', 'Send There', whom, found)

    def complete(self):
        self.press_key('F5')

    def cancel(self):
        self.press_key('Escape')

    def record(self):
        self.press_key('ctrl+r')

    stop_recording = record

    def go_to(self, start, key='Tab', most=40):
        """With the keyboard to the part whose name begins so."""
        for _ in range(most):
            focused = self.app.focused()
            if focused is not None and focused[1].startswith(start):
                return
            self.press_key(key)
        raise stage.Timeout(f'{key} never came to “{start}”, but to {self.app.focused()}')

    def join(self):
        self.press_key('shift+F5')

    def park(self):
        self.press_key('ctrl+p')

    def park_at(self, slot):
        self.press_key('F6')
        self.go_to('Park', most=10)
        self.press_key('Return')
        stage.wait(self.find_place, what='where to park')
        self.go_to('Number of another park slot')
        self.app.type(slot)
        self.press_key('Return')

    def retrieve(self, slot):
        self.press_key('F7')
        self.go_to(f'Slot {slot}', most=1)
        self.press_key('Return')

    def retrieve_oldest(self):
        self.press_key('ctrl+shift+p')

    def choose_for(self, colleague, what):
        self.press_key('ctrl+1')
        self.press_key('Home')
        self.go_to(f'{colleague},', 'Down')
        self.press_key('Menu')
        stage.wait(lambda: self.app.find(BUTTONS, what), what=f'“{what}”')
        self.go_to(what, 'Down')
        self.press_key('Return')

    def pick_up_waiting(self):
        self.press_key('F9')
        self.press_key('Return')

    def colleagues(self):
        self.press_key('ctrl+1')

    def calls(self):
        self.press_key('ctrl+2')

    def parking(self):
        self.press_key('ctrl+3')

    def call_voicemail(self):
        self.press_key('ctrl+5')
        self.go_to('Call Voicemail')
        self.press_key('Return')

    def take_back(self):
        self.calls()
        self.go_to('Take Back')
        self.press_key('Return')


class Bus(Hands):
    """Nothing is touched in the window but the question whether to dial."""
    name = 'bus'

    PLACE = ('org.sidetone.Sidetone', '/org/sidetone/Sidetone')
    INTERFACE = 'org.sidetone.Sidetone1'

    def __init__(self, *args):
        super().__init__(*args)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def ask(self, interface, method, signature, *values):
        return self.bus.call_sync(*self.PLACE, interface, method, GLib.Variant(f'({signature})', values), None,
                                  Gio.DBusCallFlags.NONE, 30000, None).unpack()

    def do(self, method, signature='', *values):
        """What is not possible yet, since the PBX has still to tell the program of it, soon is."""
        def done():
            try:
                return [self.ask(self.INTERFACE, method, signature, *values)]
            except GLib.Error as error:
                if Gio.DBusError.get_remote_error(error) != f'{self.INTERFACE}.Error.NotPossible':
                    raise
                return None
        return stage.wait(done, what=f'{method} to be possible')[0]

    def calls_now(self):
        return self.ask('org.freedesktop.DBus.Properties', 'Get', 'ss', self.INTERFACE, 'Calls')[0]

    def id(self, name):
        """Without a name the selected one, or what rings."""
        if name is None:
            return ''
        return next(call['id'] for call in self.calls_now() if name in (call['name'], call['number']))

    def number(self, found):
        return self.numbers.get(found, found)

    def answer(self, name=None):
        self.do('Answer', 's', self.id(name))

    def hold(self, name=None):
        self.do('Hold', 's', self.id(name))

    def resume(self, name=None):
        self.do('Resume', 's', self.id(name))

    def hang_up(self, name=None):
        self.do('HangUp', 's', self.id(name))

    decline = hang_up

    def dial(self, text, found):
        """The person is asked in the window, and agrees."""
        number = self.number(found)
        ends = []

        def ended(bus, result):
            try:
                bus.call_finish(result)
                ends.append('dialled')
            except GLib.Error as error:
                ends.append(error.message)

        def agree():
            return next((found for window in self.app.windows()
                         if self.app.find('push button', 'Cancel', under=window)
                         and (found := self.app.find('push button', 'Call', sensitive=True, under=window))), None)

        def is_over():
            while GLib.MainContext.default().iteration(False):
                pass
            return ends

        self.do_later('Dial', 's', ended, number)
        stage.wait(agree, what=f'the question whether to call {number}').do()
        if stage.wait(is_over, what='the end of Dial') != ['dialled']:
            raise stage.Timeout(f'Dial: {ends}')

    def do_later(self, method, signature, ended, *values):
        self.bus.call(*self.PLACE, self.INTERFACE, method, GLib.Variant(f'({signature})', values), None,
                      Gio.DBusCallFlags.NONE, 60000, None, ended)

    def ask_first(self, whom, found):
        self.do('Consult', 'ss', '', self.number(found))

    def transfer(self, whom, found):
        self.send(self.number(found))

    def to_voicemail(self, whom, found):
        self.send('vm' + self.number(found))

    def send(self, number):
        """As the window does it: the caller is put on hold first."""
        self.hold()
        self.wait_for_hold()
        self.do('Transfer', 'ss', '', number)

    def deflect(self, whom, found):
        self.do('Deflect', 'ss', '', self.number(found))

    def complete(self):
        self.do('CompleteTransfer', 's', '')

    def cancel(self):
        self.do('CancelTransfer', 's', '')

    def join(self):
        self.do('Join', 's', '')

    def record(self):
        self.do('Record', 'sb', '', True)

    def stop_recording(self):
        self.do('Record', 'sb', '', False)

    def park_at(self, slot):
        place, = self.do('Park', 'ss', '', slot)
        if slot not in ('', place):
            raise stage.Timeout(f'parked at {place}, not at {slot}')

    def park(self):
        self.park_at('')

    def retrieve(self, slot):
        self.do('Retrieve', 's', slot)

    def retrieve_oldest(self):
        self.retrieve('')

    def choose_for(self, colleague, what):
        if what == 'Pick Up Their Call':
            self.do('PickUp', 's', self.number(colleague))
        else:
            self.do('WaitFor', 'ss', '', self.number(colleague))

    def pick_up_waiting(self):
        self.do('PickUp', 's', '600')

    def call_voicemail(self):
        self.dial('', 'Voicemail')

    def take_back(self):
        self.do('Reclaim')

    # The pages are only looked at.

    def page(self, number):
        self.app.keys(f'ctrl+{number}')

    def colleagues(self):
        self.page(1)

    def calls(self):
        self.page(2)

    def parking(self):
        self.page(3)
