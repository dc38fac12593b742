# SPDX-License-Identifier: GPL-3.0-or-later
"""test-calls.py PALSIM: calls as their parties and a watcher hear of them; see README.md."""
from pal_test import ADMIN, ALL, ANN, OWN, CallTest, main


class Telephones(CallTest):
    """Calls dialled at a telephone."""

    async def test_answered(self):
        await self.call()
        self.phone('A', 'hangup')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0'})

    async def test_hung_up_by_the_called(self):
        await self.call()
        self.phone('B', 'hangup')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/1', 'B:-1 r1 t2 A 200/16/1'})

    async def test_given_up(self):
        self.phone('A', 'dial', number='1003')
        await self.news()
        self.phone('A', 'hangup')
        await self.expect({'A:-1 r1 t1 B 487/16/0', 'B:-1 r1 t2 A 487/16/0'})

    async def test_busy(self):
        self.phone('B', 'busy')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:-1 r1 t2 A 486/17/1', 'A:-1 r1 t1 B 486/17/1')

    async def test_declined(self):
        self.phone('A', 'dial', number='1003')
        await self.news()
        self.phone('B', 'hangup')
        await self.expect('B:-1 r1 t2 A 603/21/1', 'A:-1 r1 t1 B 603/21/1')

    async def test_no_answer(self):
        self.phone('A', 'dial', number='1003')
        await self.news()
        self.pass_time(300)
        await self.expect('B:-1 r1 t2 A 480/19/1', 'A:-1 r1 t1 B 480/19/1')

    async def test_nobody_there(self):
        self.phone('A', 'dial', number='4711')
        await self.expect('A:1 r1 t1 4711', 'A:-1 r1 t1 4711 404/1/1')
        self.phone('B', 'unregister')
        self.phone('A', 'dial', number='1003')
        await self.expect('registered B false', 'A:1 r2 t2 B', 'A:-1 r2 t2 B 480/20/1')

    async def test_from_outside(self):
        self.outside('0312345678', '1003')
        await self.expect('B:0 r1 t1 0312345678', 'B:65 r1 t1 0312345678')
        self.phone('B', 'answer')
        await self.expect('B:2 r1 t1 0312345678')
        self.hands.ask('call', do='outside', number='0312345678', how='hangup')
        await self.expect('B:12 r1 t1 0312345678', 'B:-1 r1 t1 0312345678 200/16/0')

    async def test_to_the_outside(self):
        self.hands.ask('call', do='outside', number='0312345678', how='answer')
        self.phone('A', 'dial', number='0312345678')
        self.pass_time(10)
        await self.expect('A:1 r1 t1 0312345678', 'A:14 r1 t1 0312345678')
        self.phone('A', 'hangup')
        await self.expect('A:12 r1 t1 0312345678', 'A:-1 r1 t1 0312345678 200/16/0')

    async def test_names(self):
        await self.call()
        for user, name, other in (('A', 'Aiko Sato', 'Ben Okafor'), ('B', 'Ben Okafor', 'Aiko Sato')):
            event = self.last(user=user)
            self.assertEqual((event['user_display_name'], event['other_user_display_name']), (name, other))

    async def test_time_goes_on(self):
        await self.call()
        self.pass_time(60)
        self.phone('A', 'hangup')
        await self.news()
        times = [e['time'] for e in self.watch.of('notify_status')]
        self.assertEqual(times, sorted(times))
        self.assertGreaterEqual(times[-1] - times[0], 60_000)


class FromFirst(CallTest):
    """makeCall type 2: the caller's phone rings first."""

    async def test_answered(self):
        await self.make('A', ['B'])
        await self.expect('A:0 r1 t1 B', 'A:65 r1 t1 B')
        await self.talk('A', 't1')
        await self.expect('A:2 r1 t1 B', 'B:0 r1 t2 A', 'B:65 r1 t2 A')
        await self.talk('B', 't2')
        await self.expect('B:2 r1 t2 A', 'A:14 r1 t1 B')
        roles = {(e['user'], e['role']) for e in self.watch.of('notify_status')}
        self.assertEqual(roles, {('1002', 'c'), ('1003', 's')})
        await self.do('A', 'disconnect', tid='t1')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0'})

    async def test_the_caller_does_not_answer(self):
        await self.make('A', ['B'])
        await self.news()
        self.pass_time(300)
        await self.expect('A:-1 r1 t1 B 480/19/0')

    async def test_the_caller_declines(self):
        await self.make('A', ['B'])
        await self.news()
        await self.do('A', 'disconnect', tid='t1')
        await self.expect('A:-1 r1 t1 B 603/21/0')

    async def test_the_called_is_busy(self):
        self.phone('B', 'busy')
        await self.make('A', ['B'], auto_answer='true')
        await self.expect('A:0 r1 t1 B', 'A:65 r1 t1 B', 'A:2 r1 t1 B', 'B:0 r1 t2 A', 'B:-1 r1 t2 A 486/17/1',
                          'A:-1 r1 t1 B 486/17/1')

    async def test_several_called(self):
        await self.make('A', ['B', 'C'], auto_answer=True)
        await self.expect('A:0 r1 t1 B', 'A:65 r1 t1 B', 'A:2 r1 t1 B', {'B:0 r1 t2 A', 'C:0 r1 t3 A'},
                          {'B:65 r1 t2 A', 'C:65 r1 t3 A'})
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', {'B:-1 r1 t2 A 200/26/1', 'A:14 r1 t1 C'})

    async def test_for_somebody_else(self):
        """An administrator may have anybody called, also two numbers outside."""
        await self.make('W', ['C'], **{'user': 'B', 'from': 'B'})
        await self.expect('B:0 r1 t1 C', 'B:65 r1 t1 C')
        await self.refuse('A', 'makeCall', **{'user': 'B', 'from': 'B', 'to': ['C'], 'type': '2'})

    async def test_from_outside(self):
        self.hands.ask('call', do='outside', number='0311111111', how='answer')
        await self.make('W', ['B'], **{'from': '0311111111'})
        await self.expect('B:0 r1 t1 0311111111', 'B:65 r1 t1 0311111111')
        await self.talk('B', 't1')
        await self.expect('B:2 r1 t1 0311111111')

    async def test_each_call_has_its_number(self):
        await self.make('A', ['B'])
        await self.expect('A:0 r1 t1 B', 'A:65 r1 t1 B')
        first = self.log
        await self.make('C', 'D')
        await self.expect('C:0 r2 t2 D', 'C:65 r2 t2 D')
        self.assertNotEqual(self.log, first)


class BothAtOnce(CallTest):
    """makeCall type 1: both phones ring at the same time."""

    async def test_answered(self):
        await self.make('A', ['B'], '1')
        await self.expect({'A:0 r1 t1 B', 'B:0 r1 t2 A'}, {'A:65 r1 t1 B', 'B:65 r1 t2 A'})
        await self.talk('B', 't2')
        await self.expect('B:2 r1 t2 A')
        await self.talk('A', 't1')
        await self.expect('A:2 r1 t1 B', 'A:14 r1 t1 B')
        roles = {(e['user'], e['role']) for e in self.watch.of('notify_status')}
        self.assertEqual(roles, {('1002', 'c'), ('1003', 's')})

    async def test_the_caller_answers_first(self):
        await self.make('A', ['B'], '1')
        await self.news()
        await self.talk('A', 't1')
        await self.expect('A:2 r1 t1 B')
        await self.talk('B', 't2')
        await self.expect('B:2 r1 t2 A', 'A:14 r1 t1 B')

    async def test_several_called(self):
        """Whoever answers is the other party from then on."""
        await self.make('A', ['B', 'C'], '1')
        await self.expect({'A:0 r1 t1 B', 'B:0 r1 t2 A', 'C:0 r1 t3 A'},
                          {'A:65 r1 t1 B', 'B:65 r1 t2 A', 'C:65 r1 t3 A'})
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', 'B:-1 r1 t2 A 200/26/1')
        await self.talk('A', 't1')
        await self.expect('A:2 r1 t1 C', 'A:14 r1 t1 C')

    async def test_the_caller_does_not_come(self):
        """Both legs say that it was the caller."""
        await self.make('A', ['B'], '1')
        await self.news()
        await self.talk('B', 't2')
        await self.expect('B:2 r1 t2 A')
        self.pass_time(300)
        await self.expect({'A:-1 r1 t1 B 480/19/0', 'B:-1 r1 t2 A 480/19/0'})

    async def test_the_caller_declines(self):
        await self.make('A', ['B'], '1')
        await self.news()
        await self.do('A', 'disconnect', tid='t1')
        await self.expect({'A:-1 r1 t1 B 603/21/0', 'B:-1 r1 t2 A 487/16/0'})

    async def test_the_called_declines(self):
        await self.make('A', ['B'], '1')
        await self.news()
        await self.do('B', 'disconnect', tid='t2')
        await self.expect('B:-1 r1 t2 A 603/21/1', 'A:-1 r1 t1 B 603/21/1')


class NewRoom(CallTest):
    """Real servers may go on in another room when the called answers, and say so by 16."""
    OPTIONS = ('--fault', 'new-room')

    async def test_told_by_the_answer(self):
        await self.make('A', ['B'])
        await self.expect('A:0 r1 t1 B', 'A:65 r1 t1 B')
        await self.talk('A', 't1')
        await self.expect('A:2 r1 t1 B', 'B:0 r1 t2 A', 'B:65 r1 t2 A')
        await self.talk('B', 't2')
        await self.expect('B:2 r2 t2 A', 'A:16 r2 t1 B')
        await self.refuse('W', 'disconnect', rid='r1')
        await self.do('W', 'disconnect', rid='r2')
        await self.expect({'A:12 r2 t1 B', 'B:12 r2 t2 A'}, {'A:-1 r2 t1 B 200/16/0', 'B:-1 r2 t2 A 200/16/0'})


class LateWatchers(CallTest):
    """Who signs in later is told how things are; of each call each leg once."""
    PARTIES = 'ABCD'

    async def late(self):
        peer = await self.open(ADMIN + ALL)
        await peer.settle()
        return sorted(self.line_of(e) for e in peer.events[1:]
                      if e['method'] not in ('notify_registered', 'notify_voicemail'))

    async def test_ringing(self):
        self.phone('A', 'dial', number='1003')
        await self.news()
        self.assertEqual(await self.late(), ['A:1 r1 t1 B', 'B:65 r1 t2 A'])

    async def test_talking(self):
        await self.call()
        self.assertEqual(await self.late(), ['A:14 r1 t1 B', 'B:2 r1 t2 A'])

    async def test_held_and_recorded(self):
        await self.call()
        await self.do('A', 'hold', tid='t1')
        await self.do('B', 'startRecording', tid='t2')
        self.assertEqual(await self.news(), ['A:35 r1 t1 B', 'record B t2 on'])
        self.assertEqual(await self.late(), ['A:35 r1 t1 B', 'B:2 r1 t2 A', 'record B t2 on'])
        await self.do('A', 'unhold', tid='t1')
        await self.do('B', 'stopRecording', tid='t2')
        await self.news()
        self.assertEqual(await self.late(), ['A:36 r1 t1 B', 'B:2 r1 t2 A'])

    async def test_parked_and_fetched(self):
        await self.call()
        await self.do('A', 'park', tid='t1', number='701')
        await self.news()
        self.assertIn('park 701 on r1 t2', await self.late())
        self.phone('D', 'dial', number='701')
        await self.news()
        # 21 says nothing of how things are: B talks.
        self.assertEqual(await self.late(), ['B:2 r1 t2 D', 'D:14 r1 t3 B'])

    async def test_over(self):
        await self.call()
        self.phone('A', 'hangup')
        await self.news()
        self.assertEqual(await self.late(), [])

    async def test_only_ones_own(self):
        """Without user= one hears of oneself, however many one is."""
        twin = await self.sign_in('B')
        await self.greet(twin)
        await self.call()
        await twin.settle()
        self.assertEqual([e['params']['status'] for e in twin.events if e['method'] == 'notify_status'],
                         ['0', '65', '2'])
        again = await self.sign_in('B')
        await again.settle()
        self.assertEqual([(e['user'], e['status']) for e in again.of('notify_status')], [('1003', '2')])


class Hold(CallTest):
    async def test_only_the_leg_that_is_named(self):
        await self.call()
        for who, tid, other in (('A', 't1', 'B'), ('B', 't2', 'A')):
            await self.do(who, 'hold', tid=tid)
            await self.expect(f'{who}:35 r1 {tid} {other}')
            await self.refuse(who, 'hold', tid=tid)
            await self.do(who, 'unhold', tid=tid)
            await self.expect(f'{who}:36 r1 {tid} {other}')
            await self.refuse(who, 'unhold', tid=tid)

    async def test_by_the_phone(self):
        await self.call()
        for action, lines in (('hold', ['B:35 r1 t2 A']), ('hold', []), ('talk', ['B:36 r1 t2 A']), ('talk', [])):
            await self.do('B', 'remoteControl', talker_id='t2', action=action)
            await self.expect(*lines)
        self.phone('B', 'remote', how='refuses')
        await self.refuse('B', 'remoteControl', talker_id='t2', action='hold')
        await self.refuse('B', 'remoteControl', talker_id='t2', action='dance')

    async def test_the_end_of_a_held_call(self):
        await self.call()
        await self.do('A', 'hold', tid='t1')
        await self.expect('A:35 r1 t1 B')
        await self.do('B', 'disconnect', tid='t2')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/1', 'B:-1 r1 t2 A 200/16/1'})

    async def test_a_second_call_meanwhile(self):
        await self.call()
        await self.do('A', 'hold', tid='t1')
        await self.expect('A:35 r1 t1 B')
        self.phone('C', 'dial', number='1002')
        await self.expect('C:1 r2 t3 A', 'A:0 r2 t4 C', 'A:65 r2 t4 C')
        await self.talk('A', 't4')
        await self.expect('A:2 r2 t4 C', 'C:14 r2 t3 A')
        await self.do('A', 'disconnect', tid='t4')
        await self.expect({'A:12 r2 t4 C', 'C:12 r2 t3 A'}, {'A:-1 r2 t4 C 200/16/1', 'C:-1 r2 t3 A 200/16/1'})
        await self.do('A', 'unhold', tid='t1')
        await self.expect('A:36 r1 t1 B')


class Recording(CallTest):
    async def test_on_and_off(self):
        await self.call()
        await self.do('B', 'startRecording', tid='t2')
        await self.expect('record B t2 on')
        await self.do('B', 'stopRecording', tid='t2')
        await self.expect('record B t2 off')
        await self.refuse('B', 'stopRecording', tid='t2')

    async def test_from_the_answer_on(self):
        reply = await self.ask('W', 'setExtensionProperties', extension='B', properties={'recording': 'true'})
        self.assertEqual(reply['result'], 'OK')
        self.phone('A', 'dial', number='1003')
        await self.news()
        self.phone('B', 'answer')
        await self.expect('B:2 r1 t2 A', {'A:14 r1 t1 B', 'record B t2 on'})

    async def test_somebody_elses(self):
        await self.call()
        await self.refuse('C', 'startRecording', tid='t1')
        await self.do('W', 'startRecording', tid='t1')
        await self.expect('record A t1 on')


class Park(CallTest):
    PARTIES = 'ABCD'

    async def parked(self):
        await self.call()
        await self.do('A', 'park', tid='t1', number='701')
        await self.expect('B:30 r1 t2 A', 'A:-1 r1 t1 B 200/16/0', 'park 701 on r1 t2')

    async def test_fetched_by_another(self):
        await self.parked()
        await self.do('D', 'unpark', user='D', number='701')
        await self.expect('park 701 off', 'D:0 r1 t3 B', 'D:65 r1 t3 B')
        await self.talk('D', 't3')
        await self.expect('D:2 r1 t3 B', 'B:21 r1 t2 D')
        await self.do('D', 'disconnect', tid='t3')
        await self.expect({'B:12 r1 t2 D', 'D:12 r1 t3 B'}, {'B:-1 r1 t2 D 200/16/1', 'D:-1 r1 t3 B 200/16/1'})

    async def test_dialled(self):
        await self.parked()
        self.phone('D', 'dial', number='701')
        await self.expect('park 701 off', 'D:1 r1 t3 B', 'D:14 r1 t3 B', 'B:21 r1 t2 D')

    async def test_fetched_by_who_parked_it(self):
        await self.parked()
        await self.do('A', 'unpark', user='A', number='701')
        await self.expect('park 701 off', 'A:0 r1 t3 B', 'A:65 r1 t3 B')
        await self.talk('A', 't3')
        await self.expect('A:2 r1 t3 B', 'B:21 r1 t2 A')

    async def test_not_fetched_after_all(self):
        await self.parked()
        await self.do('D', 'unpark', user='D', number='701')
        await self.expect('park 701 off', 'D:0 r1 t3 B', 'D:65 r1 t3 B')
        await self.do('D', 'disconnect', tid='t3')
        await self.expect('D:-1 r1 t3 B 603/21/1', 'B:30 r1 t2 A', 'park 701 on r1 t2')

    async def test_occupied_and_empty(self):
        await self.parked()
        self.phone('C', 'dial', number='1005')
        await self.news()
        self.phone('D', 'answer')
        await self.news()
        await self.refuse('C', 'park', tid='t3', number='701')
        await self.refuse('C', 'unpark', user='C', number='702')

    async def test_the_time_is_over(self):
        await self.parked()
        self.pass_time(100)
        await self.expect()
        self.pass_time(30)
        await self.expect('park 701 off', 'A:0 r1 t3 B', 'A:65 r1 t3 B')
        await self.talk('A', 't3')
        await self.expect('A:2 r1 t3 B', 'B:21 r1 t2 A')

    async def test_nobody_fetches_it(self):
        await self.parked()
        self.pass_time(120)
        await self.expect('park 701 off', 'A:0 r1 t3 B', 'A:65 r1 t3 B')
        self.pass_time(60)
        await self.expect('A:-1 r1 t3 B 480/19/1', 'B:30 r1 t2 A', 'park 701 on r1 t2')

    async def test_fetched_at_the_second_phone(self):
        self.phone('D', 'add-phone', id='1005-b', phone=2)
        await self.parked()
        await self.do('D', 'unpark', user='D', number=701)
        await self.expect('park 701 off', {'D:0 r1 t3 B', 'D/2:0 r1 t4 B'}, {'D:65 r1 t3 B', 'D/2:65 r1 t4 B'})
        await self.talk('D', 't4')
        await self.expect('D/2:2 r1 t4 B', 'D:-1 r1 t3 B 200/26/1', 'B:21 r1 t2 D')
        await self.refuse('D', 'unpark', user='D', number='701')

    async def test_what_parked_calls_cannot(self):
        await self.parked()
        for method, params in (('hold', {}), ('startRecording', {}), ('park', {'number': '702'}),
                               ('transfer', {'user': 'C'})):
            await self.refuse('B', method, tid='t2', **params)
        await self.refuse('W', 'barge', user='C', tid='t2', listen='true', speak='true')

    async def test_who_is_parked_hangs_up(self):
        await self.parked()
        self.phone('B', 'hangup')
        await self.expect('park 701 off', 'B:-1 r1 t2 A 200/16/1')

    async def test_ids_of_a_parked_call(self):
        """What notify_park tells does for other requests."""
        await self.parked()
        await self.do('W', 'disconnect', rid='r1')
        await self.expect('park 701 off', 'B:-1 r1 t2 A 200/16/0')


class Disconnect(CallTest):
    async def test_by_talker(self):
        await self.call()
        await self.refuse('C', 'disconnect', tid='t1')
        await self.refuse('A', 'disconnect', tid='4711')
        await self.do('B', 'disconnect', tid='t2')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/1', 'B:-1 r1 t2 A 200/16/1'})
        await self.refuse('B', 'disconnect', tid='t2')

    async def test_by_the_administrator(self):
        await self.call()
        await self.do('W', 'disconnect', tid='t1')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0'})

    async def test_by_room(self):
        await self.call()
        await self.refuse('A', 'disconnect', rid='r1')
        await self.refuse('W', 'disconnect', rid='4711')
        await self.do('W', 'disconnect', rid='r1')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0'})

    async def test_by_room_later(self):
        await self.call()
        await self.do('W', 'disconnect', rid='r1', delay=30_000)
        self.pass_time(25)
        await self.expect()
        self.pass_time(5)
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0'})


class TalkerInfo(CallTest):
    async def test_one_and_all(self):
        await self.call()
        await self.do('A', 'hold', tid='t1')
        await self.expect('A:35 r1 t1 B')
        one = (await self.ask('A', 'getTalkerInfo', room_id='r1', talker_id='t1'))['result']
        self.assertEqual({key: one[key] for key in ('user', 'room_id', 'talker_id', 'other_number', 'status')},
                         {'user': '1002', 'room_id': self.real('r1'), 'talker_id': self.real('t1'),
                          'other_number': '1003', 'status': '35'})
        rows = (await self.ask('B', 'getTalkerInfo', room_id='r1'))['result']
        self.assertEqual({(row['user'], row['talker_id']) for row in rows},
                         {('1002', self.real('t1')), ('1003', self.real('t2'))})
        await self.refuse('A', 'getTalkerInfo', room_id='4711')
        await self.refuse('A', 'getTalkerInfo', room_id='r1', talker_id='4711')
        await self.refuse('C', 'getTalkerInfo', room_id='r1')
        self.assertEqual(len((await self.ask('W', 'getTalkerInfo', room_id='r1'))['result']), 2)


class Spellings(CallTest):
    """Numbers for texts, the other names of a talker, a list as text: real clients do all of it."""

    async def test_talkers(self):
        await self.call()
        for method, name, value, line in (
                ('hold', 'tid', str, 'A:35 r1 t1 B'), ('unhold', 'talker_id', str, 'A:36 r1 t1 B'),
                ('hold', 'target', int, 'A:35 r1 t1 B'), ('unhold', 'tid', int, 'A:36 r1 t1 B')):
            await self.do('A', method, **{name: value(self.real('t1'))})
            await self.expect(line)
        await self.do('W', 'disconnect', room_id=int(self.real('r1')))
        self.assertEqual(len(await self.news()), 4)

    async def test_whom_to_call(self):
        for number, to in enumerate((['1003'], '1003', [1003], 1003, ' 1003 ')):
            tid = f't{number + 1}'
            await self.do('A', 'makeCall', **{'user': 1002, 'from': '1002', 'to': to, 'type': number % 2 + 1})
            self.assertEqual((await self.news())[0].split()[2:], [tid, 'B'])
            await self.do('W', 'disconnect', rid=self.last()['room_id'])
            await self.news()
            self.names.clear()
            self.names.update({f'0{n}': f't{n}' for n in range(1, number + 2)})

    async def test_without_an_answer(self):
        """A request without an id is done all the same."""
        await self.call()
        await self.peers['A'].send({'jsonrpc': '2.0', 'method': 'hold', 'params': {'tid': self.real('t1')}})
        await self.expect('A:35 r1 t1 B')


class Limits(CallTest):
    """Who is no administrator."""
    PARTIES = 'AB'

    async def test_other_peoples_calls(self):
        await self.call('C', 'D')
        for method, params in (('hold', {'tid': 't1'}), ('park', {'tid': 't1', 'number': '701'}),
                               ('transfer', {'tid': 't1', 'user': 'A'}), ('conference', {'talker_id': 't1'}),
                               ('cancelTransfer', {'tid': 't1'}), ('disconnect', {'tid': 't1'}),
                               ('disconnect', {'rid': 'r1'}), ('startRecording', {'tid': 't1'}),
                               ('remoteControl', {'talker_id': 't1', 'action': 'hold'}),
                               ('barge', {'user': 'A', 'tid': 't1', 'listen': 'true', 'speak': 'true'}),
                               ('callforward', {'rid': 'r1', 'user': ['A']}),
                               ('unpark', {'user': 'C', 'number': '701'})):
            with self.subTest(method):
                await self.refuse('A', method, **params)

    async def test_access_users(self):
        """With [Access users] A hears of B as well, but not of C."""
        await self.ask('W', 'setExtensionProperties', extension='A', properties={'access.users': '1003'})
        peer = await self.open(ANN + '&user=1002&user=1003' + OWN)
        await self.greet(peer)
        await self.call('B', 'A')
        self.phone('C', 'dial', number='1005')
        self.assertEqual((await self.news())[0], 'C:1 r2 t3 D')
        await peer.settle()
        heard = [(e['user'], e['status']) for e in peer.of('notify_status')]
        self.assertEqual(heard, [('1003', '1'), ('1002', '0'), ('1002', '65'), ('1002', '2'), ('1003', '14')])


class Filtered(CallTest):
    """A PBX that passes over the users one may not hear of instead of refusing the login."""
    OPTIONS = ('--access-users', 'filter')
    PARTIES = 'AB'

    async def test_everybody_asked_for(self):
        await self.ask('W', 'setExtensionProperties', extension='A', properties={'access.users': '1003'})
        peer = await self.open(ANN + '&user=*' + OWN)
        await peer.settle()
        await self.call('B', 'C')
        await peer.settle()
        self.assertEqual([(e['user'], e['status']) for e in peer.of('notify_status')], [('1003', '1'), ('1003', '14')])
        self.phone('D', 'dial', number='1006')
        self.assertEqual((await self.news())[0], 'D:1 r2 t3 E')
        await peer.settle()
        self.assertEqual(len(peer.of('notify_status')), 2)

    async def test_nobody_asked_for(self):
        """Nor does [Access users] bring anything that was not asked for."""
        await self.ask('W', 'setExtensionProperties', extension='A', properties={'access.users': '*'})
        peer = await self.sign_in('A')
        await self.greet(peer)
        await self.call('B', 'C')
        await peer.settle()
        self.assertEqual(peer.of('notify_status'), [])


if __name__ == '__main__':
    main()
