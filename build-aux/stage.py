# SPDX-License-Identifier: GPL-3.0-or-later
"""A stage for programs with windows: a display, a bus, a keyring and a home of its own, and hands and eyes on it.

enter() puts the running script on the stage by starting it again inside. Everything is waited for by a condition;
where nothing comes, the wait ends with what is seen instead. Needs /usr/bin/python3 (Debian's, with gi), xvfb,
xdotool, ImageMagick.
"""
import gettext
import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import tree

MARK = 'SIDETONE_STAGE'
HERE = os.path.dirname(os.path.abspath(__file__))
PATIENCE = 30  # seconds; waits end with their condition, so this costs nothing where all goes well
BOUNCE = 0.3  # seconds; the main window takes the same key for bounced within two thirds of it
REPEATED = ('Tab', 'shift+Tab', 'Up', 'Down', 'Left', 'Right')  # they may come as fast as they like
BLINK = 'did not receive a focus-out event'  # GTK 4.8, when windows take the keyboard from each other within one blink
FIRST_WINDOW = 120  # the first program on a machine reads fonts, icons and libraries from a cold disk


def enter():
    """Runs this script again on a stage, or returns when it is on one already."""
    if os.environ.get(MARK):
        return
    home = tempfile.mkdtemp(prefix='stage-')
    runtime = os.path.join(home, 'runtime')
    os.mkdir(runtime, 0o700)
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(('XDG_', 'DBUS_', 'WAYLAND_', 'LC_', 'AT_SPI', 'GTK_'))}
    env.update({MARK: home, 'HOME': home, 'XDG_RUNTIME_DIR': runtime, 'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8',
                'LANGUAGE': 'en', 'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11', 'NO_AT_BRIDGE': '0',
                'GSETTINGS_BACKEND': 'keyfile', 'TZ': 'UTC'})
    try:
        done = subprocess.run([os.path.join(HERE, 'on-display'), 'dbus-run-session', '--', '/usr/bin/python3', *sys.argv],
                              env=env, stderr=subprocess.PIPE if quiet() else None)
        if done.stderr:
            noise = (b'fd limit', b'dbus-daemon', b'SpiRegistry', b'Authorization required', b'AT-SPI')
            for line in done.stderr.splitlines():
                if line.strip() and not any(word in line for word in noise):
                    sys.stderr.write(line.decode(errors='replace') + '\n')
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(done.returncode)


def quiet():
    return not os.environ.get('SIDETONE_STAGE_VERBOSE')


def wait(condition, seconds=PATIENCE, what='it'):
    """The first true value of condition(); a Timeout after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Timeout(f'{what} did not come in {seconds} s')
        time.sleep(0.04)


class Timeout(Exception):
    pass


class Keyring:
    """The secret service of this stage, unlocked. Without gnome-keyring there is none, as on some machines."""

    def __init__(self):
        self.process = None
        if shutil.which('gnome-keyring-daemon'):
            self.process = subprocess.Popen(['gnome-keyring-daemon', '--unlock', '--components=secrets', '--foreground'],
                                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.process.stdin.write(b'stage\n')
            self.process.stdin.close()
            # Asking for the service before it has its name would start a second one, which is locked.
            wait(lambda: b'true' in self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                              'org.freedesktop.DBus.NameHasOwner', 'org.freedesktop.secrets'),
                 what='the keyring')
            wait(lambda: b'false' in self.call('org.freedesktop.secrets', '/org/freedesktop/secrets/collection/login',
                                               'org.freedesktop.DBus.Properties.Get',
                                               'org.freedesktop.Secret.Collection', 'Locked'),
                 what='the keyring to be unlocked')

    @staticmethod
    def call(name, path, *args):
        return subprocess.run(['gdbus', 'call', '--session', '-d', name, '-o', path, '-m', *args],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def stop(self):
        stop(self.process)


class Palsim:
    """The simulated PBX in a process of its own, with its control socket."""

    def __init__(self, program, *args, control=True, listen='127.0.0.1:0'):
        self.folder = tempfile.mkdtemp(dir=os.environ.get(MARK))
        self.path = os.path.join(self.folder, 'control')
        command = [program, '--listen', listen, *args]
        if control:
            command += ['--control', self.path]
        self.log = open(os.path.join(self.folder, 'log'), 'w+b')
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log)
        self.url = self.process.stdout.readline().decode().strip()
        if not self.url:
            self.log.seek(0)
            raise RuntimeError('palsim did not start: ' + self.log.read().decode(errors='replace'))
        self.port = self.url.split('//')[1].split('/')[0].rsplit(':', 1)[1]
        self.address = self.url.split('//')[1].split('/')[0]
        self.stream = None

    def ask(self, request, **members):
        """One request of the control socket (a name and members, or a whole object); the answer."""
        if self.stream is None:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(self.path)
            self.stream = connection.makefile('rwb')
        if isinstance(request, str):
            request = {'cmd': request, **members}
        self.stream.write(json.dumps(request).encode() + b'\n')
        self.stream.flush()
        return json.loads(self.stream.readline())

    def stop(self):
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        stop(self.process)


def stop(process):
    if process is not None and process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def xdotool(*args):
    done = subprocess.run(['xdotool', *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode().split()


def neighbours():
    """The programs on this stage, a line each: number, state, command."""
    mark = f'{MARK}={os.environ[MARK]}'.encode()
    lines = []
    for path in glob.glob('/proc/[0-9]*'):
        try:
            with open(path + '/environ', 'rb') as environ, open(path + '/cmdline', 'rb') as command, \
                    open(path + '/stat') as stat:
                if mark in environ.read().split(b'\0'):
                    lines.append(' '.join((os.path.basename(path), stat.read().rpartition(')')[2].split()[0],
                                           command.read().replace(b'\0', b' ').decode(errors='replace'))))
        except OSError:  # it went while we looked, or is somebody else's
            pass
    return lines


class App:
    """One running program with windows: seen through the accessibility tree, used by keys and actions."""

    last_key, last_key_time = None, 0

    def __init__(self, command, language='en', dark=False, log=None, home=None, env=None):
        environment = {**os.environ, 'LANGUAGE': language, **(env or {})}
        if dark:
            environment['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
        if home:
            environment['HOME'] = home
        self.log_path = log or os.path.join(os.environ[MARK], f'app-{time.monotonic_ns()}.log')
        self.log = open(self.log_path, 'wb')
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, env=environment)
        self.tree = tree.Tree(self.process.pid)

    def stop(self):
        stop(self.process)

    def read_log(self):
        with open(self.log_path, errors='replace') as log:
            return log.read()

    def warnings(self):
        return [line for line in self.read_log().splitlines() if ('WARNING' in line or 'CRITICAL' in line)
                and BLINK not in line]

    # Eyes

    def windows(self):
        """Those that are open, with everything in them, as they are now."""
        return (self.tree.windows() or []) if self.process.poll() is None else []

    def nodes(self):
        """Everything visible as (node, role, name), in order."""
        for window in self.windows():
            for node in window.walk():
                yield node, node.role, node.name

    def says(self, *words):
        """Whether all words stand somewhere in the visible windows."""
        seen = self.dump()
        return all(word in seen for word in words)

    def dump(self):
        return '\n'.join('|'.join((role, name, node.description, node.text())) for node, role, name in self.nodes())

    def find(self, role=None, name=None, contains=None, sensitive=None, start=None, under=None):
        """The first part that is so, of the newest window first; under: only in what that part holds now."""
        for node in under.walk() if under is not None else (
                node for window in reversed(self.windows()) for node in window.walk()):
            if role is not None and node.role not in ((role,) if isinstance(role, str) else role):
                continue
            if name is not None and node.name != name:
                continue
            if start is not None and not node.name.startswith(start):
                continue
            if contains is not None and contains not in node.name and contains not in node.text():
                continue
            if sensitive is not None and node.has('sensitive') != sensitive:
                continue
            return node
        return None

    def focused(self):
        """Where the keyboard is, as (role, name)."""
        return next(((role, name) for node, role, name in self.nodes() if node.has('focused')), None)

    # Hands

    def click(self, name, role=('push button', 'toggle button', 'radio button', 'menu item'), seconds=PATIENCE):
        node = wait(lambda: self.find(role, name, sensitive=True), seconds, f'button “{name}”')
        node.do()

    def window(self):
        """The X window of the program that is on top."""
        return next(reversed(self.x_windows()), None)

    def x_windows(self):
        return xdotool('search', '--onlyvisible', '--pid', str(self.process.pid))

    def first_window(self):
        """Waits for it and raises it. Where none comes it says what the program said and what it waits for."""
        try:
            wait(lambda: self.window() or self.process.poll() is not None, FIRST_WINDOW, 'the first window')
        except Timeout as error:
            raise Timeout(f'{error}: {self.why()}')
        if self.process.poll() is not None:
            raise Timeout(f'the program ended with {self.process.returncode}: {self.why()}')
        self.raise_()

    def why(self):
        lines = [self.read_log().strip() or 'it said nothing']
        for path in glob.glob(f'/proc/{self.process.pid}/task/*'):
            for name in ('comm', 'wchan', 'syscall'):
                try:
                    with open(os.path.join(path, name)) as file:
                        lines.append(f'{name}={file.read().strip()}')
                except OSError:
                    pass
        lines += neighbours()
        return '\n'.join(lines)

    def raise_(self, title=None):
        """Gives the keyboard to the window on top, as a window manager would; to the one of that title when it is.

        A new window is among the accessible ones before it is on the screen: what is typed then goes elsewhere.
        """
        return wait(lambda: self.focus_window(title), what=f'the keyboard in {title or "a window"}')

    def focus_window(self, title):
        found = self.x_windows()
        if not found or len(found) < len(self.windows()):
            return None
        window = found[-1]
        if title and ' '.join(xdotool('getwindowname', window)) != title:
            return None
        xdotool('windowraise', window, 'windowfocus', window)
        return window if xdotool('getwindowfocus', '-f') == [window] and self.window() == window else None

    def keys(self, *keys):
        """The keys one after the other. What the program would take for a bounce of the last one is pressed later."""
        for key in keys:
            if key == self.last_key:
                time.sleep(max(0, self.last_key_time + BOUNCE - time.monotonic()))
            xdotool('key', '--clearmodifiers', key)
            if key not in REPEATED:
                self.last_key, self.last_key_time = key, time.monotonic()
            time.sleep(0.03)  # one key after the other, as a person does

    def type(self, text):
        xdotool('type', '--delay', '12', text)

    def resize(self, width, height):
        xdotool('windowsize', '--sync', wait(self.window, what='a window'), str(width), str(height))

    def picture(self, path):
        """What a person sees on the screen, without the empty part of it."""
        last = None
        # Drawing has ended when two looks are the same (a running clock may never be: then the third one counts).
        for _ in range(3):
            look = subprocess.run(['import', '-silent', '-window', 'root', 'ppm:-'], stdout=subprocess.PIPE).stdout
            if look == last:
                break
            last = look
            time.sleep(0.1)
        subprocess.run(['convert', 'ppm:-', '-trim', '+repage', '-define', 'png:compression-level=1', path],
                       input=look, stderr=subprocess.DEVNULL)


def programs(build):
    """The folder of programs of a build: installed inside it, or as it was built. With what they need to run."""
    installed = os.path.join(build, 'installed')
    if os.path.exists(os.path.join(installed, 'bin', 'sidetone')):
        os.environ['GSETTINGS_SCHEMA_DIR'] = os.path.join(installed, 'share', 'glib-2.0', 'schemas')
        os.environ['SIDETONE_LOCALE_DIR'] = os.path.join(installed, 'share', 'locale')  # for words() below
        return lambda name: os.path.join(installed, 'bin', name)
    os.environ['GSETTINGS_SCHEMA_DIR'] = os.path.join(build, 'data')
    os.environ['SIDETONE_LOCALE_DIR'] = os.path.join(os.path.abspath(build), 'po')  # and the program listens to it
    folders = {'sidetone': 'app', 'palsim': 'sim', 'palctl': 'ctl'}
    return lambda name: os.path.join(build, 'src', folders[name], name)


class Untranslated(gettext.NullTranslations):
    def gettext(self, message):
        raise LookupError(f'“{message}” is not translated')


def words(language):
    """What the programs say in that language, by the English of it, without the mark of a mnemonic.

    A text that is not translated is an error: no test in another language passes by what is said in English.
    """
    if language == 'en':
        return lambda text: text.replace('_', '')
    catalogue = gettext.translation('sidetone', os.environ['SIDETONE_LOCALE_DIR'], [language])
    catalogue.add_fallback(Untranslated())
    return lambda text: catalogue.gettext(text).replace('_', '')


def sign_in(app, address, user, password):
    """With the keyboard alone, from the empty form."""
    app.type(address)
    app.keys('Return')
    app.type(user)
    app.keys('Return')
    app.type(password)
    app.keys('Return')


def presence(app, name):
    """What the list of colleagues says about that person, or None."""
    for _, role, text in app.nodes():
        if role == 'list item' and text.startswith(name + ', '):
            return text.split(', ', 2)[2]
    return None


class Report:
    """Expectations, each printed with its time as ok or FAIL."""

    def __init__(self):
        self.start = time.monotonic()
        self.passed = 0
        self.failed = []

    def at(self):
        return f'{time.monotonic() - self.start:6.1f} s'

    def say(self, text):
        print(f'   {self.at()}  {text}', flush=True)

    def check(self, what, condition, seconds=PATIENCE, app=None):
        """condition is a value, or something to wait for."""
        detail = ''
        try:
            good = wait(condition, seconds, what) if callable(condition) else condition
        except Timeout as error:
            good, detail = False, f' ({error})'
        print(f'{"ok  " if good else "FAIL"} {self.at()}  {what}{detail}', flush=True)
        if good:
            self.passed += 1
        else:
            self.failed.append(what)
            if app is not None and os.environ.get('SIDETONE_STAGE_VERBOSE'):
                print(app.dump(), file=sys.stderr)
        return bool(good)

    def end(self):
        print(f'{self.passed} passed, {len(self.failed)} failed', flush=True)
        return 1 if self.failed or not self.passed else 0
