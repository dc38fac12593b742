# SPDX-License-Identifier: GPL-3.0-or-later
"""The main window of the person, with the mouse and the keyboard. Parts are looked for where they are: the whole tree is long."""
import time

import stage
from office import ME

GAP = 20  # ms between the two presses
BUTTONS = ('push button', 'toggle button', 'menu item', 'list item', 'label')


class Window:
    def __init__(self, program, office):
        self.office = office
        self.app = stage.App([program('sidetone')])
        self.app.first_window()
        stage.wait(lambda: self.app.find('heading', 'Sign In'), what='the sign-in page')
        stage.sign_in(self.app, office.sim.url, ME, ME)
        stage.wait(lambda: stage.presence(self.app, 'Chie Mori') == 'Free', what='the colleagues')
        self.app.raise_()
        self.main = self.app.window()
        self.app.resize(1280, 900)  # room for every button
        self.clicked = 0
        office.window = self
        office.show_places()

    def stop(self):
        self.app.stop()

    # Eyes

    def part(self, name):
        """The call bar, a page by its class; or “top”: the window that lies on the main one."""
        windows = self.app.windows()
        if name == 'top':
            return windows[-1] if len(windows) > 1 else None
        wanted = ('panel', 'Calls') if name == 'bar' else ('filler', name)
        return next((node for window in windows[:1] for node in window.walk() if (node.role, node.name) == wanted), None)

    def box(self, node):
        """In its window: x, y, width, height."""
        return node.place()

    def find(self, name, part='bar'):
        """What can be pressed there, by its name or, with a “…”, how that begins."""
        under = self.part(part)
        for node in under.walk() if under is not None else ():
            # A dialog's buttons say their word twice.
            if node.role in BUTTONS and node.has('sensitive') and (
                    node.name in (name, f'{name} {name}') or name.endswith('…') and node.name.startswith(name[:-1])):
                if node.has_room():
                    return node
        return None

    def wait_for(self, name, part='bar'):
        return stage.wait(lambda: self.find(name, part), what=f'“{name}”')

    # Hands

    def on_screen(self):
        """The windows of the X server."""
        return stage.xdotool('search', '--onlyvisible', '--pid', str(self.app.process.pid))

    def window(self, part):
        if part == 'main':
            return self.main
        return stage.wait(lambda: next((w for w in reversed(self.on_screen()) if w != self.main), None), what='the window')

    def place(self, window):
        lines = dict(line.split('=') for line in stage.xdotool('getwindowgeometry', '--shell', window))
        return [int(lines[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT')]

    def point(self, node):
        """Its middle on the screen, once it does not move any more."""
        last = None
        while True:
            root = self.surface(node)
            is_main = root.name == 'Sidetone'
            x, y, width, height = self.place(self.window('main' if is_main else 'top'))
            its_x, its_y, its_width, its_height = self.box(node)
            left, top, whole_width, whole_height = self.box(root)
            where = (x + (width - whole_width) // 2 + its_x - left + its_width // 2,
                     y + (height - whole_height) // 2 + its_y - top + its_height // 2)
            if where == last:
                return where
            last = where
            time.sleep(0.05)

    def surface(self, node):
        """The window or popover it is in, which has a window of the X server."""
        def find(under, root):
            if 'Popover' in under.name and not under.name.endswith('Content'):
                root = under
            if under.path == node.path:
                return root
            found = (find(child, root) for child in under.children if child.has('visible'))
            return next((root for root in found if root is not None), None)
        return next(root for root in (find(window, window) for window in self.app.windows()) if root is not None)

    def click(self, name, part='bar', button=1, times=1):
        """The pointer is brought there; what is returned presses."""
        stage.xdotool('mousemove', *map(str, self.point(self.wait_for(name, part))))
        # A press so soon after another one would be half of a double click.
        stage.wait(lambda: time.monotonic() > self.clicked + 0.45)

        def press():
            stage.xdotool('click', '--repeat', str(times), '--delay', str(GAP), str(button))
            self.clicked = time.monotonic()
        return press

    def twice(self, name, part='bar'):
        return self.click(name, part, times=2)

    def once(self, name, part='bar', button=1):
        self.click(name, part, button)()

    def key_twice(self, key):
        return lambda: stage.xdotool('key', '--delay', str(GAP // 2), key, key)

    def focus(self, name, part='bar', key='Tab'):
        """From the dial field on, or with the arrows on a page."""
        self.app.keys('ctrl+k')
        if part != 'bar':
            self.page({'UiColleaguesPage': 1, 'UiParkingPage': 3}[part])
        self.go_to(name, part, key)

    def page(self, number):
        self.app.keys(f'ctrl+{number}')

    def begin(self):
        """Everything is over, and the first page is shown."""
        while self.part('top') is not None:
            self.raise_top()
            self.app.keys('Escape')
        stage.xdotool('windowfocus', '--sync', self.main)
        self.page(1)
        stage.wait(self.is_quiet, what='the call bar to be empty')

    def is_quiet(self):
        bar = self.part('bar')
        return bar is None or not any(node.role == 'push button' for node in bar.walk())

    def raise_top(self):
        """The window on top gets the keyboard."""
        window = self.window('top')
        stage.xdotool('windowraise', window, 'windowfocus', '--sync', window)
        return window

    def lay_over(self, part, name, under, page):
        """The window on top is moved so that what is pressed there lies on something that can be pressed below it."""
        window = self.raise_top()
        x, y = self.point(self.wait_for(name, part))
        to_x, to_y = self.point(self.wait_for(under, page))
        at_x, at_y = self.place(window)[:2]
        stage.xdotool('windowmove', '--sync', window, str(at_x + to_x - x), str(at_y + to_y - y))

    def wait_for_match(self, found):
        """Until the list below the dial field offers it."""
        def is_there():
            matches = self.app.find('list', 'Suggestions')
            return matches is not None and any(found in node.name for node in matches.walk())
        stage.wait(is_there, what=f'“{found}” below the dial field')

    def press_until_focus(self, key, name, part):
        """What the key goes to may not be drawn yet."""
        def has_focus():
            self.app.keys(key)
            time.sleep(0.2)
            node = self.find(name, part)
            return node is not None and node.has('focused')
        stage.wait(has_focus, what=f'the focus on “{name}”')

    def go_to(self, name, part, key, most=20):
        """With that key."""
        self.wait_for(name, part)
        for _ in range(most):
            node = self.find(name, part)
            if node is not None and node.has('focused'):
                return
            self.app.keys(key)
            time.sleep(0.1)
        raise stage.Timeout(f'{key} never came to “{name}”, but to {self.app.focused()}')
