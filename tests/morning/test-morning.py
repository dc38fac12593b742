#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-morning.py BUILD tree|keys|bus [PICTURES]: a receptionist's morning of 25 calls, in the real windows.

The callers are data/scenarios/morning.json, played by palsim step by step. The receptionist has either the
accessibility tree, or nothing but the keys, or D-Bus. After every step the call bar says what is true in the simulator; in the
end the calls that were seen, the simulator's and those of the file are the same, moment by moment.
"""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys

import dbus
from gi.repository import GLib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', '..', 'build-aux')]
import eyes  # noqa: E402
import hands  # noqa: E402
import stage  # noqa: E402

SCENARIO = os.path.join(HERE, '..', '..', 'data', 'scenarios', 'morning.json')
ME = '1002'
# As the database numbers them, and what the PBX says of a call nobody here answered.
OUTCOMES = ('open', 'answered', 'missed', 'declined', 'elsewhere', 'sent on', 'unreached', 'unseen')
NOT_ANSWERED = {'487': 'missed', '603': 'declined', '200': 'sent on'}


class Morning:
    def __init__(self, build, kind, folder):
        self.program = stage.programs(os.path.abspath(build))
        self.report = stage.Report()
        self.folder = folder
        self.pictures = []
        self.played = set()
        self.advances = []   # (time before, ms)
        self.true_legs = {}
        with open(SCENARIO) as file:
            self.truth = json.load(file)['calls']
        self.sim = stage.Palsim(self.program('palsim'), '--scenario', SCENARIO)
        self.names = {user['user']: user['name'] for user in self.sim.ask('world')['users']}
        self.names['8'] = 'Voicemail'
        self.app = stage.App([self.program('sidetone')])
        self.eyes = eyes.Eyes(self.app)
        self.hands = {'tree': hands.Tree, 'keys': hands.Keys, 'bus': hands.Bus}[kind](
            self.app, self.eyes, {name: number for number, name in self.names.items()})

    def check(self, what, condition):
        """Without it the morning cannot go on as it should."""
        if not self.report.check(what, condition):
            raise stage.Timeout(what)

    # What is true, and what is seen

    def legs(self, user=ME):
        return self.sim.ask('legs', user=user)['live']

    def states(self, user=ME):
        """As words of the bar: a phone that is being called rings."""
        return ['ringing' if leg['state'] == 'calling' else leg['state'] for leg in self.legs(user)]

    def name_of(self, number):
        return self.names.get(number, number)

    def bar_is_true(self):
        """The rows of the bar are my legs: as many, with the same parties, in the same states."""
        seen = [(call.parties[-1], eyes.to_state(call.words[-1])) for call in self.eyes.look()]
        return seen == [(self.name_of(leg['other_number']), state)
                        for leg, state in zip(self.legs(), self.states())]

    def mine(self, what, *states):
        """Waits until my calls do this, and the bar says so."""
        self.check(what, lambda: self.states() == list(states) and self.bar_is_true())

    def theirs(self, user, *states):
        self.check(f'{self.names[user]}: {" ".join(states) or "free"}', lambda: self.states(user) == list(states))

    # The steps

    def cue(self, name):
        answer = self.sim.ask('cue', name=name)
        if not answer['ok']:
            raise stage.Timeout(f'{name}: {answer["error"]}')

    def picture(self, words):
        if not self.folder:
            return
        path = os.path.join(self.folder, f'{len(self.pictures) + 1:02d}.png')
        last = None
        for _ in range(3):  # drawing comes after the tree; a running clock may never be the same
            look = subprocess.run(['import', '-silent', '-window', 'root', 'png:-'], stdout=subprocess.PIPE).stdout
            if look == last:
                break
            last = look
        with open(path, 'wb') as file:
            file.write(look)
        self.pictures.append((words, path))

    def sheet(self):
        if not self.pictures:
            return
        command = ['montage', '-background', '#deddda', '-geometry', '520x366>+8+8', '-tile', '5x', '-trim',
                   '-font', 'Cantarell-Bold', '-pointsize', '15']
        for words, path in self.pictures:
            command += ['-label', words, path]
        path = os.path.join(self.folder, f'sheet-{self.hands.name}.png')
        subprocess.run(command + [path], check=True, stderr=subprocess.DEVNULL)
        self.report.say(f'sheet {path} ({len(self.pictures)} pictures)')

    def ring(self, n, what, others=()):
        self.cue(f'{n} calls')
        self.mine(f'{n}: it rings ({what})', *others, 'ringing')

    def answer(self, n, what):
        self.ring(n, what)
        self.hands.answer()
        self.mine(f'{n}: answered', 'talking')

    def end(self, n):
        self.hands.hang_up()
        self.mine(f'{n}: it is over')

    def call_1(self, n, what):
        self.ring(n, what)
        self.picture('1 an outside call rings')
        self.hands.answer()
        self.mine(f'{n}: answered', 'talking')
        self.picture('1 answered')
        self.end(n)

    def call_2(self, n, what):
        self.answer(n, what)
        self.hands.hold()
        self.mine(f'{n}: held', 'held')
        self.picture('2 on hold')
        self.hands.resume()
        self.mine(f'{n}: resumed', 'talking')
        self.cue('2 leaves')
        self.mine(f'{n}: the caller is gone')

    def call_3(self, n, what):
        self.ring(n, what)
        self.cue('3 leaves')
        self.mine(f'{n}: missed')
        self.picture('3 missed')

    def call_4(self, n, what):
        self.ring(n, what)
        self.picture('4 to be declined')
        self.hands.decline()
        self.mine(f'{n}: declined')

    def call_5(self, n, what):
        """And the sixth, which comes meanwhile."""
        first, second = self.truth[4]['legs'][0]['with'], self.truth[5]['legs'][0]['with']
        self.answer(n, what)
        self.ring(6, self.truth[5]['what'], ['talking'])
        self.hands.hold(first)
        self.mine('5: held', 'held', 'ringing')
        self.hands.answer(second)
        self.mine('6: answered', 'held', 'talking')
        self.picture('5 held, 6 talks')
        self.hands.hang_up(second)
        self.mine('6: it is over', 'held')
        self.picture('6 is over, 5 still held')
        self.hands.resume()
        self.mine('5: resumed', 'talking')
        self.end(n)
        self.played.add(6)

    def ask(self, n, what, user):
        self.answer(n, what)
        self.hands.ask_first(self.names[user].split()[0].lower(), self.names[user])
        self.mine(f'{n}: {self.names[user]} is asked', 'held')
        self.theirs(user, 'ringing')

    def call_7(self, n, what):
        self.ask(n, what, '1004')
        self.picture('7 whom to ask rings')
        self.cue('7 Chie answers')
        self.mine(f'{n}: talking with her', 'talking')
        self.theirs('1004', 'talking')
        self.picture('7 talking with her first')
        self.hands.complete()
        self.mine(f'{n}: handed over')
        self.theirs('1004', 'talking')
        self.cue('7 Chie leaves')
        self.theirs('1004')

    def call_8(self, n, what):
        self.ask(n, what, '1005')
        self.cue('8 Dan answers')
        self.mine(f'{n}: talking with him', 'talking')
        self.hands.cancel()
        self.theirs('1005')
        self.mine(f'{n}: the caller is back', 'talking')
        self.picture('8 the caller is back')
        self.end(n)

    def call_9(self, n, what):
        self.ask(n, what, '1003')
        self.cue('9 Ben is busy')
        self.mine(f'{n}: the caller is back by himself', 'talking')
        self.picture('9 Ben is busy: the caller is back')
        self.cue('9 Ben is free')
        self.end(n)

    def call_10(self, n, what):
        self.ask(n, what, '1004')
        self.cue('10 Chie answers')
        self.mine(f'{n}: talking with her', 'talking')
        self.hands.join()
        self.check(f'{n}: the bar names the conference', lambda: any(
            words.startswith('Conference') for _, words, _ in self.eyes.rows()))
        self.picture('10 a conference')
        self.cue('10 Chie leaves')
        self.theirs('1004')
        self.mine(f'{n}: the two are left', 'talking')
        self.end(n)

    def hand_over(self, n, what, user):
        self.answer(n, what)
        self.hands.transfer(self.names[user].split()[0].lower(), self.names[user])
        self.mine(f'{n}: given away')
        self.theirs(user, 'ringing')

    def call_11(self, n, what):
        self.hand_over(n, what, '1003')
        self.picture('11 given away: it rings')
        self.cue('11 Ben answers')
        self.theirs('1003', 'talking')
        self.cue('11 Ben leaves')
        self.theirs('1003')

    def call_12(self, n, what):
        self.hand_over(n, what, '1005')
        self.advance(31000)
        self.mine(f'{n}: nobody is there, it comes back', 'ringing')
        self.picture('12 it comes back')
        self.hands.answer()
        self.mine(f'{n}: answered again', 'talking')
        self.end(n)

    def call_13(self, n, what):
        self.hand_over(n, what, '1005')
        self.cue('13 leaves')
        self.theirs('1005')
        self.hands.take_back()
        self.mine(f'{n}: lost, and called back: my phone rings', 'ringing')
        self.picture('13 lost, and called back')
        self.hands.answer()
        self.mine(f'{n}: the caller is called', 'waiting')
        self.cue('13 answers')
        self.mine(f'{n}: the caller is there again', 'talking')
        self.end(n)

    def somebody_waits(self, n):
        self.check(f'{n}: the sidebar says that somebody waits',
                   lambda: self.app.find('list item', 'Parking & Lines, 1 waiting'))

    def parked(self):
        return sorted(self.sim.ask('world')['parked'])

    def note_place(self, n):
        """The file cannot know which was free."""
        self.truth[n - 1]['legs'][0]['sent'] = self.parked()[0]

    def call_14(self, n, what):
        self.answer(n, what)
        self.hands.park_at('701')
        self.mine(f'{n}: parked')
        self.check(f'{n}: at 701', lambda: self.parked() == ['701'])
        self.hands.parking()
        self.check(f'{n}: the page shows who', lambda: self.app.find(start='Retrieve ', sensitive=True))
        self.picture('14 parked at 701')
        self.cue('14 Grace fetches 701')
        self.theirs('1008', 'talking')
        self.check(f'{n}: nobody is parked', lambda: self.parked() == [])
        self.cue('14 Grace leaves')
        self.theirs('1008')

    def call_15(self, n, what):
        self.answer(n, what)
        self.hands.park_at('703')
        self.mine(f'{n}: parked')
        self.check(f'{n}: at 703', lambda: self.parked() == ['703'])
        self.somebody_waits(n)
        self.hands.parking()
        self.picture('15 parked at 703')
        self.hands.retrieve('703')
        self.mine(f'{n}: it rings here', 'ringing')
        self.hands.answer()
        self.mine(f'{n}: fetched', 'talking')
        self.end(n)

    def call_16(self, n, what):
        self.answer(n, what)
        self.hands.park()
        self.mine(f'{n}: parked')
        self.somebody_waits(n)
        self.note_place(n)
        self.picture('16 parked at the next free place')
        self.hands.retrieve_oldest()
        self.mine(f'{n}: it rings here', 'ringing')
        self.hands.answer()
        self.mine(f'{n}: fetched', 'talking')
        self.end(n)

    def recording(self):
        return [leg['recording'] for leg in self.legs()]

    def call_17(self, n, what):
        self.answer(n, what)
        self.hands.record()
        self.check(f'{n}: recorded', lambda: self.recording() == [True])
        self.check(f'{n}: the bar says so', lambda: any(
            self.app.find(name='This call is recorded', under=node) for _, _, node in self.eyes.rows()))
        self.picture('17 recorded')
        self.hands.stop_recording()
        self.check(f'{n}: no longer', lambda: self.recording() == [False])
        self.end(n)

    def call_18(self, n, what):
        self.cue('18 Dan is busy')
        self.cue('18 Jonas answers')
        self.answer(n, what)
        self.hands.choose_for('Dan Weiss', 'Park, and Transfer When Free')
        self.mine(f'{n}: parked')
        self.check(f'{n}: at a place', lambda: len(self.parked()) == 1)
        self.note_place(n)
        self.hands.calls()
        self.check(f'{n}: the page says who waits for whom', lambda: self.app.find(
            'list item', f'Dan Weiss, 0355500118 waits at slot {self.parked()[0]} and goes there when free'))
        self.picture('18 waits for Dan Weiss')
        self.cue('18 Dan is free')
        self.theirs('1005', 'ringing')
        self.picture('18 he is free: it rings there')
        self.cue('18 Dan answers')
        self.theirs('1005', 'talking')
        self.check(f'{n}: nobody waits', lambda: self.parked() == [])
        self.cue('18 Dan leaves')
        self.theirs('1005')

    def call_19(self, n, what):
        self.ring(n, what)
        self.hands.deflect('grace', 'Grace Kim')
        self.mine(f'{n}: sent elsewhere')
        self.theirs('1008', 'ringing')
        self.picture('19 sent elsewhere: it rings there')
        self.cue('19 Grace answers')
        self.theirs('1008', 'talking')
        self.cue('19 Grace leaves')
        self.theirs('1008')

    def call_20(self, n, what):
        self.cue('20 calls')
        self.check(f'{n}: waits in the queue', lambda: [
            queue['extension'] for queue in self.sim.ask('world')['queues']] == ['600'])
        self.somebody_waits(n)
        self.hands.pick_up_waiting()
        self.mine(f'{n}: it rings here', 'ringing')
        self.picture('20 taken out of the queue')
        self.hands.answer()
        self.mine(f'{n}: answered', 'talking')
        self.end(n)

    def call_21(self, n, what):
        self.hands.dial('chie', 'Chie Mori')
        self.mine(f'{n}: my phone rings', 'ringing')
        self.hands.answer()
        self.mine(f'{n}: hers is called', 'waiting')
        self.cue('21 Chie answers')
        self.mine(f'{n}: she answers', 'talking')
        self.picture('21 dialled')
        self.end(n)
        self.theirs('1004')

    def call_22(self, n, what):
        self.hands.dial('0667890022', '0667890022')
        self.mine(f'{n}: my phone rings', 'ringing')
        self.hands.answer()
        self.mine(f'{n}: it is called', 'waiting')
        self.cue('22 is busy')
        self.check(f'{n}: the bar says why it failed', lambda: any(
            words.startswith('Busy') or 'busy' in words for _, words, _ in self.eyes.rows()))
        self.picture('22 busy, in plain words')
        self.mine(f'{n}: then it is gone')

    def call_23(self, n, what):
        self.hands.call_voicemail()
        self.mine(f'{n}: my phone rings', 'ringing')
        self.hands.answer()
        self.mine(f'{n}: the mailbox talks', 'talking')
        self.picture('23 voicemail')
        self.end(n)

    def call_24(self, n, what):
        self.cue('24 calls')
        self.theirs('1003', 'ringing')
        self.hands.colleagues()
        self.picture('24 it rings at Ben Okafor’s')
        self.hands.choose_for('Ben Okafor', 'Pick Up Their Call')
        self.mine(f'{n}: it rings here', 'ringing')
        self.hands.answer()
        self.mine(f'{n}: answered', 'talking')
        self.theirs('1003')
        self.end(n)

    def call_25(self, n, what):
        self.answer(n, what)
        self.hands.to_voicemail('ben', 'Ben Okafor')
        self.mine(f'{n}: given away')
        self.check(f'{n}: the mailbox has the caller', lambda: [
            leg['state'] for call in self.sim.ask('calls')['live'] for leg in call['legs']] == ['talking', 'talking'])
        self.picture('25 given to a mailbox')
        self.cue('25 leaves')
        self.check(f'{n}: the caller is gone', lambda: not self.sim.ask('calls')['live'])

    # The whole

    def compare(self):
        """What the file says, what was true and what was seen."""
        expected = [leg for call in self.truth for leg in call['legs']]
        true = self.sim.ask('legs', user=ME)['ended']
        self.report.check(f'{len(true)} legs were mine, as the file says', len(true) == len(expected))
        seen = self.eyes.all()
        self.report.check(f'{len(seen)} calls were seen', len(seen) == len(true))
        self.report.check('nothing goes on', not self.legs() and not self.eyes.live)
        for said in expected:
            number = said['with'].split()[0]
            leg = next((leg for leg in true if leg['others'][0] == number), None)
            call = next((call for call in seen if call.parties[0] == self.name_of(number)), None)
            if leg is None or call is None:
                self.report.check(f'a call with {number} was made and seen', False)
                continue
            true.remove(leg)
            seen.remove(call)
            told = (said['with'].split(), said['way'], said['story'].split(), said['rescode'])
            states = ['ringing' if state == 'calling' else state for state in leg['states']]
            story = [state for i, state in enumerate(states) if i == 0 or states[i - 1] != state]
            was = (leg['others'], 'out' if leg['caller'] else 'in', story, leg['rescode'])
            self.report.check(f'{number}: it was what the file says{"" if told == was else f": {was}, not {told}"}',
                              told == was)
            brief = said.get('brief')  # a moment nobody needs to have seen
            looked = (call.parties, call.way, [state for state in call.states() if state != brief])
            right = ([self.name_of(other) for other in leg['others']], was[1],
                     [state for state in story if state != brief])
            self.report.check(f'{number}: it was seen so{"" if looked == right else f": {looked}, not {right}"}',
                              looked == right)

    def rows_expected(self):
        """The call log as it has to be, oldest first: number, name, way, how it ended, whether it was recorded …"""
        for call in self.truth:
            for said in call['legs']:
                number = said['with'].split()[0]
                way = said['way']
                if 'talking' in said['story'].split():
                    outcome = 'answered'
                else:
                    outcome = 'unreached' if way == 'out' else NOT_ANSWERED[said['rescode']]
                yield (number, self.names.get(number, number), way, outcome, said['rescode'],
                       said.get('recorded', False), said.get('queue'), said.get('sent'))

    def to_ours(self, time):
        """A moment of the simulator, whose clock was advanced on the way, by the clock of the machine; ms."""
        for before, ms in reversed(self.advances):
            time = max(before, time - ms) if time > before else time
        return time

    def remember_truth(self):
        """What only the simulator knows: the legs that were mine, with their moments, and who took them instead."""
        self.true_legs = {leg['talker_id']: leg for leg in self.sim.ask('legs', user=ME)['ended']}
        others = [leg for user in self.names if user not in (ME, '8')
                  for leg in self.sim.ask('legs', user=user)['ended']]
        for mine in self.true_legs.values():
            takers = [] if mine['caller'] or mine['answered'] else [
                leg['user'] for leg in sorted(others, key=lambda leg: leg['answered'])
                if leg['logid'] == mine['logid'] and not leg['caller'] and leg['answered'] >= mine['started']]
            mine['taker'] = takers[0] if takers else None

    def advance(self, ms):
        self.advances.append((self.sim.ask('world')['time'], ms))
        self.sim.ask('advance', ms=ms)

    def compare_leg(self, row):
        """A row of the log and the leg it was: who took it, how it ended, when, and for how long."""
        number = row['number']
        leg = self.true_legs.pop(row['talker_id'], None)
        if not self.report.check(f'{number}: it is a leg that was mine', leg is not None):
            return
        has = (row['number'], bool(row['is_outgoing']), bool(row['is_answered']), row['taken_by'], row['taken_by_name'],
               row['q850'], row['rescode'], row['recording'])
        right = (leg['others'][0], leg['caller'], leg['answered'] > 0, leg['taker'], self.names.get(leg['taker']),
                 int(leg['q850']), int(leg['rescode']), leg['rec'])
        self.report.check(f'{number}: as the PBX knows it, taken by {leg["taker"]}'
                          f'{"" if has == right else f": {has}, not {right}"}', has == right)
        started, answered, ended = (self.to_ours(leg[name]) for name in ('started', 'answered', 'ended'))
        lasted = ended - answered if answered else 0
        off = {name: round(value - truth) for name, value, truth in (
            ('started', row['started_at'] / 1000, started), ('answered', row['answered_at'] / 1000, answered),
            ('ended', row['ended_at'] / 1000, ended), ('duration', row['duration'], lasted))
            if abs(value - truth) > 1000}
        self.report.check(f'{number}: its moments are the true ones{f", but {off} ms off" if off else ""}',
                          not off and row['duration'] >= 0)

    def compare_log(self):
        """What was written down of it, while the program no longer runs."""
        path, = pathlib.Path(os.environ[stage.MARK]).rglob('sidetone.db')
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute('SELECT * FROM log WHERE kind = 0 ORDER BY id').fetchall()
        expected = list(self.rows_expected())
        self.report.check(f'{len(rows)} rows in the call log', len(rows) == len(expected) == len(self.true_legs))
        order = sorted(self.true_legs.values(), key=lambda leg: leg['started'])
        self.report.check('in the order of the calls',
                          [row['talker_id'] for row in rows] == [leg['talker_id'] for leg in order])
        for row in rows:
            number = row['number']
            has = (number, row['name'] or number, 'out' if row['is_outgoing'] else 'in', OUTCOMES[row['outcome']],
                   str(row['rescode']), bool(row['is_recorded']), row['queue'], row['sent_to'])
            right = next((one for one in expected if one[0] == number), None)
            if right:
                expected.remove(right)
            self.report.check(f'{number}: it is in the log{"" if has == right else f" as {has}, not {right}"}',
                              has == right)
            moments = [row[name] for name in ('started_at', 'answered_at', 'ended_at')
                       if name != 'answered_at' or row['is_answered']]
            self.report.check(f'{number}: its moments are in order', all(moments) and moments == sorted(moments)
                              and bool(row['is_answered']) == (row['answered_at'] > 0))
            self.compare_leg(row)

    def play(self):
        keyring = stage.Keyring()
        try:
            self.app.first_window()
            stage.wait(lambda: self.app.find('heading', 'Sign In'), what='the sign-in page')
            stage.sign_in(self.app, self.sim.url, ME, ME)
            self.report.check('signed in', lambda: stage.presence(self.app, 'Chie Mori') == 'Free')
            self.app.raise_()
            for call in self.truth:
                n = call['call']
                if n not in self.played:
                    getattr(self, f'call_{n}')(n, call['what'])
                    self.played.add(n)
            self.compare()
            self.remember_truth()
        except (stage.Timeout, OSError, ValueError, GLib.Error, dbus.DBusException) as error:
            self.report.check(f'the morning went on to its end ({error})', False)
            print(f'keyboard: {self.app.focused()}', self.app.dump(), sep='\n', file=sys.stderr)
        warnings = {line.split(': ', 2)[-1] for line in self.app.warnings()}
        self.report.check(f'no warning was written {sorted(warnings) or ""}', not warnings)
        self.app.stop()
        self.sim.stop()
        keyring.stop()
        if self.played >= {call['call'] for call in self.truth}:
            self.compare_log()
        self.sheet()
        return self.report.end()


if __name__ == '__main__':
    if len(sys.argv) not in (3, 4) or sys.argv[2] not in ('tree', 'keys', 'bus'):
        sys.exit(__doc__)
    stage.enter()
    place = sys.argv[3] if len(sys.argv) == 4 else None
    if place:
        os.makedirs(place, exist_ok=True)
    sys.exit(Morning(sys.argv[1], sys.argv[2], place).play())
