# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash of parangon and parangon-index; stands alone.

# What may follow an option that takes a value; nothing for free text.
_parangon_values()
{
    local program=$1 command=$2 option=$3

    case $option in
    -i | --index) compgen -d -- "$cur" ;;
    --map | --vocabulary | --learn-exclude | --queries | --report | --log-queries | -o | --output)
        compgen -f -- "$cur"
        ;;
    --ui | --query-lang | --lang)
        case $program:$option in
        *:--query-lang | parangon-index:--lang) compgen -W 'fr en auto' -- "$cur" ;;
        *) compgen -W 'fr en' -- "$cur" ;;
        esac
        ;;
    --format)
        case $command in
        search | like) compgen -W 'text json jsonl csv xlsx markdown html odt csl trec' -- "$cur" ;;
        show) compgen -W 'text json jsonl csv xlsx markdown html odt csl' -- "$cur" ;;
        stats | compare | actors | suggest) compgen -W 'text json csv xlsx markdown html odt' -- "$cur" ;;
        template) compgen -W 'text json markdown' -- "$cur" ;;
        *) compgen -W 'text json' -- "$cur" ;;
        esac
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
        compgen -W "$("$program" themes 2>/dev/null | sed -n 's/.*(\([^ ]*\))$/\1/p')" -- "$cur"
        ;;
    esac
}

# Whether the option before the cursor takes a value.
_parangon_takes_value()
{
    case $1 in
    -i | --index | --format | -o | --output | --ui) return 0 ;;
    --peers | --include | --exclude | --by) return 0 ;;
    --remove | --map | --id-prefix | --vocabulary | --lang | --learn-exclude | --jobs | --memory | --report) return 0 ;;
    -n | --count | --offset | --theme | --country | --lead | --kind | --sdg | --scheme) return 0 ;;
    --network | --action | --class | --region | --year | --evidence | --filter) return 0 ;;
    --population | --amount | --facet-limit | --group | --per-group) return 0 ;;
    --query-lang | --across | --correct | --sort | --facets | --queries | --without) return 0 ;;
    --reason | --as-of | --max-age | --function | --state) return 0 ;;
    --listen | --threads | --connections | --per-client | --cors | --base | --log-queries) return 0 ;;
    esac
    return 1
}

_parangon_options()
{
    local common='-i --index --format -o --output --ui -h --help --version'

    case $1 in
    index)
        echo '-i --index --rebuild --prune --remove --map --explain-map --id-prefix --vocabulary --lang --learn' \
            '--learn-exclude --strict --dry-run --list --ocr --jobs --memory --report --format -q --quiet' \
            '-v --verbose -h --help --version'
        ;;
    search)
        echo "$common" '-n --count --offset --theme --country --lead --kind --lang --sdg --scheme' \
            '--network --action --class --region --year --evidence --population --amount --filter --query-lang' \
            '--across --correct --sort --facets --explain --queries --without' \
            '--facet-limit --group --per-group'
        ;;
    like)
        echo "$common" '-n --count --offset --theme --country --lead --kind --lang --sdg --scheme' \
            '--network --action --class --region --year --evidence --population --amount --filter --across --explain'
        ;;
    actors)
        echo "$common" '-n --count --offset --theme --country --lead --kind --lang --sdg --scheme' \
            '--network --action --class --region --year --evidence --population --amount --filter --function --state' \
            '--as-of'
        ;;
    serve)
        echo '-i --index --format --ui -h --help --version --listen --threads --connections --per-client --members --cors --base --log' \
            '--log-queries'
        ;;
    stats)
        echo "$common" '--theme --country --lead --kind --lang --sdg --scheme --network --action' \
            '--class --region --year --evidence --population --amount --filter --holes --review --reason -n --count' \
            '--offset --as-of --max-age'
        ;;
    compare)
        echo "$common" '--theme --country --lead --kind --lang --sdg --scheme --network --action' \
            '--class --region --year --evidence --population --amount --filter --peers --same-kind --include --exclude' \
            '--by --practices'
        ;;
    suggest) echo "$common" '-n --count' ;;
    show | themes | template | check) echo "$common" ;;
    esac
}

_parangon()
{
    local cur=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]##*/} command values
    local previous=${COMP_WORDS[COMP_CWORD - 1]}

    COMPREPLY=()
    if [[ $program == parangon-index ]]; then
        command=index
    elif ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W 'search show like actors themes suggest stats template check compare serve index --help --version' \
            -- "$cur")
        return
    else
        command=${COMP_WORDS[1]}
        [[ $command != index ]] || program=parangon-index
    fi
    if _parangon_takes_value "$previous"; then
        values=$(_parangon_values "$program" "$command" "$previous")
    elif [[ $cur == -* ]]; then
        values=$(compgen -W "$(_parangon_options "$command")" -- "$cur")
    elif [[ $command == index ]]; then
        values=$(compgen -f -- "$cur")
    fi
    [[ -z ${values-} ]] || mapfile -t COMPREPLY <<<"$values"
}

complete -o filenames -F _parangon parangon
complete -o filenames -F _parangon parangon-index
