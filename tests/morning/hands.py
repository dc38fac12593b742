# SPDX-License-Identifier: GPL-3.0-or-later
"""Two ways to do the same: by the actions of the accessibility tree, and by keys alone."""
import time

import stage

BUTTONS = ('push button', 'toggle button', 'menu item', 'check menu item')


class Hands:
    later = set()  # calls that are left out: there is no way for them yet

    def __init__(self, app, eyes):
        self.app = app
        self.eyes = eyes

    def call_of(self, name):
        return next(call for call in self.eyes.live if call.name == name)

    def find_picker(self):
        """Its field and its window, which is the second one of the program."""
        for window in self.app.children(self.app.root())[1:]:
            field = next((node for node, role, name in self.app.nodes(window, 1)
                          if role == 'text' and name == 'To whom: name or number'), None)
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


    def wait_for_match(self, found):
        """Until the list below the dial field offers it."""
        def is_there():
            matches = self.app.find('list', 'Suggestions')
            return matches is not None and any(found == name for _, role, name in self.app.nodes(matches, 1)
                                               if role == 'label')
        stage.wait(is_there, what=f'“{found}” below the dial field')


class Tree(Hands):
    name = 'tree'
    later = {14, 15, 16}

    def find(self, role, name, under=None):
        """It has to be ready to be used."""
        states = self.app.atspi.StateType
        for node, its_role, its_name in self.app.nodes(under, 1 if under else 0):
            if its_role in ((role,) if isinstance(role, str) else role) and its_name == name:
                if node.get_state_set().contains(states.SENSITIVE):
                    return node
        return None

    def do(self, node, action):
        """One of the actions of a part, by its name."""
        actions = node.get_action_iface()
        names = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
        actions.do_action(names.index(action))

    def press(self, name, under=None, role=BUTTONS):
        node = stage.wait(lambda: self.find(role, name, under() if under else None), what=f'“{name}”')
        node.get_action_iface().do_action(0)

    def row(self, name):
        """A way to find the row again: it may be drawn anew."""
        def find():
            self.eyes.look()
            return next((call.node for call in self.eyes.live if name in (None, call.name)), None)
        return lambda: stage.wait(find, what=f'the call with {name}')

    def verb(self, label, name=None):
        self.press(label, self.row(name))

    def answer(self, name=None):
        self.verb('Answer', name)

    def hold(self, name=None):
        self.verb('Hold', name)

    def resume(self, name=None):
        self.verb('Resume', name)

    def hang_up(self, name=None):
        self.verb('Hang Up', name)

    def dial(self, text, found):
        field = self.find('text', 'Dial a name or number')
        field.get_editable_text_iface().set_text_contents(text)
        stage.wait(lambda: found in field.get_description(), what=f'“{found}” said by the dial field')
        self.do(field.get_parent(), 'dial.chosen')

    def pick(self, label, way, whom, found, name=None):
        """Opens the picker of a call and chooses there."""
        self.verb(label, name)
        field, window = self.wait_for_picker()
        if way != 'Send There':
            self.wait_for_hold()
        self.press(way, lambda: window)
        field.get_editable_text_iface().set_text_contents(whom)
        stage.wait(lambda: field.get_description().startswith(f'{way}: {found}'), what=f'“{way}: {found}”')
        self.do(window, 'transfer.chosen')
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
        row = stage.wait(lambda: next((node for node, role, name in self.app.nodes(self.app.find('list', 'Pages'), 1)
                                       if role == 'list item' and name.split(',')[0] == title), None),
                         what=f'the page “{title}”')
        self.do(row, 'page.open')

    def press_like(self, start):
        """The button whose name begins so."""
        node = stage.wait(lambda: next((node for node, role, name in self.app.nodes()
                                        if role in BUTTONS and name.startswith(start) and node.get_state_set().contains(
                                            self.app.atspi.StateType.SENSITIVE)), None), what=f'“{start}…”')
        node.get_action_iface().do_action(0)

    def park(self):
        self.park_at('701')

    def park_at(self, slot):
        self.page('Parking & Lines')
        self.press(f'Park the call on slot {slot}')

    def retrieve(self, slot):
        self.press_like('Retrieve ')

    def retrieve_oldest(self):
        self.press_like('Recall Oldest')

    def pick_up_waiting(self):
        self.page('Parking & Lines')
        self.press_like('Pick up ')

    def call_voicemail(self):
        self.page('Voicemail')
        self.press('Call Voicemail')

    def take_back(self):
        self.page('Calls')
        self.press_like('Take Back')


class Keys(Hands):
    name = 'keys'
    later = {*range(7, 21), 23, 25}

    last, when = None, 0

    def press_key(self, *keys):
        """A key that comes again at once counts as one press: people are slower than that."""
        while self.last == keys[0] and time.monotonic() - self.when < 0.3:
            time.sleep(0.02)
        self.app.keys(*keys)
        self.last, self.when = keys[-1], time.monotonic()

    def select(self, name):
        """The call the keys are for."""
        def is_selected():
            self.eyes.look()
            return len(self.eyes.live) < 2 or self.call_of(name).node.get_state_set().contains(
                self.app.atspi.StateType.SELECTED)
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
        field, _ = self.wait_for_picker()
        if way != 'Send There':
            self.wait_for_hold()
        self.app.type(whom)
        stage.wait(lambda: field.get_description().startswith(f'{way}: {found}'), what=f'“{way}: {found}”')
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
        self.go_to('Join All')
        self.press_key('Return')

    def park(self):
        self.press_key('ctrl+p')

    def park_at(self, slot):
        self.press_key('ctrl+3')
        self.go_to(f'Slot {slot}', 'Right')
        self.press_key('Return')

    def retrieve(self, slot):
        self.press_key('F7')
        self.go_to(f'Slot {slot}', most=1)
        self.press_key('Return')

    def retrieve_oldest(self):
        self.press_key('ctrl+shift+p')

    def pick_up_waiting(self):
        self.press_key('F9', 'Return')

    def call_voicemail(self):
        self.press_key('ctrl+4')
        self.go_to('Call Voicemail')
        self.press_key('Return')

    def take_back(self):
        self.press_key('ctrl+2')
        self.go_to('Take Back')
        self.press_key('Return')
