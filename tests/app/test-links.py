#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-links.py BUILD [--all]: links from the desktop, and what hostile ones come to.

The installed desktop entry is what the desktop starts for a tel: link, over the bus; what is asked is kept until
somebody has signed in. Then hundreds of hostile texts by four entrances: the desktop entry, Open, ActivateAction and the
command line. Nothing may be called that nobody agreed to, nothing may crash or warn, and none of it may stand in a log. Without --all the command line, a process each
time, gets every third of them.
"""
import concurrent.futures
import os
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', '..', 'build-aux'))
sys.path.insert(0, here)
import stage  # noqa: E402

stage.enter()
import gi  # noqa: E402
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402
import hostile  # noqa: E402
import tree  # noqa: E402

ID = 'org.sidetone.Sidetone'
PATH = '/org/sidetone/Sidetone'
LONGEST_ARGUMENT = 128 * 1024 - 100
EVERY = 1 if '--all' in sys.argv else 3
build = os.path.abspath(sys.argv[1])
program = stage.programs(build)
report = stage.Report()
check, wait = report.check, stage.wait
home = os.environ['HOME']
log_path = os.path.join(home, 'log')
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(name, path, interface, method, arguments, seconds=30):
    return bus.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, seconds * 1000)


def install():
    """As an administrator does, but into this home; gives the folder of the programs."""
    share = os.path.join(build, 'installed', 'share')
    if not os.path.isdir(share):
        folder = os.path.join(home, 'installed')
        meson = os.environ.get('MESONINTROSPECT', 'meson introspect').rsplit(' ', 1)[0].split()
        subprocess.run([*meson, 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder], check=True,
                       stdout=subprocess.DEVNULL)
        share = next(os.path.join(at, 'share') for at, folders, _ in os.walk(folder) if 'share' in folders)
    programs = os.path.join(os.path.dirname(share), 'bin')
    local = os.path.join(home, '.local', 'share')
    services = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'dbus-1', 'services')
    shutil.copytree(os.path.join(share, 'applications'), os.path.join(local, 'applications'))
    shutil.copytree(os.path.join(share, 'dbus-1', 'services'), services, dirs_exist_ok=True)
    logged = os.path.join(home, 'logged')
    with open(logged, 'w') as file:
        file.write(f'#!/bin/sh\nexec {programs}/sidetone "$@" 2>>{log_path}\n')
    os.chmod(logged, 0o755)
    service = os.path.join(services, ID + '.service')
    with open(service) as file:
        lines = file.read().splitlines()
    with open(service, 'w') as file:
        for line in lines:  # the prefix is another one here
            file.write((f'Exec={logged} ' + line.split(' ', 1)[1] if line.startswith('Exec=') else line) + '\n')
    subprocess.run(['update-desktop-database', os.path.join(local, 'applications')], check=True)
    os.environ['PATH'] = programs + ':' + os.environ['PATH']
    os.environ['G_DEBUG'] = 'fatal-warnings'
    call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ReloadConfig', None)
    subprocess.run(['dbus-update-activation-environment', '--all'], check=True)


def running():
    try:
        return call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                    GLib.Variant('(s)', (ID,))).unpack()[0]
    except GLib.Error:
        return None


class Started(stage.App):
    """A program that the bus has started."""

    def __init__(self):
        self.log_path = log_path
        self.pid = wait(running, 60, 'the program on the bus')
        self.tree = tree.Tree(self.pid)
        self.process = self
        self.returncode = None

    def poll(self):
        return None if running() == self.pid else 1

    def quit(self):
        call(ID, PATH, 'org.freedesktop.Application', 'ActivateAction', GLib.Variant('(sava{sv})', ('quit', [], {})))
        wait(lambda: running() is None, what='the program to end')


def dialled():
    return sim.ask('requests')['requests'].get('makeCall', 0)


def question(app):
    """The dialog that asks, or None."""
    return next((window for window in app.windows() if window.role in ('dialog', 'alert')), None)


def agree(app, name):
    """To the question that is open, with the keyboard."""
    wait(lambda: question(app) and app.find('push button', 'Call', sensitive=True), what=f'the question about {name}')
    check(f'it is about {name}', lambda: app.says(name))
    app.raise_()
    app.keys('alt+a')


def hang_up(number, total):
    check(f'{number} is called', lambda: dialled() == total)
    for who in ('1002', number):
        sim.ask('phone', do='hangup', user=who)


# --- the four entrances ---------------------------------------------------------


def by_desktop_entry(texts):
    entry = Gio.DesktopAppInfo.new(ID + '.desktop')
    for text in texts:
        entry.launch_uris([text], None)
        call(ID, PATH, 'org.freedesktop.DBus.Peer', 'Ping', None)  # it has come before this


def by_open(texts):
    for text in texts:
        call(ID, PATH, 'org.freedesktop.Application', 'Open', GLib.Variant('(asa{sv})', ([text], {})))
    call(ID, PATH, 'org.freedesktop.Application', 'Open', GLib.Variant('(asa{sv})', (texts[:100], {})))


def by_action(texts):
    for text in texts:
        call(ID, PATH, 'org.freedesktop.Application', 'ActivateAction',
             GLib.Variant('(sava{sv})', ('dial', [GLib.Variant('s', text)], {})))


def by_command_line(texts):
    """An argument as a desktop entry expands it; what looks like an option goes as the number of --dial."""
    def run(text):
        argument = text.encode()[:LONGEST_ARGUMENT]
        command = [b'sidetone', b'--dial=' + argument if argument[:1] in (b'-', b'') else argument]
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        done = list(pool.map(run, texts[::EVERY] + ['tel:\udcff'.encode(errors='surrogateescape').decode('latin-1')]))
    check('command line: taken, or refused with 2', {one.returncode for one in done} <= {0, 2})
    check('command line: most are refused', len([one for one in done if one.returncode == 2]) > len(done) * 0.8)
    said = b''.join(one.stdout for one in done).decode()
    check('command line: what it says is its own', hostile.MARK not in said and said.replace('\n', '').isprintable())


# --- the story --------------------------------------------------------------------

keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
install()
texts = hostile.everything()
check(f'there are {len(texts)} hostile texts', len(texts) >= 400)

for scheme in hostile.SCHEMES:
    handler = Gio.AppInfo.get_default_for_uri_scheme(scheme)
    check(f'{scheme}: links have a handler', handler is not None and handler.get_id() == ID + '.desktop')
check('no default is shipped', not os.path.exists(os.path.join(home, '.local/share/applications/mimeapps.list')))

Gio.AppInfo.launch_default_for_uri('tel:1004', None)
app = Started()
app.first_window()
wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
check('nobody is asked before somebody has signed in', not app.says('1004'))
stage.sign_in(app, sim.url, '1002', '1002')
wait(lambda: app.says('Call 1004?'), what='the question')
check('the link is kept until then, and nothing is called', dialled() == 0)
agree(app, 'Chie Mori')
hang_up('1004', 1)

for name, entrance in (('desktop entry', by_desktop_entry), ('Open', by_open), ('ActivateAction', by_action),
                       ('command line', by_command_line)):
    entrance([text for text in texts if '\0' not in text])
    call(ID, PATH, 'org.freedesktop.DBus.Peer', 'Ping', None)
    check(f'{name}: it is alive', running() == app.pid)
    check(f'{name}: nothing was called', dialled() == 1)

for i in range(1, 9):
    try:
        call(ID, f'{PATH}/window/{i}', 'org.gtk.Actions', 'Activate',
             GLib.Variant('(sava{sv})', ('dial', [GLib.Variant('s', '1004')], {})))
        check(f'window {i} has no actions on the bus', False)
    except GLib.Error as error:
        check(f'window {i} has no actions on the bus', 'UnknownMethod' in error.message or 'UnknownObject' in error.message)

questions = 0
while questions < 5:
    try:
        wait(lambda: question(app), 4, 'a question')
    except stage.Timeout:
        break
    questions += 1
    app.raise_()
    app.keys('Return', 'space', 'Escape')  # too soon, too soon, no
    wait(lambda: not question(app), what='the question to go')
check(f'{questions} questions, one after the other', 1 <= questions <= 4)
check('nothing was called after all', dialled() == 1)
log = app.read_log()
check('no hostile text stands in the log', hostile.MARK not in log and log.replace('\n', '').isprintable())
check('no warning was written', 'WARNING' not in log and 'CRITICAL' not in log)
app.quit()

entry = os.path.join(home, '.local', 'share', 'applications', ID + '.desktop')
subprocess.run(['gio', 'launch', entry, 'tel:1005'], check=True)
app = Started()
agree(app, 'Dan Weiss')
hang_up('1005', 2)
Gio.DesktopAppInfo.new(ID + '.desktop').launch_action('open-dial-field', None)
check('the entry’s own action opens the dial field', lambda: (app.focused() or ('', ''))[0] in ('text', 'entry'))
app.quit()

# A method call starts it as well, and is answered by the person.
answers = []


def answered():
    while GLib.MainContext.default().iteration(False):
        pass
    return answers


bus.call(ID, PATH, ID + '1', 'Dial', GLib.Variant('(s)', ('sip:1004@pbx.example',)), None, Gio.DBusCallFlags.NONE, 120000,
         None, lambda source, result: answers.append(source.call_finish(result)))
app = Started()
agree(app, 'Chie Mori')
hang_up('1004', 3)
check('Dial starts it and is answered', answered)
app.quit()
sim.stop()
keyring.stop()
sys.exit(report.end())
