#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The layers of the house: who may include what. Argument: the root of the source tree.
cd "$1" || exit 1
bad=0

refuse() { # refuse WHAT PATTERN FOLDER...
    what=$1 pattern=$2
    shift 2
    found=$(grep -rnE "#include[[:space:]]*[<\"]($pattern)" "$@" --include='*.c' --include='*.h')
    if [ -n "$found" ]; then
        printf '%s:\n%s\n' "$what" "$found"
        bad=1
    fi
}

refuse 'only the binding includes xapian.h' 'xapian\.h' include corpus indexer query tests
refuse 'only corpus/text includes libstemmer' 'libstemmer' include corpus/base corpus/index \
    corpus/program corpus/record corpus/themes indexer query
refuse 'the corpus knows neither program' '(\.\./)*(indexer|query)/' include corpus
refuse 'the indexer does not know the query' '(\.\./)*query/' indexer
refuse 'the query does not know the indexer' '(\.\./)*indexer/' query
refuse 'the public headers stand on each other only' 'corpus/' include
refuse 'libyaml is for readers' 'yaml\.h>' include corpus query
exit $bad
