# SPDX-License-Identifier: GPL-3.0-or-later
"""Four hundred things other programs may hand over to be called, in families. What has something to smuggle carries MARK."""

MARK = 'INJECTED'
SCHEMES = ('tel', 'callto', 'sip', 'sips')
NUMBER = '1004'


def percent():
    """Percent signs: broken, twice, overlong, hiding what divides or ends."""
    tricks = ['%', '%%', '%1', '%zz', '%2', '%u0031', '%%31', '%2531', '%252531', '%00', '%00' + MARK, '%0a', '%0d%0a',
              '%0D%0A' + MARK + ':%201', '%1b[31m' + MARK, '%7f', '%20%20', '%2B%2B1', '%3Bext=1', '%3b%3b', '%40host',
              '%2F%2F', '%3F' + MARK, '%23%2A', '%2A21%2A' + NUMBER + '%23', '%c0%b1', '%e2%80%ae', '%ef%bc%91', '%ff%fe',
              '%f4%90%80%80', '%ed%a0%80', '%26' + MARK, '%27%22', '%3Cb%3E' + MARK]
    for scheme in SCHEMES:
        for trick in tricks:
            yield f'{scheme}:{NUMBER}{trick}'


def raw():
    """Control characters, directions, look-alikes and marks as they are."""
    characters = ['\r\n' + MARK, '\n' + MARK, '\x1b]0;' + MARK + '\x07', '\x08\x08', '\x7f', '\t', '\x0b', '\u202e', '\u2066',
                  '\u200b', '\ufeff', '\u00ad', '\u2028' + MARK, '\u0085', '\u00a0', '\u3000', '\uff11\uff12', '\u0661\u0662',
                  '\u06f1', '\u0967', '\U0001d7d9', '\u2460', '\u00b2', '\u2014', '\u30fc', '\u2212', '\U0001f4de',
                  'e\u0301', '\ufffd', '\U0010ffff', '&amp;', '<b>' + MARK + '</b>', '"', "'", '`' + MARK + '`', '$(' + MARK + ')',
                  ';' + MARK, '|' + MARK, '&&' + MARK, '\\', '\\n' + MARK]
    for scheme in ('tel', 'sip'):
        for character in characters:
            yield f'{scheme}:{NUMBER}{character}'
            yield f'{scheme}:{character}{NUMBER}'


def nested():
    """Schemes in schemes, schemes of others, schemes that are nearly one."""
    for outer in SCHEMES + ('file', 'http', 'javascript', 'data', 'sidetone', 'linphone-config', 'intent'):
        for inner in ('tel', 'sip', 'http', 'file', 'javascript'):
            yield f'{outer}:{inner}:{NUMBER}'
    for scheme in ('TEL ', ' tel', 'te l', 'tel\t', 'tеl', 'ｔｅｌ', 'tel%3a', 'telx', 'xtel', '', 'tel+x', 'sipx', 'sip-s',
                   'tels', 'phone', 'skype', 'facetime', 'mailto', 'sms', 'callto+tel'):
        yield f'{scheme}:{NUMBER}'


def parameters():
    """What asks for more than a call."""
    for tail in (';isub=1', ';postd=pp5', ';ext=', ';ext=' + MARK, ';ext=1;ext=2', ';phone-context=', ';phone-context=%0a' + MARK,
                 ';phone-context=+', ';phone-context=a;phone-context=b', ';', ';;', ';=', ';=1', ';ext', ';ext==1', ';x=1',
                 '?call', '?body=' + MARK, '&immediate', ',,,5', 'p5', 'w5', 'T', '!', ';tsub=1', ';cic=+1', ';npdi', ';rn=1',
                 ';auto-answer=1', ';dial=now', '@', '@@', '@a@b', ':5060', '/../..', '//x', '#' + MARK, ';ext=*21%23'):
        yield f'tel:{NUMBER}{tail}'
        yield f'sip:{NUMBER}@pbx.example.com{tail}'
    for host in ('', '.', 'a b', '%00', 'evil\u202e', '[::1]', '[' + 'a' * 50, 'a' * 300, 'pbx:99999999', 'pbx:', 'pbx:-1',
                 MARK + '%0a', 'пбх', 'pbx?Replaces=' + MARK, 'pbx;maddr=1.2.3.4', 'pbx;transport=udp', 'u:p@pbx'):
        yield f'sip:{NUMBER}@{host}'


def options():
    """What a command line could take for something else; what a desktop entry expands."""
    yield from ('%u', '%U', '%f', '%F', '%i', '%c', '%k', '%d', '%%', '%u %U', '--', '-', '--x', '-x', '--dial', '--dial=' + NUMBER,
                '--demo=1', '--profile=../../x', '--gapplication-app-id=x', '--display=:9', '-1', '--' + MARK, '@file', '$HOME',
                '~', '.', '..', '/', '/etc/passwd', '*', '?', '*.c', '', ' ', '\\', '\n', '\x1b[2J' + MARK)


def sizes():
    """From the edge of what is allowed to a megabyte."""
    for length in (40, 41, 42, 251, 252, 253, 256, 257, 1000, 4095, 4096, 65535, 65536, 100000):
        yield 'tel:' + '1' * length
        yield 'tel:' + '-' * length + '1'
        yield 'tel:1' + '%20' * (length // 3)
    for scheme in SCHEMES:
        yield scheme + ':' + '9' * (1 << 20)
        yield scheme + ':' + '%' * (1 << 20)


FAMILIES = (percent, raw, nested, parameters, options, sizes)


def everything():
    """Each once, in a settled order."""
    return list(dict.fromkeys(text for family in FAMILIES for text in family()))


if __name__ == '__main__':
    for one in FAMILIES:
        print(one.__name__, len(set(one())))
    print(len(everything()))
