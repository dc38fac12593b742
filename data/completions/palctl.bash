# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for palctl; the program itself knows what may come next.

_palctl ()
{
  local cur words cword candidates i

  if declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref -n '=:' cur words cword
  else
    cur=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
  fi

  if [[ ${words[cword-1]} == --@(password-file|file) ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    return
  fi

  mapfile -t candidates < <("${words[0]}" complete "${words[@]:1:cword}" 2>/dev/null)
  COMPREPLY=("${candidates[@]}")
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=.] ]]; then
    compopt -o nospace
  fi
  if declare -F __ltrim_colon_completions >/dev/null; then
    __ltrim_colon_completions "$cur"
  fi
  for i in "${!COMPREPLY[@]}"; do # names of accounts may have blanks
    printf -v "COMPREPLY[$i]" %q "${COMPREPLY[i]}"
  done
  # "=" parts words: what stands before it is on the line already.
  if [[ $cur == *=* && $COMP_WORDBREAKS == *=* ]]; then
    COMPREPLY=("${COMPREPLY[@]#*=}")
  fi
}

complete -F _palctl palctl
