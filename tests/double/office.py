# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated office around one person: 1001, an administrator."""
import os
import subprocess
import tempfile
import time

import stage

ME = '1001'
OTHER = '1005'  # Dan, with whom I talk
THIRD = '1006'  # Eva, whom I ask and to whom I hand over
QUEUED = '0355500120'
# What is asked without anybody pressing anything.
READS = ('get', 'log', 'pal', 'notify', 'ping')


class Office:
    def __init__(self, program):
        self.sim = stage.Palsim(program('palsim'))
        self.palctl = program('palctl')
        self.folder = tempfile.mkdtemp(dir=os.environ.get(stage.MARK))
        self.sim.ask('outside', number=QUEUED, how='wait', do='outside')
        self.window = None  # of this person, if there is one

    def stop(self):
        self.sim.stop()

    def show_places(self):
        """Places are known once somebody was there."""
        self.seize('1003')
        self.release('1003')
        self.park_somebody()
        self.clear()

    # Others, and their phones

    def act(self, what, user, **more):
        answer = self.sim.ask('phone', do=what, user=user, **more)
        if not answer['ok']:
            raise RuntimeError(f'{user} does not {what}: {answer}')

    def legs(self, user=ME):
        return self.sim.ask('legs', user=user)['live']

    def are(self, *states, user=ME):
        return lambda: sorted(leg['state'] for leg in self.legs(user)) == sorted(states)

    def is_recorded(self, yes=True):
        return lambda: [leg['recording'] for leg in self.legs()] == [yes]

    def parked(self):
        return self.sim.ask('world')['parked']

    def holder(self):
        return self.sim.ask('world')['lines'].get('line/1')

    def requests(self):
        counts = self.sim.ask('requests')['requests']
        return {name: n for name, n in counts.items() if not name.startswith(READS)}

    def command(self, user, *words):
        """palctl as that user, not waited for."""
        path = os.path.join(self.folder, user)
        if not os.path.exists(path):
            with open(path, 'w') as file:
                file.write(user + '\n')
        return subprocess.Popen([self.palctl, *words, '--url', self.sim.url, '--user', user, '--password-file', path],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, user, *words):
        process = self.command(user, *words)
        said = process.communicate()[0].decode()
        if process.returncode != 0:
            raise RuntimeError(f'palctl {" ".join(words)}: {said}')

    def seize(self, user):
        self.run(user, 'call', 'line', 'line=line/1', 'status=on')

    def release(self, user):
        self.run(user, 'call', 'line', 'line=line/1', 'status=off')

    def clear(self):
        """Every call ends, of those who wait too."""
        def is_clear():
            live = self.sim.ask('calls')['live']
            for room in live:
                for leg in room['legs']:
                    self.sim.ask('outside', number=leg['number'], do='outside')
                    self.sim.ask('phone', do='hangup', user=leg['number'])
            return not live
        stage.wait(is_clear, what='the end of all calls')

    # What I, or others, are in the middle of

    def free(self):
        pass

    def ringing(self):
        self.act('dial', OTHER, number=ME)
        stage.wait(self.are('ringing'), what='my phone to ring')

    def talking(self):
        self.ringing()
        self.act('answer', ME)
        stage.wait(self.are('talking'), what='the conversation')

    def held(self):
        self.talking()
        self.act('hold', ME)
        stage.wait(self.are('held'), what='the hold')

    def recorded(self):
        self.talking()
        self.act('record', ME)

    def consulting(self):
        self.talking()
        self.act('transfer', ME, number=THIRD)
        self.act('answer', THIRD)
        stage.wait(self.are('talking', user=THIRD), what='the consultation')

    def two_calls(self):
        """One is held, with the other I talk."""
        self.held()
        self.act('dial', '1007', number=ME)
        self.act('answer', ME)
        stage.wait(self.are('held', 'talking'), what='the second call')

    def park_somebody(self):
        self.act('dial', '1009', number='1010')
        self.act('answer', '1010')
        self.act('park', '1010', number='701')

    def parked_by_me(self):
        self.talking()
        if self.window is None:
            self.run(ME, 'park', '701')
            return
        self.window.wait_for('Park')
        self.window.app.keys('ctrl+p')
        stage.wait(self.are(), what='the parking')
        time.sleep(0.5)  # a press so soon would be for what was there before

    def queued(self):
        self.sim.ask('call', do='call', **{'from': QUEUED, 'to': '600'})

    def seized(self):
        self.seize(ME)

    def others_talk(self):
        self.act('dial', '1003', number='1004')
        self.act('answer', '1004')
        stage.wait(self.are('talking', user='1003'), what='the conversation of others')
