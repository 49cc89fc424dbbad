# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash of parangon and parangon-index, from what their --help says.

# The help of a command: "${help[@]}" is the program with the command.
_parangon_help()
{
    "${help[@]}" --help 2>/dev/null
}

_parangon_options()
{
    _parangon_help | sed -nE 's/^ {2}(-[a-zA-Z]), (--[a-z-]+).*/\1 \2/p; s/^ {6}(--[a-z-]+).*/\1/p'
}

# Whether an option takes a value: the help names it in capitals behind the option.
_parangon_takes_value()
{
    local name="$1, --[a-z-]+"

    [[ $1 != --* ]] || name="(-[a-zA-Z], )?$1"
    _parangon_help | grep -qE -- "^ {2}( {4})?$name [A-Z]"
}

# What may follow an option; nothing for free text.
_parangon_values()
{
    local option=$1

    case $option in
    -i | --index) compgen -d -- "$cur" ;;
    --map | --vocabulary | --learn-exclude | --queries | --report | --log-queries | -o | --output)
        compgen -f -- "$cur"
        ;;
    --ui) compgen -W 'fr en' -- "$cur" ;;
    --query-lang) compgen -W 'fr en auto' -- "$cur" ;;
    --lang)
        if [[ ${help[0]##*/} == parangon-index || ${help[1]-} == index ]]; then
            compgen -W 'fr en auto' -- "$cur"
        else
            compgen -W 'fr en' -- "$cur"
        fi
        ;;
    --format)
        local formats
        formats=$(_parangon_help | sed -n 's/^Formats: //p' | tr '|' ' ')
        compgen -W "${formats:-text json}" -- "$cur"
        ;;
    --group) compgen -W 'none lead country' -- "$cur" ;;
    --sort) compgen -W 'relevance date population evidence' -- "$cur" ;;
    --reason)
        compgen -W 'old unchecked no-theme no-summary no-source one-language no-lead no-year no-stage
            no-evidence announced' -- "$cur"
        ;;
    --across | --correct) compgen -W 'yes no' -- "$cur" ;;
    --evidence) compgen -W '0 1 2 3 4' -- "$cur" ;;
    --state) compgen -W 'open closed ended unknown' -- "$cur" ;;
    --function)
        compgen -W 'finance advice training advocacy representation networking information
            operations' -- "$cur"
        ;;
    --kind)
        compgen -W 'practice fact-sheet scheme network event programme benchmark publication
            organisation viewpoint' -- "$cur"
        ;;
    --theme)
        compgen -W "$("${help[0]}" themes 2>/dev/null | sed -n 's/.*(\([^ ]*\))$/\1/p')" -- "$cur"
        ;;
    esac
}

_parangon_commands()
{
    "$1" --help 2>/dev/null | sed -nE '/^Commands:/,/^$/s/^  ([a-z-]+) .*/\1/p'
    echo --help --version
}

_parangon()
{
    local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} values
    local help=("${COMP_WORDS[0]}")

    COMPREPLY=()
    if [[ ${COMP_WORDS[0]##*/} != parangon-index ]]; then
        if ((COMP_CWORD == 1)); then
            mapfile -t COMPREPLY < <(compgen -W "$(_parangon_commands "${help[0]}")" -- "$cur")
            return
        fi
        help+=("${COMP_WORDS[1]}")
    fi
    if [[ $previous == -* ]] && _parangon_takes_value "$previous"; then
        values=$(_parangon_values "$previous")
    elif [[ $cur == -* ]]; then
        values=$(compgen -W "$(_parangon_options)" -- "$cur")
    elif [[ ${COMP_WORDS[0]##*/} == parangon-index || ${help[1]-} == index ]]; then
        values=$(compgen -f -- "$cur")
    fi
    [[ -z ${values-} ]] || mapfile -t COMPREPLY <<<"$values"
}

complete -o filenames -F _parangon parangon
complete -o filenames -F _parangon parangon-index
