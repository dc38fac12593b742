#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-failures.py BUILD [PICTURES]: what a person sees when signing in or staying signed in fails, in words."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
from gi.repository import Gio, GLib  # noqa: E402

program = stage.programs(os.path.abspath(sys.argv[1]))
pictures = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.environ['HOME'], 'pictures')
os.makedirs(pictures, exist_ok=True)
report = stage.Report()
check = report.check
keyring = stage.Keyring()
count = 0


def start(*args, home='home', **options):
    folder = os.path.join(os.environ['HOME'], home)
    os.makedirs(folder, exist_ok=True)
    app = stage.App([program('sidetone'), *args], home=folder, **options)
    app.first_window()
    return app


def picture(app, name):
    global count
    count += 1
    app.picture(os.path.join(pictures, f'{count:02d}-{name}.png'))


def has_sign_in(app, seconds=stage.PATIENCE):
    stage.wait(lambda: app.find('heading', 'Sign In'), seconds, 'the sign-in page')


def certificate(name):
    path = os.path.join(os.environ['HOME'], name)
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', path + '.key', '-out',
                    path + '.crt', '-days', '30', '-subj', f'/CN={name}'], check=True, stderr=subprocess.DEVNULL)
    shown = subprocess.run(['openssl', 'x509', '-in', path + '.crt', '-noout', '-fingerprint', '-sha256'],
                           stdout=subprocess.PIPE, check=True).stdout.decode()
    digits = shown.strip().split('=')[1].replace(':', '')
    return path, ' '.join(digits[i:i + 4] for i in range(0, 64, 4))


def write_timer(app):
    app.raise_()
    app.keys('ctrl+6')
    stage.wait(lambda: app.find('text', 'Text of this timer'), what='a timer').write('T09001000')
    stage.wait(lambda: app.find('push button', 'Save', sensitive=True), what='the timer changed')


def has_timer(app):
    node = app.find('text', 'Text of this timer')
    return not app.says('Discard Changes?') and node is not None and node.text() == 'T09001000'


def sign_out():
    path = '/org/sidetone/Sidetone'
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        path[1:].replace('/', '.'), path, 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', ('sign-out', [], {})), None, Gio.DBusCallFlags.NONE, 5000)


def test_wrong_password():
    sim = stage.Palsim(program('palsim'))
    app = start(home='password')
    has_sign_in(app)
    stage.sign_in(app, sim.url, '1002', 'wrong')
    check('wrong password: said under the field', lambda: app.says('The user name or the password is wrong.'))
    check('wrong password: the other fields stay', lambda: app.says(sim.url, '1002'))
    picture(app, 'wrong-password')
    app.stop()
    sim.stop()


def test_refused_upgrade():
    sim = stage.Palsim(program('palsim'), '--client-ip-pattern', r'10\..*')
    app = start(home='refused')
    has_sign_in(app)
    stage.sign_in(app, sim.url, '1002', '1002')
    check('refused upgrade: said with what to look at', lambda: app.says('The PBX refused the connection.'))
    picture(app, 'refused-upgrade')
    app.stop()
    sim.stop()


def test_nobody_there():
    app = start(home='nobody')
    has_sign_in(app)
    stage.sign_in(app, 'ws://127.0.0.1:1/pbx/ws', '1002', '1002')
    check('nobody there: said under the field', lambda: app.says('cannot be reached'))
    picture(app, 'nobody-there')
    app.stop()


def test_plain_port():
    sim = stage.Palsim(program('palsim'))
    app = start(home='plain')
    has_sign_in(app)
    stage.sign_in(app, 'wss' + sim.url[2:], '1002', '1002')
    check('wss to a plain port: said, not hung',
          lambda: app.find('heading', 'Sign In') is not None and
          (app.says('No encrypted connection') or app.says('did not answer') or app.says('cannot be reached')), 40)
    picture(app, 'wss-to-a-plain-port')
    app.stop()
    sim.stop()


def test_server_stopped():
    sim = stage.Palsim(program('palsim'))
    app = start(home='stopped')
    has_sign_in(app)
    stage.sign_in(app, sim.url, '1002', '1002')
    check('server stopped: signed in first', lambda: stage.presence(app, 'Chie Mori') == 'Free', 15)
    sim.ask('server', status='inactive')
    check('server stopped: the banner says so', lambda: app.find('push button', 'Try Now') is not None, 30)
    picture(app, 'server-stopped')
    sim.ask('server', status='active')
    check('server stopped: back by itself', lambda: app.find('push button', 'Try Now') is None
          and stage.presence(app, 'Chie Mori') == 'Free', 60)
    app.stop()
    sim.stop()


def test_replaced():
    sim = stage.Palsim(program('palsim'))
    first = start(home='first')
    has_sign_in(first)
    stage.sign_in(first, sim.url, '1002', '1002')
    check('replaced: the first is in', lambda: stage.presence(first, 'Chie Mori') == 'Free', 15)
    write_timer(first)
    second = start('--profile', 'second', home='first')
    has_sign_in(second)
    second.raise_()
    stage.sign_in(second, sim.url, '1002', '1002')
    check('replaced: the second is in', lambda: stage.presence(second, 'Chie Mori') == 'Free', 15)
    check('replaced: the first says so and does not fight',
          lambda: first.find('push button', 'Use Here', sensitive=True) is not None)
    check('replaced: what is not saved stays', lambda: has_timer(first))
    first.raise_()
    first.keys('ctrl+1')
    picture(first, 'replaced')
    first.click('Use Here')
    check('replaced: Use Here takes it back', lambda: stage.presence(first, 'Chie Mori') == 'Free'
          and first.find('push button', 'Use Here') is None)
    check('replaced: now the second says so', lambda: second.find('push button', 'Use Here') is not None)
    sign_out()
    check('replaced: signing out asks about what is not saved', lambda: first.says('Discard Changes?'))
    first.click('Cancel')
    check('replaced: it is there still', lambda: has_timer(first))
    sign_out()
    check('replaced: asked again', lambda: first.says('Discard Changes?'))
    first.click('Discard')
    check('replaced: out', lambda: first.says('Welcome Back') and first.find('text', 'Text of this timer') is None)
    first.stop()
    second.stop()
    sim.stop()


def test_certificate():
    old, old_code = certificate('old.example')
    new, new_code = certificate('new.example')
    sim = stage.Palsim(program('palsim'), '--tls-certificate', old + '.crt', '--tls-key', old + '.key')
    port = sim.port
    app = start(home='certificate')
    has_sign_in(app)
    stage.sign_in(app, sim.url, '1002', '1002')
    check('certificate: not trusted, with its fingerprint', lambda: app.says('Is This Your PBX?', old_code), 20)
    check('certificate: what is wrong with it', lambda: app.says('Nobody this computer trusts has signed it'))
    picture(app, 'certificate-untrusted')
    app.click('Trust This Certificate')
    check('certificate: trusted, and in', lambda: stage.presence(app, 'Chie Mori') == 'Free', 20)
    write_timer(app)
    sim.stop()
    sim = stage.Palsim(program('palsim'), '--tls-certificate', new + '.crt', '--tls-key', new + '.key',
                       listen=f'127.0.0.1:{port}')
    check('certificate: changed, the window stops', lambda: app.find('push button', 'Sign In Again') is not None, 60)
    picture(app, 'certificate-changed-window')
    app.click('Sign In Again')
    check('certificate: changed, what is not saved is asked about', lambda: app.says('Discard Changes?'))
    app.click('Cancel')
    check('certificate: changed, nothing is lost', lambda: has_timer(app))
    app.click('Sign In Again')
    check('certificate: changed, asked again', lambda: app.says('Discard Changes?'))
    app.click('Discard')
    check('certificate: changed, old and new shown',
          lambda: app.says('The Certificate Has Changed', old_code, new_code), 20)
    check('certificate: changed, no way to agree here', lambda: app.find('push button', 'Trust This Certificate') is None)
    check('certificate: changed, nobody got in', lambda: not any(p['logged_in'] for p in sim.ask('peers')['peers']))
    app.raise_()
    picture(app, 'certificate-changed')
    app.stop()
    app = start(home='certificate')
    check('certificate: changed, also on the next start',
          lambda: app.says('The Certificate Has Changed', old_code, new_code), 20)
    app.stop()
    sim.stop()


only = sys.argv[3:]
for name, test in list(globals().items()):
    if name.startswith('test_') and (not only or name[5:] in only):
        try:
            test()
        except (stage.Timeout, OSError) as error:
            check(f'{name} ran to its end ({error})', False)
keyring.stop()
sys.exit(report.end())
