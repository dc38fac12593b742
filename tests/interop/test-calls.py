# SPDX-License-Identifier: GPL-3.0-or-later
"""test-calls.py PALSIM: calls as their parties and a watcher hear of them; see README.md."""
from pal_test import ADMIN, ANN, NUMBERS, OWN, CallTest, main


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

    async def test_who_is_parked_hangs_up(self):
        await self.parked()
        self.phone('B', 'hangup')
        await self.expect('park 701 off', 'B:-1 r1 t2 A 200/16/1')

    async def test_ids_of_a_parked_call(self):
        """What notify_park tells does for other requests."""
        await self.parked()
        await self.do('W', 'disconnect', rid='r1')
        await self.expect('park 701 off', 'B:-1 r1 t2 A 200/16/0')


class Queue(CallTest):
    """Hunt group 600: C and D of those here are members, first idle ones are called."""
    PARTIES = 'ACD'

    async def asyncSetUp(self):
        await super().asyncSetUp()
        await self.group(phoneforward='1004,1005', ringertimes='20,20')

    async def group(self, **properties):
        reply = await self.ask('W', 'setExtensionProperties', extension='600', properties=properties)
        self.assertEqual(reply['result'], 'OK')

    async def test_answered(self):
        self.outside('0312345678', '600')
        await self.expect('queue 600 on r1', 'C:0 r1 t1 0312345678', 'C:65 r1 t1 0312345678')
        await self.talk('C', 't1')
        await self.expect({'C:2 r1 t1 0312345678', 'queue 600 off r1'})

    async def test_on_to_the_next_member(self):
        self.phone('A', 'dial', number='600')
        await self.expect('A:1 r1 t1 600', 'queue 600 on r1', 'C:0 r1 t2 A', 'C:65 r1 t2 A')
        self.pass_time(20)
        lines = await self.news()
        self.assertEqual(lines[0], 'C:-1 r1 t2 A 480/19/1')
        self.pass_time(3)
        lines += await self.news()
        self.assertEqual(lines[1:], ['D:0 r1 t3 A', 'D:65 r1 t3 A'])
        await self.talk('D', 't3')
        await self.expect('D:2 r1 t3 A', {'queue 600 off r1', 'A:14 r1 t1 D'})

    async def test_everybody_waits_for_himself(self):
        self.outside('0311111111', '600')
        await self.expect('queue 600 on r1', 'C:0 r1 t1 0311111111', 'C:65 r1 t1 0311111111')
        self.outside('0322222222', '600')
        await self.expect('queue 600 on r2', 'D:0 r2 t2 0322222222', 'D:65 r2 t2 0322222222')
        self.outside('0333333333', '600')
        await self.expect('queue 600 on r3')
        late = await self.open(ADMIN + '&queue=600')
        await late.settle()
        self.assertEqual({self.line_of(e) for e in late.events[1:]},
                         {'queue 600 on r1', 'queue 600 on r2', 'queue 600 on r3'})
        other = await self.open(ADMIN + '&queue=601')
        await other.settle()
        self.assertEqual(other.of('notify_queue'), [])
        self.hands.ask('call', do='outside', number='0333333333', how='hangup')
        await self.expect('queue 600 off r3')

    async def test_given_up(self):
        self.phone('A', 'dial', number='600')
        await self.expect('A:1 r1 t1 600', 'queue 600 on r1', 'C:0 r1 t2 A', 'C:65 r1 t2 A')
        self.phone('A', 'hangup')
        await self.expect({'C:-1 r1 t2 A 487/16/0', 'queue 600 off r1', 'A:-1 r1 t1 600 487/16/0'})

    async def test_waited_too_long(self):
        await self.group(queuingtime='60', noanswerforward='1006')
        for letter in 'CD':
            self.phone(letter, 'unregister')
        await self.expect('registered C false', 'registered D false')
        self.outside('0312345678', '600')
        await self.expect('queue 600 on r1')
        self.pass_time(50)
        await self.expect()
        self.pass_time(10)
        await self.expect('queue 600 off r1', 'E:0 r1 t1 0312345678', 'E:65 r1 t1 0312345678')

    async def test_full(self):
        await self.group(queuingmax='1', noanswerforward='1006')
        self.outside('0311111111', '600')
        await self.expect('queue 600 on r1', 'C:0 r1 t1 0311111111', 'C:65 r1 t1 0311111111')
        self.outside('0322222222', '600')
        await self.expect('E:0 r2 t2 0322222222', 'E:65 r2 t2 0322222222')

    async def test_picked_up(self):
        self.outside('0312345678', '600')
        await self.expect('queue 600 on r1', 'C:0 r1 t1 0312345678', 'C:65 r1 t1 0312345678')
        self.phone('A', 'dial', number='*600')
        await self.expect('A:1 r1 t2 0312345678', 'A:14 r1 t2 0312345678',
                          {'C:-1 r1 t1 0312345678 200/26/1', 'queue 600 off r1'})

    async def test_forwarded_out_of_the_queue(self):
        for letter in 'CD':
            self.phone(letter, 'unregister')
        await self.news()
        self.outside('0312345678', '600')
        await self.expect('queue 600 on r1')
        await self.do('W', 'callforward', rid='r1', user=['A', 'E'])
        await self.expect('queue 600 off r1', {'A:0 r1 t1 0312345678', 'E:0 r1 t2 0312345678'},
                          {'A:65 r1 t1 0312345678', 'E:65 r1 t2 0312345678'})


class Voicemail(CallTest):
    async def test_a_message_left_and_heard(self):
        reply = await self.ask('W', 'setExtensionProperties', extension='B',
                               properties={'noanswerforward.voicemail': 'true', 'pln1_d_ringertime': '20'})
        self.assertEqual(reply['result'], 'OK')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:65 r1 t2 A')
        self.pass_time(20)
        await self.expect('B:-1 r1 t2 A 480/19/1', 'A:14 r1 t1 8')
        self.pass_time(10)
        self.phone('A', 'hangup')
        await self.expect('A:12 r1 t1 8', {'A:-1 r1 t1 8 200/16/0', 'mail B 1/1/0/0'})
        self.phone('B', 'dial', number='8')
        self.pass_time(60)
        lines = await self.news()
        self.assertEqual(lines[:2], ['B:1 r2 t3 8', 'B:14 r2 t3 8'])
        self.assertIn('mail B 0/0/1/0', lines)

    async def test_busy(self):
        await self.ask('W', 'setExtensionProperties', extension='B', properties={'busyforward.voicemail': 'true'})
        self.phone('B', 'busy')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:-1 r1 t2 A 486/17/1', 'A:14 r1 t1 8')

    async def test_no_mailbox(self):
        await self.ask('W', 'setExtensionProperties', extension='B',
                       properties={'noanswerforward.voicemail': 'false', 'busyforward.voicemail': 'false'})
        self.phone('B', 'busy')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:-1 r1 t2 A 486/17/1', 'A:-1 r1 t1 B 486/17/1')


class Forwarding(CallTest):
    PARTIES = 'ABCD'

    async def set_up(self, letter, **properties):
        reply = await self.ask('W', 'setExtensionProperties', extension=letter, properties=properties)
        self.assertEqual(reply['result'], 'OK')

    async def test_busy(self):
        await self.set_up('B', pln1_d_busyforward='1004')
        self.phone('B', 'busy')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:-1 r1 t2 A 486/17/1', 'C:0 r1 t3 A', 'C:65 r1 t3 A')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', 'A:14 r1 t1 C')

    async def test_no_answer(self):
        await self.set_up('B', pln1_d_noanswerforward='1004', pln1_d_ringertime='15')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:65 r1 t2 A')
        self.pass_time(15)
        await self.expect('B:-1 r1 t2 A 480/19/1', 'C:0 r1 t3 A', 'C:65 r1 t3 A')

    async def test_others_ring_too(self):
        await self.set_up('B', pln1_d_phoneforward='1004,1005')
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', {'B:0 r1 t2 A', 'C:0 r1 t3 A', 'D:0 r1 t4 A'},
                          {'B:65 r1 t2 A', 'C:65 r1 t3 A', 'D:65 r1 t4 A'})
        await self.talk('D', 't4')
        await self.expect('D:2 r1 t4 A', {'B:-1 r1 t2 A 200/26/1', 'C:-1 r1 t3 A 200/26/1', 'A:14 r1 t1 D'})

    async def test_by_the_administrator(self):
        """callforward: the caller stays, the others are let go, the users named ring at once."""
        await self.call()
        await self.refuse('A', 'callforward', rid='r1', user=['C'])
        await self.do('W', 'callforward', rid='r1', user=['C', 'D'])
        await self.expect('B:-1 r1 t2 A 200/16/1', {'C:0 r1 t3 A', 'D:0 r1 t4 A'}, {'C:65 r1 t3 A', 'D:65 r1 t4 A'})
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', {'D:-1 r1 t4 A 200/26/1', 'A:14 r1 t1 C'})
        await self.refuse('W', 'callforward', rid='4711', user=['C'])
        await self.refuse('W', 'callforward', rid='r1', user=[])


class Pickup(CallTest):
    async def test_of_a_user(self):
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:65 r1 t2 A')
        self.phone('C', 'dial', number='*1003')
        await self.expect('C:1 r1 t3 A', 'C:14 r1 t3 A', {'B:-1 r1 t2 A 200/26/1', 'A:14 r1 t1 C'})

    async def test_of_the_group(self):
        await self.ask('W', 'setExtensionProperties', extension='B', properties={'defaultpickup': '601'})
        self.outside('0312345678', '1002')
        await self.expect('A:0 r1 t1 0312345678', 'A:65 r1 t1 0312345678')
        self.phone('B', 'dial', number='*')
        await self.expect('B:1 r1 t2 0312345678', 'B:14 r1 t2 0312345678', 'A:-1 r1 t1 0312345678 200/26/1')

    async def test_nothing_rings(self):
        self.phone('C', 'dial', number='*1003')
        await self.expect('C:1 r1 t1 *1003', 'C:-1 r1 t1 *1003 404/1/1')


class Lines(CallTest):
    async def test_taken_and_given_back(self):
        await self.ask('A', 'line', line='line/1', status='on')
        await self.expect('line/1 on A')
        await self.refuse('B', 'line', line='line/1', status='on')
        await self.ask('A', 'line', line='line/1', status='off')
        await self.expect('line/1 off')
        await self.refuse('A', 'line', line='line/9', status='on')

    async def test_a_call_on_the_line(self):
        await self.ask('A', 'line', line='line/1', status='on')
        await self.expect('line/1 on A')
        await self.make('A', ['B'], line='line/1')
        await self.expect('A:0 r1 t1 B', 'line/1 on A t1 r1', 'A:65 r1 t1 B')
        await self.talk('A', 't1')
        await self.news()
        await self.talk('B', 't2')
        await self.expect('B:2 r1 t2 A', 'A:14 r1 t1 B')
        late = await self.open(ADMIN + '&line=*')
        await late.settle()
        self.assertEqual([self.line_of(e) for e in late.events[1:]], ['line/1 on A t1 r1'])
        await self.do('B', 'disconnect', tid='t2')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'},
                          {'A:-1 r1 t1 B 200/16/1', 'B:-1 r1 t2 A 200/16/1', 'line/1 off'})

    async def test_parked_on_the_line(self):
        await self.call()
        await self.do('A', 'park', tid='t1', number='line/2')
        await self.expect('B:30 r1 t2 A', 'A:-1 r1 t1 B 200/16/0', {'park line/2 on r1 t2', 'line/2 on r1'})
        await self.refuse('C', 'line', line='line/2', status='on')
        self.phone('C', 'dial', number='line/2')
        await self.expect('park line/2 off', 'C:1 r1 t3 B', 'C:14 r1 t3 B', 'B:21 r1 t2 C', 'line/2 on C t3 r1')


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
        for method, name, value, line in (('hold', 'tid', str, 'A:35 r1 t1 B'), ('unhold', 'talker_id', str, 'A:36 r1 t1 B'),
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


class Phones(CallTest):
    """B has a second phone."""

    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.phone('B', 'add-phone', id='1003-b', phone=2)
        await self.expect()

    async def test_both_ring(self):
        self.phone('A', 'dial', number='1003')
        await self.expect('A:1 r1 t1 B', {'B:0 r1 t2 A', 'B/2:0 r1 t3 A'}, {'B:65 r1 t2 A', 'B/2:65 r1 t3 A'})
        await self.talk('B', 't3')
        await self.expect('B/2:2 r1 t3 A', {'B:-1 r1 t2 A 200/26/1', 'A:14 r1 t1 B'})

    async def test_one_declines(self):
        self.phone('A', 'dial', number='1003')
        await self.news()
        await self.do('B', 'disconnect', tid='t2')
        await self.expect('B:-1 r1 t2 A 603/21/1')
        await self.do('B', 'disconnect', tid='t3')
        await self.expect('B/2:-1 r1 t3 A 603/21/1', 'A:-1 r1 t1 B 603/21/1')

    async def test_from_the_second(self):
        await self.make('B', ['A'], phone='2')
        await self.expect('B/2:0 r1 t1 A', 'B/2:65 r1 t1 A')


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


if __name__ == '__main__':
    main()
