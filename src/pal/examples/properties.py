#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""properties.py URL TENANT USER EXTENSION NAME… or NAME=VALUE…: the two sample programs of chapter 8 of the guide.

Reads the properties named, or sets those given a value. The password is the first line of standard input.
"""
import json
import sys

import gi

gi.require_version('Pal', '1')
from gi.repository import GLib, Pal  # noqa: E402


class Example:
    def __init__(self, url, tenant, user, extension, names, password):
        self.extension, self.names = extension, names
        self.result = 1
        self.loop = GLib.MainLoop()
        self.client = Pal.Client.new(None, None)
        self.client.connect('notify::state', self.on_state)
        self.client.set_endpoint(Pal.Endpoint.new(url, tenant, user))
        self.client.set_password(password)

    def run(self):
        self.client.start()
        self.loop.run()
        self.client.stop()
        return self.result

    def on_state(self, client, _pspec):
        state = client.get_state()
        if state == Pal.ClientState.READY:
            self.client.call_async(self.make_request(), None, self.on_reply)
        elif state in (Pal.ClientState.WAITING, Pal.ClientState.STOPPED):
            print(f'Cannot sign in: {client.get_reason().message}')
            self.loop.quit()

    def make_request(self):
        if '=' not in self.names[0]:
            params = Pal.Params.new(Pal.MethodId.GET_EXTENSION_PROPERTIES)
            params.set_list('property_names', self.names)
        else:
            params = Pal.Params.new(Pal.MethodId.SET_EXTENSION_PROPERTIES)
            for pair in self.names:
                name, _, value = pair.partition('=')
                params.set_member('properties', name, value)
        params.set_text('extension', self.extension)
        return params

    def on_reply(self, client, result):
        try:
            answer = json.loads(client.call_finish(result).dup_json())
        except GLib.Error as error:
            print(error.message)
        else:
            # The values come in the order of the names.
            print(answer if isinstance(answer, str)
                  else '\n'.join(f'{name} = {value}' for name, value in zip(self.names, answer)))
            self.result = 0
        self.loop.quit()


if __name__ == '__main__':
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(Example(*sys.argv[1:5], sys.argv[5:], sys.stdin.readline().rstrip('\n')).run())
