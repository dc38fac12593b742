# SPDX-License-Identifier: GPL-3.0-or-later
"""test-destinations.py PALSIM: who rings when somebody calls, and who may take the call; see README.md."""
from pal_test import ADMIN, CallTest, main


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

    async def test_in_a_circle(self):
        await self.set_up('B', pln1_d_busyforward='1004')
        await self.set_up('C', pln1_d_busyforward='1003')
        for letter in 'BC':
            self.phone(letter, 'busy')
        self.phone('A', 'dial', number='1003')
        lines = await self.news()
        self.assertEqual(lines[:5], ['A:1 r1 t1 B', 'B:0 r1 t2 A', 'B:-1 r1 t2 A 486/17/1', 'C:0 r1 t3 A',
                                     'C:-1 r1 t3 A 486/17/1'])
        self.assertEqual(lines[-1].split()[-1], '486/17/1')
        self.assertTrue(lines[-1].startswith('A:-1 r1 t1'))

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


if __name__ == '__main__':
    main()
