#!/usr/bin/env bash
# How long a clean release build takes, of supple and of the one timer that can be compared, by turns on the same
# machine. The first build of each is not counted: it downloads the sources.
#
#   benches/building.sh [ROUNDS]        three, unless said otherwise
set -euo pipefail
cd "$(dirname "$0")/.."

peer=timr-tui@1.9.0
rounds=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ours() {
  cargo build --release --locked --quiet --target-dir "$work/ours"
}

theirs() {
  cargo install --locked --quiet --force --root "$work" --target-dir "$work/theirs" "$peer"
}

# The seconds that a clean build takes.
clean() {
  rm -rf "$work/ours" "$work/theirs"
  local before=$EPOCHREALTIME
  "$1" >&2
  awk -v before="$before" -v after="$EPOCHREALTIME" 'BEGIN { printf "%.1f\n", after - before }'
}

median() {
  sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

for who in ours theirs; do clean "$who" > /dev/null; done
for round in $(seq "$rounds"); do
  for who in ours theirs; do
    clean "$who" >> "$work/$who.seconds"
    echo "round $round of $rounds: $who $(tail -n 1 "$work/$who.seconds") s" >&2
  done
done

ours=$(median "$work/ours.seconds")
theirs=$(median "$work/theirs.seconds")
awk -v ours="$ours" -v theirs="$theirs" -v peer="$peer" 'BEGIN {
  printf "supple %s s, %s %s s: %.2f of it; the goal is at most 0.70: %s\n",
    ours, peer, theirs, ours / theirs, ours / theirs <= 0.7 ? "met" : "missed"
}'
