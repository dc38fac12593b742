#compdef palctl
# SPDX-License-Identifier: GPL-3.0-or-later
# zsh completion for palctl; the program itself knows what may come next.

local -a candidates whole begun

if [[ ${words[CURRENT-1]} == (--password-file|--file) ]]; then
  _files
  return
fi

candidates=("${(@f)$(${words[1]} complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
whole=("${(@)candidates:#*[=.]}")
begun=("${(@M)candidates:#*[=.]}")
# What ends in "=" or "." goes on without a space.
whole=("${(@q)whole}") # names of accounts may have blanks
compadd -Q -a whole
compadd -Q -S '' -a begun
