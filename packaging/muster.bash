# Completion of muster for bash: commands and options are those that `muster --help` lists, values those it allows.
_muster() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]} help values
    if [ "$COMP_CWORD" -eq 1 ]; then
        help=$("$program" --help 2>/dev/null) || return
        mapfile -t COMPREPLY < <(compgen -W "--help --version $(sed -n '/^Subcommands:/,$s/^  \([a-z]*\) .*/\1/p' \
            <<<"$help")" -- "$word")
        return
    fi
    help=$("$program" "${COMP_WORDS[1]}" --help 2>/dev/null) || return
    values=$(sed -n "s/^  .*$before [A-Z]*:{\([^}]*\)}.*/\1/p" <<<"$help")
    if [[ $before == --* && -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${values//,/ }" -- "$word")
    elif [ "$before" = --set ]; then
        mapfile -t COMPREPLY < <(compgen -S = -W "$("$program" params --format json 2>/dev/null |
            sed -n 's/.*"name": *"\([^"]*\)".*/\1/p')" -- "$word")
        compopt -o nospace
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(grep -oE '^ +(-[a-z],)?--[a-z-]+' <<<"$help" | tr ',' ' ')" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        compopt -o filenames
    fi
}
complete -F _muster muster
