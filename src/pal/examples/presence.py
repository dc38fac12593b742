#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""presence.py URL TENANT USER [NUMBER]: signs in, prints who is in a call, calls NUMBER and follows that call.

The password is the first line of standard input. "-" is the tenant of a PBX with one tenant.
"""
import sys

import gi

gi.require_version('Pal', '1')
from gi.repository import GLib, Pal  # noqa: E402


class Example:
    def __init__(self, url, tenant, user, number, password):
        self.user, self.number = user, number
        self.busy = {}  # talker id -> extension
        self.ready = self.rung = False
        self.result = 0
        self.loop = GLib.MainLoop()
        endpoint = Pal.Endpoint.new(url, tenant, user)
        endpoint.watch_all()
        self.client = Pal.Client.new(None, None)
        self.client.connect('events', self.on_events)
        self.client.connect('notify::state', self.on_state)
        self.client.set_endpoint(endpoint)
        self.client.set_password(password)

    def run(self):
        self.client.start()
        self.loop.run()
        self.client.stop()
        return self.result

    def leave(self, result):
        self.result = result
        self.loop.quit()

    def on_state(self, client, _pspec):
        state = client.get_state()
        if state == Pal.ClientState.READY:
            self.ready = True
            print(f'{len(self.busy)} in calls', *(f'{user} is in a call' for user in self.busy.values()), sep='\n')
            if self.number:
                self.make_call()
            else:
                self.leave(0)
        elif state in (Pal.ClientState.WAITING, Pal.ClientState.STOPPED):
            print(f'Cannot sign in: {client.get_reason().message}')
            self.leave(1)

    def make_call(self):
        params = Pal.Params.new(Pal.MethodId.MAKE_CALL)
        params.set_text('user', self.user)
        params.set_text('from', self.user)
        params.set_list('to', [self.number])
        params.set_text('type', '2')
        self.client.call_async(params, None, self.on_called)

    def on_called(self, client, result):
        try:
            client.call_finish(result)
        except GLib.Error as error:
            print(f'The call was refused: {error.message}')
            self.leave(1)
            return
        print(f'Calling {self.number}')

    def on_events(self, _client, batch):
        for i in range(batch.get_size()):
            event = batch.get(i)
            if event.get_kind() == Pal.EventKind.STATUS:
                self.take_status(*map(event.dup_member, ('user', 'talker_id', 'status')))

    def take_status(self, user, talker, status):
        status = int(status)
        if status == Pal.CallStatus.DISCONNECT:
            self.busy.pop(talker, None)
        else:
            self.busy[talker] = user
        if not self.ready:
            return
        print(f'{user}: {status}')
        self.rung = self.rung or status == Pal.CallStatus.STARTRINGING
        if self.rung and not self.busy:
            self.leave(0)


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(Example(*sys.argv[1:4], sys.argv[4] if len(sys.argv) > 4 else None,
                     sys.stdin.readline().rstrip('\n')).run())
