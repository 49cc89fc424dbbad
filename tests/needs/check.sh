#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Indexes the shipped records and asks a file of needs: check.sh NEEDS FIRST THREE [ONLY]
# With ONLY, fr or en, the sheets of that language alone are asked in the other.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
records=$PARANGON_SOURCE_ROOT/corpus/records
if [ -n "$4" ]; then
    set -- "$1" "$2" "$3" --only "$4" --records "$records" --indexer "$PARANGON_INDEXER"
else
    "$PARANGON_INDEXER" -q -i "$folder/index" "$records" || exit 1
fi
needs=$1 first=$2 three=$3
shift 3
python3 "$(dirname "$0")/run_needs.py" "$PARANGON" "$folder/index" "$needs" \
    --first "$first" --three "$three" "$@"
