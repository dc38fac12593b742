# SPDX-License-Identifier: GPL-3.0-or-later
"""Two ways to do the same: by the actions of the accessibility tree, and by keys alone."""
import stage

BUTTONS = ('push button', 'toggle button', 'menu item', 'check menu item')


class Hands:
    def __init__(self, app, eyes):
        self.app = app
        self.eyes = eyes

    def call_of(self, name):
        return next(call for call in self.eyes.live if call.names[-1] == name)


    def wait_for_match(self, found):
        """Until the list below the dial field offers it."""
        def is_there():
            matches = self.app.find('list', 'Suggestions')
            return matches is not None and any(found == name for _, role, name in self.app.nodes(matches, 1)
                                               if role == 'label')
        stage.wait(is_there, what=f'“{found}” below the dial field')


class Tree(Hands):
    name = 'tree'

    def find(self, role, name, under=None):
        """It has to be ready to be used."""
        states = self.app.atspi.StateType
        for node, its_role, its_name in self.app.nodes(under, 1 if under else 0):
            if its_role in ((role,) if isinstance(role, str) else role) and its_name == name:
                if node.get_state_set().contains(states.SENSITIVE):
                    return node
        return None

    def do(self, action, role=None, name=None, under=None):
        """One of the actions of a part, by its name."""
        for node, its_role, its_name in self.app.nodes(under, 1 if under else 0):
            if role not in (None, its_role) or (name is not None and name != its_name):
                continue
            actions = node.get_action_iface()
            for i in range(actions.get_n_actions() if actions else 0):
                if actions.get_action_name(i) == action:
                    actions.do_action(i)
                    return
        raise stage.Timeout(f'nothing has the action {action}')

    def press(self, name, under=None, role=BUTTONS):
        node = stage.wait(lambda: self.find(role, name, under() if under else None), what=f'“{name}”')
        node.get_action_iface().do_action(0)

    def row(self, name):
        """A way to find the row again: it may be drawn anew."""
        def find():
            self.eyes.look()
            return next((call.node for call in self.eyes.live if name in (None, call.names[-1])), None)
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
        self.do('dial.chosen')


class Keys(Hands):
    name = 'keys'

    def select(self, name):
        """The call the keys are for."""
        def is_selected():
            self.eyes.look()
            return len(self.eyes.live) < 2 or self.call_of(name).node.get_state_set().contains(
                self.app.atspi.StateType.SELECTED)
        for _ in range(len(self.eyes.live) + 1):
            if name is None or is_selected():
                return
            self.app.keys('alt+Down')
        raise stage.Timeout(f'the keys never came to the call with {name}')

    def answer(self, name=None):
        self.app.keys('Return')

    def hold(self, name=None):
        self.select(name)
        self.app.keys('ctrl+h')

    resume = hold

    def hang_up(self, name=None):
        self.select(name)
        self.app.keys('F8')

    def dial(self, text, found):
        self.app.keys('ctrl+k')
        self.app.type(text)
        self.wait_for_match(found)
        self.app.keys('Return')
