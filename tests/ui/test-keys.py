#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-keys.py BUILD: the keys of the main window, and that no second press is a second deed.

Every verb by its key, pressed twice within 50 ms: the simulator counts the requests it gets.
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
CALLS = ('makeCall', 'remoteControl', 'hold', 'unhold', 'transfer', 'cancelTransfer', 'conference', 'disconnect', 'park',
         'unpark', 'startRecording', 'stopRecording', 'callforward', 'sendDTMF')


def received():
    counts = sim.ask('requests')['requests']
    return {name: counts[name] for name in CALLS if name in counts}


def legs(user):
    return next([leg['state'] for leg in entry['legs']] for entry in sim.ask('world')['users']
                if entry['user'] == user)


def act(what, user, **more):
    return sim.ask('phone', do=what, user=user, **more)['ok']


def at_once(what, press, expected, until):
    """Presses twice within 50 ms; exactly the expected requests come, also a while after it has happened."""
    before = received()
    time.sleep(0.3)  # nothing before it counts as its first press
    start = time.monotonic()
    press()
    took = time.monotonic() - start
    check(what, until)
    stage.wait(lambda: time.monotonic() > start + 0.7)
    got = {name: n - before.get(name, 0) for name, n in received().items() if n != before.get(name, 0)}
    check(f'{what}: {expected} in {took * 1000:.0f} ms', got == expected or print('    got', got))


def twice(key):
    return lambda: stage.xdotool('key', '--delay', '10', key, key)


app = stage.App([program('sidetone')])
app.first_window()
check('the sign-in page opens', lambda: app.find('heading', 'Sign In') is not None)
stage.sign_in(app, sim.url, '1002', '1002')
check('signed in', lambda: stage.presence(app, 'Chie Mori') == 'Free', 20)
app.raise_()

# --- keys ---
app.keys('ctrl+k')
app.type('chie')
stage.wait(lambda: app.find('list item', contains='Chie Mori'), what='the match')
at_once('Enter in the dial field dials', twice('Return'), {'makeCall': 1}, lambda: legs('1002') == ['ringing'])
at_once('Enter answers', twice('Return'), {'remoteControl': 1}, lambda: legs('1004') == ['ringing'])
act('answer', '1004')
check('they talk', lambda: legs('1002') == legs('1004') == ['talking'])
check('hold is possible', lambda: app.find('push button', 'Hold', sensitive=True) is not None)
at_once('Ctrl+H holds', twice('ctrl+h'), {'remoteControl': 1}, lambda: legs('1002') == ['held'])
at_once('Ctrl+H resumes', twice('ctrl+h'), {'remoteControl': 1}, lambda: legs('1002') == ['talking'])
at_once('Ctrl+R records', twice('ctrl+r'), {'startRecording': 1},
        lambda: app.find('push button', 'Stop Recording', sensitive=True))
at_once('Ctrl+R stops it', twice('ctrl+r'), {'stopRecording': 1},
        lambda: app.find('push button', 'Record', sensitive=True))

# A second call waits: F6 goes to it, Alt+Down switches, the first is held.
act('dial', '1005', number='1002')
check('Dan rings', lambda: app.find('push button', 'Answer', sensitive=True) is not None)
app.keys('F6')
check('F6 goes to the call that rings', lambda: app.focused() in (('push button', 'Answer'), ('push button', 'Decline')))
app.keys('ctrl+k')
app.keys('Escape')
at_once('Ctrl+H holds the call', lambda: (app.keys('alt+Up'), stage.xdotool('key', '--delay', '10', 'ctrl+h', 'ctrl+h')),
        {'remoteControl': 1}, lambda: sorted(legs('1002')) == ['held', 'ringing'])
app.keys('F6')
at_once('Enter answers the one that rings', twice('Return'), {'remoteControl': 1},
        lambda: sorted(legs('1002')) == ['held', 'talking'])
at_once('Alt+Down switches: one is held, the other talks', twice('alt+Down'), {'remoteControl': 2},
        lambda: legs('1004') == ['talking'] and sorted(legs('1002')) == ['held', 'talking'])
at_once('F8 hangs up one call, not both', twice('F8'), {'disconnect': 1}, lambda: legs('1004') == [])
check('Dan is still there', legs('1005') == ['talking'])
at_once('Ctrl+H resumes', twice('ctrl+h'), {'remoteControl': 1}, lambda: legs('1002') == ['talking'])

# Transfers
app.keys('F5')
check('F5 asks for whom', lambda: app.find(('frame', 'dialog', 'window'), contains='ransfer') is not None)
app.type('1006')
at_once('Enter asks first', twice('Return'), {'transfer': 1}, lambda: legs('1006') == ['ringing'])
app.raise_()
at_once('Esc cancels the transfer', twice('Escape'), {'cancelTransfer': 1}, lambda: legs('1006') == [])
check('back in the call', lambda: legs('1002') == ['talking'])
app.keys('F5')
check('F5 asks for whom again', lambda: app.find(('frame', 'dialog', 'window'), contains='ransfer') is not None)
app.type('1006')
app.keys('Return')
check('the target rings', lambda: legs('1006') == ['ringing'])
act('answer', '1006')
check('consulting', lambda: app.find('push button', 'Complete Transfer', sensitive=True) is not None)
app.raise_()
at_once('F5 again hands over', twice('F5'), {'disconnect': 1}, lambda: legs('1002') == [])
check('Dan talks with the target', lambda: legs('1005') == legs('1006') == ['talking'])
act('hangup', '1006')

# Parking
act('dial', '1003', number='1002')
check('Ben rings', lambda: app.find('push button', 'Answer', sensitive=True) is not None)
at_once('Enter answers Ben', twice('Return'), {'remoteControl': 1}, lambda: legs('1002') == ['talking'])
# A place is known once somebody was seen there.
act('dial', '1009', number='1010')
act('answer', '1010')
act('park', '1010', number='701')
check('somebody is parked', lambda: app.says('701') or sim.ask('world')['parked'])
act('hangup', '1009')
check('and gone again', lambda: not sim.ask('world')['parked'])
at_once('Ctrl+P parks', twice('ctrl+p'), {'park': 1}, lambda: legs('1002') == [])
at_once('Ctrl+Shift+P retrieves', twice('ctrl+shift+p'), {'unpark': 1}, lambda: legs('1002') == ['ringing'])
at_once('Enter picks up', twice('Return'), {'remoteControl': 1}, lambda: legs('1002') == ['talking'])

app.keys('F8')
check('over', lambda: legs('1002') == [])

app.keys('ctrl+question')
check('the overview opens', lambda: app.find(('frame', 'dialog', 'window'), 'Keyboard Shortcuts') is not None)
app.raise_()
app.keys('Escape')
check('no warning was written', not app.warnings())
app.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
