# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb of src/model/desk-verb-table.c, and how it is pressed twice: by mouse, by key, and with palctl.

A row says what is so before (a method of Office), what may be asked of the PBX, and what is so afterwards. `mouse` and
`key` get the window, bring it to where the last press is due, and return that press; a text is a button of the call
bar, or a key. `ctl` is what palctl is told; None where it has no such command.
"""
import time

from office import ME, OTHER, THIRD, QUEUED


class Row:
    def __init__(self, before, asks, after, mouse, key, ctl, ready=None):
        self.before, self.asks, self.after = before, asks, after
        self.mouse, self.key, self.ctl = mouse, key, ctl
        self.ready = ready or (mouse if isinstance(mouse, str) else None)  # a button that shows that the window knows


# --- by mouse ---

def pick(button, way):
    """In the window of the picker, whose row lies where the main window has a button that dials."""
    def get_ready(window):
        window.once(button)
        window.lay_over('top', 'Eva Lind', 'Call Ben Okafor', 'UiColleaguesPage')
        window.once(way, 'top')
        return window.twice('Eva Lind', 'top')
    return get_ready


def park(window):
    window.once('Park')
    return window.twice('701 · free')


def tones(window):
    window.once('Send Tones')
    return window.twice('5')


def on_parking_page(name):
    def get_ready(window):
        window.page(3)
        return window.twice(name, 'UiParkingPage')
    return get_ready


def monitor(item, yes):
    def get_ready(window):
        window.once('Ben Okafor, …', 'UiColleaguesPage', button=3)
        window.once(item, 'UiColleaguesPage')
        window.lay_over('top', yes, 'Call Ben Okafor', 'UiColleaguesPage')
        return window.twice(yes, 'top')
    return get_ready


# --- by key ---

def type_whom(key):
    def get_ready(window):
        window.app.keys(key)
        window.raise_top()
        window.app.type(THIRD)
        window.wait_for('Eva Lind', 'top')
        return window.key_twice('Return')
    return get_ready


def type_number(window):
    window.app.keys('ctrl+k')
    window.app.type('1004')
    window.wait_for_match('Chie Mori')
    return window.key_twice('Return')


def type_tones(window):
    window.focus('Send Tones')
    window.app.keys('Return')
    window.wait_for('5')
    time.sleep(0.3)
    return window.key_twice('5')


def press(name, part='bar', key='Tab'):
    """The button that has the keyboard."""
    def get_ready(window):
        window.focus(name, part, key)
        return window.key_twice('Return')
    return get_ready


def menu(item, yes):
    def get_ready(window):
        window.focus('Ben Okafor, …', 'UiColleaguesPage', 'Down')
        window.app.keys('Menu')
        window.go_to(item, 'UiColleaguesPage', 'Down')
        window.app.keys('Return')
        window.raise_top()
        window.go_to(yes, 'top', 'Tab')
        return window.key_twice('Return')
    return get_ready


def then(key, part, name):
    """The key goes where Enter does it."""
    def get_ready(window):
        window.press_until_focus(key, name, part)
        return window.key_twice('Return')
    return get_ready


REMOTE, BARGE = {'remoteControl': 1}, {'barge': 1}

VERBS = {
    'answer': Row('ringing', REMOTE, lambda o: o.are('talking'), 'Answer', 'Return', 'answer'),
    'hold': Row('talking', REMOTE, lambda o: o.are('held'), 'Hold', 'ctrl+h', 'hold'),
    'resume': Row('held', REMOTE, lambda o: o.are('talking'), 'Resume', 'ctrl+h', 'unhold'),
    'hang-up': Row('talking', {'disconnect': 1}, lambda o: o.are(), 'Hang Up', 'F8', 'hangup'),
    'transfer': Row('held', {'transfer': 1}, lambda o: o.are('ringing', user=THIRD),
                    pick('Transfer', 'Transfer Now'), type_whom('F4'), f'transfer {THIRD} --yes', ready='Transfer'),
    'deflect': Row('ringing', {'callforward': 1}, lambda o: o.are('ringing', user=THIRD),
                   pick('Send Elsewhere', 'Send There'), type_whom('F4'), None, ready='Send Elsewhere'),
    'consult': Row('held', {'transfer': 1}, lambda o: o.are('ringing', user=THIRD),
                   pick('Transfer', 'Ask First'), type_whom('F5'), f'transfer --attended {THIRD} --yes', ready='Transfer'),
    'complete': Row('consulting', {'disconnect': 1}, lambda o: o.are(), 'Complete Transfer', 'F5', 'transfer --complete'),
    'cancel': Row('consulting', {'cancelTransfer': 1}, lambda o: o.are('talking'), 'Cancel Transfer', 'Escape',
                  'transfer --cancel'),
    'join': Row('consulting', {'conference': 1}, lambda o: o.are('talking', user=THIRD), 'Join All', press('Join All'),
                'transfer --conference'),
    'park': Row('talking', {'park': 1}, lambda o: o.are(), park, 'ctrl+p', 'park 701', ready='Park'),
    'record': Row('talking', {'startRecording': 1}, lambda o: o.is_recorded(), 'Record', 'ctrl+r', 'record start'),
    'stop-recording': Row('recorded', {'stopRecording': 1}, lambda o: o.is_recorded(False), 'Stop Recording', 'ctrl+r',
                          'record stop'),
    # Two keys of a telephone are two tones.
    'send-tones': Row('talking', {'sendDTMF': 2}, lambda o: lambda: any(leg.get('digits', '').endswith('55')
                                                                          for leg in o.legs(OTHER) + o.legs()),
                      tones, type_tones, None, ready='Send Tones'),
    'dial': Row('free', {'makeCall': 1}, lambda o: o.are('ringing'),
                lambda window: window.twice('Call Chie Mori', 'UiColleaguesPage'), type_number, 'dial 1004 --yes'),
    'retrieve': Row('parked_by_me', {'unpark': 1}, lambda o: o.are('ringing'),
                    on_parking_page('Retrieve …'), 'ctrl+shift+p', 'unpark 701'),
    'forward': Row('queued', {'callforward': 1}, lambda o: o.are('ringing'),
                   on_parking_page(f'Pick up {QUEUED}'), then('F9', 'UiParkingPage', f'{QUEUED}…'), None),
    'seize': Row('free', {'line': 1}, lambda o: lambda: o.holder() == ME,
                 on_parking_page('Take: line line/1…'), press('Take: line line/1…', 'UiParkingPage', 'Down'), None),
    'release': Row('seized', {'line': 1}, lambda o: lambda: o.holder() is None,
                   on_parking_page('Give Back: line line/1…'), press('Give Back: line line/1…', 'UiParkingPage', 'Down'), None),
    'listen': Row('others_talk', BARGE, lambda o: o.are('ringing'), monitor('Listen…', 'Listen'),
                  menu('Listen…', 'Listen'), None),
    'whisper': Row('others_talk', BARGE, lambda o: o.are('ringing'), monitor('Whisper…', 'Whisper'),
                   menu('Whisper…', 'Whisper'), None),
    'barge-in': Row('others_talk', BARGE, lambda o: o.are('ringing'), monitor('Barge In…', 'Barge In'),
                    menu('Barge In…', 'Barge In'), None),
    'message': Row('free', {}, None, None, None, None),
}
