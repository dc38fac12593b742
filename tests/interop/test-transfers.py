# SPDX-License-Identifier: GPL-3.0-or-later
"""test-transfers.py PALSIM: one call becomes another, as all concerned hear of it; see README.md."""
from pal_test import CallTest, main


class Blind(CallTest):
    """A talks with B and sends B to C without asking."""

    async def transferred(self, by='A', tid='t1'):
        await self.call()
        await self.do(by, 'transfer', user='C', tid=tid, mode='blind')

    async def test_answered(self):
        await self.transferred()
        await self.expect({'A:-1 r1 t1 B 200/16/0', 'C:0 r1 t3 B'}, 'C:65 r1 t3 B')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 B', 'B:14 r1 t2 C')
        await self.do('C', 'disconnect', tid='t3')
        await self.expect({'B:12 r1 t2 C', 'C:12 r1 t3 B'}, {'B:-1 r1 t2 C 200/16/1', 'C:-1 r1 t3 B 200/16/1'})

    async def test_by_the_called(self):
        """It is the other one who goes to C."""
        await self.transferred('B', 't2')
        await self.expect({'B:-1 r1 t2 A 200/16/1', 'C:0 r1 t3 A'}, 'C:65 r1 t3 A')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', 'A:14 r1 t1 C')

    async def test_no_answer(self):
        await self.transferred()
        await self.expect({'A:-1 r1 t1 B 200/16/0', 'C:0 r1 t3 B'}, 'C:65 r1 t3 B')
        self.pass_time(30)
        await self.expect('C:-1 r1 t3 B 480/19/1', 'A:0 r1 t4 B', 'A:48 r1 t4 B', 'A:65 r1 t4 B')
        await self.talk('A', 't4')
        await self.expect('A:2 r1 t4 B', 'B:14 r1 t2 A')

    async def test_nobody_answers(self):
        await self.transferred()
        await self.news()
        self.pass_time(30)
        await self.news()
        self.pass_time(30)
        await self.expect('A:-1 r1 t4 B 480/19/1', 'B:12 r1 t2 A', 'B:-1 r1 t2 A 480/19/1')

    async def test_busy(self):
        self.phone('C', 'busy')
        await self.transferred()
        await self.expect({'A:-1 r1 t1 B 200/16/0', 'C:0 r1 t3 B'}, 'C:-1 r1 t3 B 486/17/1', 'A:0 r1 t4 B',
                          'A:48 r1 t4 B', 'A:65 r1 t4 B')
        await self.talk('A', 't4')
        await self.expect('A:2 r1 t4 B', 'B:14 r1 t2 A')

    async def test_nobody_there(self):
        await self.call()
        await self.refuse('A', 'transfer', user='4711', tid='t1', mode='blind')
        await self.refuse('A', 'transfer', user='', tid='t1', mode='blind')
        await self.refuse('A', 'transfer', user='C', tid='4711', mode='blind')

    async def test_to_a_queue(self):
        await self.call()
        await self.do('A', 'transfer', user='600', tid='t1', mode='blind')
        await self.expect('queue 600 on r1', {'A:-1 r1 t1 B 200/16/0', 'C:0 r1 t3 B'}, 'C:65 r1 t3 B')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 B', {'queue 600 off r1', 'B:14 r1 t2 C'})

    async def test_to_a_mailbox(self):
        await self.call()
        await self.do('A', 'transfer', user='vm1004', tid='t1', mode='blind')
        await self.expect('A:-1 r1 t1 B 200/16/0', 'B:14 r1 t2 8')
        self.pass_time(10)
        self.phone('B', 'hangup')
        await self.expect('B:12 r1 t2 8', {'B:-1 r1 t2 8 200/16/0', 'mail C 1/1/0/0'})

    async def test_a_recorded_call(self):
        """The end of the leg that was recorded names the recording."""
        await self.call()
        await self.do('A', 'startRecording', tid='t1')
        await self.expect('record A t1 on')
        await self.do('A', 'transfer', user='C', tid='t1', mode='blind')
        await self.expect({'A:-1 r1 t1 B 200/16/0', 'C:0 r1 t3 B'}, 'C:65 r1 t3 B')
        self.assertRegex(self.last(user='A', status='-1')['rec'], '^[0-9a-f]+$')
        await self.do('C', 'disconnect', tid='t3')
        await self.news()
        self.assertNotIn('rec', self.last(user='C', status='-1'))

    async def test_by_the_administrator(self):
        await self.call()
        await self.do('W', 'transfer', user='C', tid='t1', mode='blind')
        await self.expect({'A:-1 r1 t1 B 200/16/0', 'C:0 r1 t3 B'}, 'C:65 r1 t3 B')

    async def test_to_the_outside(self):
        self.hands.ask('call', do='outside', number='0312345678', how='answer')
        await self.call()
        await self.do('A', 'transfer', to='0312345678', tid='t1', mode='blind')
        self.pass_time(10)
        await self.expect('A:-1 r1 t1 B 200/16/0', 'B:14 r1 t2 0312345678')

    async def test_while_ringing(self):
        """A call that rings is sent elsewhere."""
        self.phone('A', 'dial', number='1003')
        await self.news()
        await self.do('B', 'transfer', user='C', tid='t2', mode='blind')
        await self.expect({'B:-1 r1 t2 A 200/26/1', 'C:0 r1 t3 A'}, 'C:65 r1 t3 A')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', 'A:14 r1 t1 C')


class Attended(CallTest):
    """A talks with B and asks C first."""

    async def asked(self):
        await self.call()
        await self.do('A', 'transfer', user='C', tid='t1')
        await self.expect({'A:35 r1 t1 B', 'C:0 r1 t3 A'}, 'C:65 r1 t3 A')

    async def answered(self):
        await self.asked()
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A', 'A:47 r1 t1 C', 'A:16 r1 t1 C')

    async def test_completed_by_hanging_up(self):
        await self.answered()
        await self.do('A', 'disconnect', tid='t1')
        await self.expect('A:-1 r1 t1 C 200/16/0', {'B:14 r1 t2 C', 'C:14 r1 t3 B'})
        await self.do('B', 'disconnect', tid='t2')
        await self.expect({'B:12 r1 t2 C', 'C:12 r1 t3 B'}, {'B:-1 r1 t2 C 200/16/0', 'C:-1 r1 t3 B 200/16/0'})

    async def test_hung_up_before_the_answer(self):
        """Then it is a blind one."""
        await self.asked()
        await self.do('A', 'disconnect', tid='t1')
        await self.expect('A:-1 r1 t1 B 200/16/0')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 B', 'B:14 r1 t2 C')

    async def test_hung_up_and_no_answer(self):
        await self.asked()
        await self.do('A', 'disconnect', tid='t1')
        await self.expect('A:-1 r1 t1 B 200/16/0')
        self.pass_time(30)
        await self.expect('C:-1 r1 t3 B 480/19/1', 'A:0 r1 t4 B', 'A:48 r1 t4 B', 'A:65 r1 t4 B')

    async def test_asked_of_two_phones(self):
        self.phone('C', 'add-phone', id='1004-b', phone=2)
        await self.call()
        await self.do('A', 'transfer', user='C', tid='t1')
        await self.expect({'A:35 r1 t1 B', 'C:0 r1 t3 A', 'C/2:0 r1 t4 A'}, {'C:65 r1 t3 A', 'C/2:65 r1 t4 A'})
        await self.talk('C', 't4')
        await self.expect('C/2:2 r1 t4 A', 'C:-1 r1 t3 A 200/26/1', 'A:47 r1 t1 C', 'A:16 r1 t1 C')
        await self.do('A', 'cancelTransfer', tid='t1')
        await self.expect('C/2:12 r1 t4 A', 'C/2:-1 r1 t4 A 200/16/0', 'A:36 r1 t1 B')

    async def test_who_is_asked_forwards(self):
        reply = await self.ask('W', 'setExtensionProperties', extension='C',
                               properties={'pln1_d_noanswerforward': '1005', 'pln1_d_ringertime': '10'})
        self.assertEqual(reply['result'], 'OK')
        await self.asked()
        self.pass_time(10)
        await self.expect('C:-1 r1 t3 A 480/19/1', 'D:0 r1 t4 A', 'D:65 r1 t4 A')
        self.phone('D', 'answer')
        await self.expect('D:2 r1 t4 A', 'A:47 r1 t1 D', 'A:16 r1 t1 D')
        await self.do('A', 'disconnect', tid='t1')
        await self.expect('A:-1 r1 t1 D 200/16/0', {'B:14 r1 t2 D', 'D:14 r1 t4 B'})

    async def test_of_a_held_call(self):
        await self.call()
        await self.do('A', 'hold', tid='t1')
        await self.expect('A:35 r1 t1 B')
        await self.do('A', 'transfer', user='C', tid='t1')
        await self.expect('C:0 r1 t3 A', 'C:65 r1 t3 A')
        await self.do('A', 'cancelTransfer', tid='t1')
        await self.expect('C:-1 r1 t3 A 487/16/0', 'A:36 r1 t1 B')

    async def test_one_at_a_time(self):
        await self.asked()
        for user, mode in (('D', ''), ('D', 'blind')):
            await self.refuse('A', 'transfer', user=user, tid='t1', mode=mode)
        await self.refuse('A', 'park', tid='t1', number='701')
        await self.refuse('A', 'conference', talker_id='t1')

    async def test_cancelled_while_ringing(self):
        await self.asked()
        await self.do('A', 'cancelTransfer', tid='t1')
        await self.expect('C:-1 r1 t3 A 487/16/0', 'A:36 r1 t1 B')
        await self.refuse('A', 'cancelTransfer', tid='t1')

    async def test_cancelled_after_the_answer(self):
        await self.answered()
        await self.do('A', 'cancelTransfer', tid='t1')
        await self.expect('C:12 r1 t3 A', 'C:-1 r1 t3 A 200/16/0', 'A:36 r1 t1 B')

    async def test_declined(self):
        await self.asked()
        await self.do('C', 'disconnect', tid='t3')
        await self.expect('C:-1 r1 t3 A 603/21/1', 'A:48 r1 t1 B', 'A:36 r1 t1 B')

    async def test_no_answer(self):
        await self.asked()
        self.pass_time(60)
        await self.expect('C:-1 r1 t3 A 480/19/1', 'A:48 r1 t1 B', 'A:36 r1 t1 B')

    async def test_asked_hangs_up(self):
        await self.answered()
        await self.do('C', 'disconnect', tid='t3')
        await self.expect('C:12 r1 t3 A', 'C:-1 r1 t3 A 200/16/1', 'A:36 r1 t1 B')

    async def test_waiting_hangs_up(self):
        await self.answered()
        await self.do('B', 'disconnect', tid='t2')
        await self.expect('B:12 r1 t2 A', 'B:-1 r1 t2 A 200/16/1')
        await self.do('A', 'disconnect', tid='t1')
        await self.expect({'A:12 r1 t1 C', 'C:12 r1 t3 A'}, {'A:-1 r1 t1 C 200/16/0', 'C:-1 r1 t3 A 200/16/0'})

    async def test_started_by_the_called(self):
        await self.call()
        await self.do('B', 'transfer', user='C', tid='t2')
        await self.expect({'B:35 r1 t2 A', 'C:0 r1 t3 B'}, 'C:65 r1 t3 B')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 B', 'B:47 r1 t2 C', 'B:16 r1 t2 C')
        self.phone('B', 'hangup')
        await self.expect('B:-1 r1 t2 C 200/16/0', {'A:14 r1 t1 C', 'C:14 r1 t3 A'})

    async def test_nothing_to_cancel(self):
        await self.call()
        await self.refuse('A', 'cancelTransfer', tid='t1')
        await self.refuse('A', 'conference', talker_id='t1')

    async def test_other_words_for_attended(self):
        await self.call()
        await self.do('A', 'transfer', user='C', tid='t1', mode='attended')
        await self.expect({'A:35 r1 t1 B', 'C:0 r1 t3 A'}, 'C:65 r1 t3 A')


class Conference(CallTest):
    """The three of an attended transfer come together."""

    async def joined(self):
        await self.call()
        await self.do('A', 'transfer', user='C', tid='t1')
        await self.news()
        await self.talk('C', 't3')
        await self.news()
        await self.do('A', 'conference', talker_id='t1')

    async def test_joined(self):
        await self.joined()
        await self.expect('A:36 r1 t1 -')
        rows = (await self.ask('W', 'getTalkerInfo', room_id='r1'))['result']
        self.assertEqual(sorted(row['user'] for row in rows), ['1002', '1003', '1004'])

    async def test_leaving(self):
        await self.joined()
        await self.news()
        await self.do('C', 'disconnect', tid='t3')
        await self.expect('C:12 r1 t3 -', 'C:-1 r1 t3 - 200/16/1', {'A:14 r1 t1 B', 'B:14 r1 t2 A'})
        await self.do('A', 'disconnect', tid='t1')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A'}, {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0'})

    async def test_who_called_it_leaves(self):
        await self.joined()
        await self.news()
        await self.do('A', 'disconnect', tid='t1')
        await self.expect('A:12 r1 t1 -', 'A:-1 r1 t1 - 200/16/0', {'B:14 r1 t2 C', 'C:14 r1 t3 B'})


    async def test_from_outside(self):
        self.outside('0312345678', '1003')
        await self.news()
        await self.talk('B', 't1')
        await self.expect('B:2 r1 t1 0312345678')
        await self.do('B', 'transfer', user='C', tid='t1')
        await self.expect({'B:35 r1 t1 0312345678', 'C:0 r1 t2 B'}, 'C:65 r1 t2 B')
        await self.talk('C', 't2')
        await self.expect('C:2 r1 t2 B', 'B:47 r1 t1 C', 'B:16 r1 t1 C')
        await self.do('B', 'conference', talker_id='t1')
        await self.expect('B:36 r1 t1 -')
        await self.do('B', 'disconnect', tid='t1')
        await self.expect('B:12 r1 t1 -', 'B:-1 r1 t1 - 200/16/0', 'C:14 r1 t2 0312345678')

    async def test_what_three_cannot(self):
        await self.joined()
        await self.news()
        await self.refuse('A', 'park', tid='t1', number='701')
        await self.refuse('A', 'transfer', tid='t1', user='D')
        await self.refuse('A', 'conference', talker_id='t1')
        await self.do('B', 'hold', tid='t2')
        await self.expect('B:35 r1 t2 -')
        await self.do('B', 'unhold', tid='t2')
        await self.expect('B:36 r1 t2 -')


class Barge(CallTest):
    """C listens to A and B."""

    async def barged(self, **how):
        await self.call()
        await self.do('W', 'barge', user='C', tid='t1', **how)
        await self.expect('C:0 r1 t3 A', 'C:65 r1 t3 A')
        await self.talk('C', 't3')
        await self.expect('C:2 r1 t3 A')
        rows = (await self.ask('W', 'getTalkerInfo', room_id='r1'))['result']
        return {row['user']: {self.name(tid, 't') for tid in row['hears']} for row in rows}

    async def test_listening(self):
        hears = await self.barged(listen='true', speak='false')
        self.assertEqual(hears, {'1002': {'t2'}, '1003': {'t1'}, '1004': {'t1', 't2'}})
        await self.do('C', 'disconnect', tid='t3')
        await self.expect('C:12 r1 t3 A', 'C:-1 r1 t3 A 200/16/1')

    async def test_speaking(self):
        hears = await self.barged(listen='true', speak='true')
        self.assertEqual(hears, {'1002': {'t2', 't3'}, '1003': {'t1', 't3'}, '1004': {'t1', 't2'}})

    async def test_tutor(self):
        hears = await self.barged(listen='true', speak='tutor')
        self.assertEqual(hears, {'1002': {'t2', 't3'}, '1003': {'t1'}, '1004': {'t1', 't2'}})

    async def test_the_talk_ends(self):
        await self.barged(listen='true', speak='false')
        await self.do('A', 'disconnect', tid='t1')
        await self.expect({'A:12 r1 t1 B', 'B:12 r1 t2 A', 'C:12 r1 t3 A'},
                          {'A:-1 r1 t1 B 200/16/0', 'B:-1 r1 t2 A 200/16/0', 'C:-1 r1 t3 A 200/16/0'})

    async def test_two_phones(self):
        self.phone('C', 'add-phone', id='1004-b', phone=2)
        await self.call()
        await self.do('W', 'barge', user='C', tid='t1', listen='true', speak='false')
        await self.expect({'C:0 r1 t3 A', 'C/2:0 r1 t4 A'}, {'C:65 r1 t3 A', 'C/2:65 r1 t4 A'})
        await self.talk('C', 't4')
        await self.expect('C/2:2 r1 t4 A', 'C:-1 r1 t3 A 200/26/1')
        await self.refuse('W', 'barge', user='C', tid='t1', listen='true', speak='false')
        await self.refuse('W', 'barge', user='B', tid='t1', listen='true', speak='false')

    async def test_the_talk_is_parked(self):
        await self.barged(listen='true', speak='false')
        await self.do('A', 'park', tid='t1', number='701')
        await self.expect('C:12 r1 t3 A', 'C:-1 r1 t3 A 200/16/0', 'B:30 r1 t2 A', 'A:-1 r1 t1 B 200/16/0',
                          'park 701 on r1 t2')

    async def test_no_talk(self):
        self.phone('A', 'dial', number='1003')
        await self.news()
        await self.refuse('W', 'barge', user='C', tid='t1', listen='true', speak='true')

    async def test_no_answer(self):
        await self.call()
        await self.do('W', 'barge', user='C', tid='t1', listen='true', speak='false')
        await self.news()
        self.pass_time(120)
        await self.expect('C:-1 r1 t3 A 480/19/1')

    async def test_refused(self):
        await self.call()
        await self.refuse('A', 'barge', user='C', tid='t1', listen='true', speak='false')
        for letter, name in (('A', 'allowjoin'), ('C', 'canjoin')):
            for value, allowed in (('false', False), ('true', True)):
                with self.subTest(name=name, value=value):
                    await self.ask('W', 'setExtensionProperties', extension=letter, properties={name: value})
                    if not allowed:
                        await self.refuse('W', 'barge', user='C', tid='t1', listen='true', speak='true')
        await self.refuse('W', 'barge', user='C', tid='4711', listen='true', speak='true')
        await self.refuse('W', 'barge', user='4711', tid='t1', listen='true', speak='true')
        await self.do('W', 'barge', user='C', tid='t1', listen='true', speak='true')


if __name__ == '__main__':
    main()
