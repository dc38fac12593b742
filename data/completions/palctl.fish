# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for palctl; the program itself knows what may come next.

function __palctl_candidates
    set -l words (commandline -opc)
    set -l program $words[1]
    set -l token (commandline -ct)
    set -e words[1]
    # An empty word is a word, too.
    if test (count $token) -eq 0
        set token ''
    end
    $program complete $words "$token" 2>/dev/null
end

complete -c palctl -f -a '(__palctl_candidates)'
complete -c palctl -l password-file -r -F
complete -c palctl -l file -r -F
