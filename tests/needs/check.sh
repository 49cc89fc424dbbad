#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Indexes the shipped records and asks a file of needs: check.sh NEEDS FIRST THREE
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$PARANGON_INDEXER" -q -i "$folder/index" "$PARANGON_SOURCE_ROOT/corpus/records" || exit 1
python3 "$(dirname "$0")/run_needs.py" "$PARANGON" "$folder/index" "$1" --first "$2" --three "$3"
