# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# Kills in the middle of changes, a home that cannot be written, updates that fail late.

exists() { [ -e "$1" ]; }

# at_least N FILES…   whether a pattern found so many files
at_least() { [ $# -gt "$1" ] && [ -e "$2" ]; }

stored_files() { at_least "$1" "$ISAAC_HOME"/store/sha256/*/*; }

part_in_quarantine() { at_least 1 "$ISAAC_HOME"/store/quarantine/*; }

state_names() { grep -qF "\"version\": \"$1\"" "$ISAAC_HOME/state.json" 2>/dev/null || grep -qF "\"version\":\"$1\"" "$ISAAC_HOME/state.json" 2>/dev/null; }

# kill_when CONDITION… -- ARGUMENTS…   starts isaac and kills it with SIGKILL the moment the condition holds on disk.
# What lasts a millisecond may be missed where others use the machine: then it ended well, and the answer is 1.
kill_when() {
  local condition=() job status=0
  while [ "$1" != -- ]; do
    condition+=("$1")
    shift
  done
  shift
  STEP="kill -9 of isaac $* when ${condition[*]}"
  "$ISAAC" "$@" </dev/null >"$WORK/out" 2>"$WORK/err" &
  job=$!
  # No pause between two looks: what is looked for may last a millisecond.
  until "${condition[@]}"; do
    kill -0 $job 2>/dev/null || break
  done
  # shellcheck disable=SC2046 # several
  kill -9 $job $(processes_of "$WORK") 2>/dev/null
  wait $job 2>/dev/null || status=$?
  [ $status != 0 ] || return 1
  [ $status = 137 ] || fail "it ended with $status before it was killed"
}

# killed_after RESET CONDITION… -- ARGUMENTS…   kill_when, each time after the command that prepares it, until it succeeds
killed_after() {
  local reset=$1 attempt
  shift
  for attempt in 1 2 3 4 5 6 7 8; do
    $reset
    ! kill_when "$@" || return 0
  done
  fail "in $attempt attempts it was never caught in the act"
}

no_home() { rm -rf "$ISAAC_HOME"; }

notes_1_0() {
  isaac --yes marketplace uninstall notes
  isaac --yes marketplace install notes@1.0.0
  ends_with 0
}

# What must hold after a kill: the old or the new state, whole, at the next start; and nothing half done remains.
old_or_new() {
  local version
  isaac --json marketplace list
  ends_with 0
  json ".ok and (.data | length) == 1 and .data[0].status == \"running\" and (.data[0].version | IN(\"$1\", \"$2\")) or ($3 and .data == [])"
  version=$(jq -r '.data[0].version // ""' "$WORK/out")
  [ -z "$version" ] || {
    isaac --json marketplace verify
    ends_with 0
  }
  ! part_in_quarantine || fail 'something is left in quarantine'
}

test_kill_at_every_stage_of_an_installation() {
  local stage
  isaac version
  for stage in \
    "at_least 1 $ISAAC_HOME/trust/*.lock" \
    "at_least 1 $ISAAC_HOME/trust/*/timestamp.json" \
    "at_least 1 $ISAAC_HOME/trust/*/targets.json" \
    "exists $ISAAC_HOME/state.lock" \
    "part_in_quarantine" \
    'stored_files 1' \
    'stored_files 2' \
    "exists $ISAAC_HOME/state.json"; do
    # The patterns are expanded at each look.
    killed_after no_home eval "$stage" -- --yes marketplace install git-helpers@1.0.0
    old_or_new 1.0.0 1.0.0 true
    isaac --json --yes marketplace install git-helpers@1.0.0
    ends_with 0
    isaac --json repo summary .
    json '.error.code != "command.not-found"'
    isaac --json marketplace verify
    ends_with 0
  done
}

test_kill_at_every_stage_of_an_update() {
  local stage
  isaac --yes marketplace install notes@1.0.0
  ends_with 0
  isaac notes add 'remember the milk'
  ends_with 0
  for stage in \
    'part_in_quarantine' \
    'stored_files 3' \
    'stored_files 4' \
    'state_names 1.1.0'; do
    killed_after notes_1_0 eval "$stage" -- --yes marketplace update notes
    old_or_new 1.0.0 1.1.0 false
    isaac notes list
    ends_with 0
    says 'remember the milk'
    isaac --yes marketplace update notes
    ends_with 0
    isaac --json marketplace verify
    ends_with 0
  done
}

test_notes_survive_an_update_and_one_that_is_taken_back() {
  local file=$ISAAC_HOME/data/notes/notes.tsv
  isaac --yes marketplace install notes@1.0.0
  ends_with 0
  isaac notes add 'remember the milk' --tag home
  ends_with 0
  isaac notes add x --due today
  ends_with 2
  cp "$file" "$WORK/before"

  # The new version runs already when the state cannot be written: everything is taken back.
  mkdir -p "$ISAAC_HOME/generations/00000001.json/in-the-way"
  isaac --json --yes marketplace update notes
  refused 1 home.io
  isaac --json marketplace list
  json '.data[0].version == "1.0.0" and .data[0].status == "running"'
  cmp "$file" "$WORK/before" || fail 'the notes changed'
  isaac notes list
  says 'remember the milk'
  rm -r "$ISAAC_HOME/generations"

  isaac --yes marketplace update notes
  ends_with 0
  says 'Updated notes 1.0.0 -> 1.1.0'
  isaac notes list
  says 'remember the milk'
  cmp "$file" "$WORK/before" || fail 'reading changed the notes'
  isaac notes add 'send the report' --due 2026-01-02
  ends_with 0
  isaac --json notes list --overdue
  json '(.data | length) == 1 and .data[0].due == "2026-01-02"'
  isaac notes list --tag home
  says 'remember the milk'
  head -n 1 "$file" | grep -q '^isaac-notes.2' || fail 'the file has not the new format'
}

# readonly_isaac ARGUMENTS…   with a home on a read-only file system, in a mount namespace of its own
readonly_isaac() {
  STEP="read-only home: isaac $*"
  STATUS=0
  timeout "$PATIENCE" unshare -m sh -c \
    'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"' "$ISAAC_HOME" "$ISAAC" "$@" \
    </dev/null >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

test_a_home_that_cannot_be_written_is_read() {
  unshare -m true 2>/dev/null || {
    echo 'not tried: needs the right to mount'
    return 0
  }
  isaac --yes marketplace install hash-tools
  ends_with 0
  # What was known of the registry is gone, so that all of it has to be kept in memory.
  rm -rf "$ISAAC_HOME/trust" "$ISAAC_HOME/cache"
  local words
  for words in 'marketplace list' 'marketplace search hash' 'marketplace info notes' 'marketplace versions notes' \
    'marketplace outdated' 'marketplace verify' 'help' 'hash text abc'; do
    # shellcheck disable=SC2086 # words
    readonly_isaac $words
    ends_with 0
    [ "$(grep -c 'cannot be written' "$WORK/err")" -le 1 ] || fail 'it warns more than once'
  done
  readonly_isaac marketplace search hash
  says hash-tools
  complains 'kept in memory'
  readonly_isaac --json --yes marketplace install notes
  refused 6 home.read-only
  readonly_isaac --json --yes marketplace uninstall hash-tools
  refused 6 home.read-only
  readonly_isaac --json config set prompt.banner off
  refused 6 home.read-only
  json '.error.message | endswith("/config.json cannot be changed: Read-only file system.")'
  readonly_isaac --json --yes allow add /bin
  refused 6 home.read-only
  isaac --json marketplace list
  json '(.data | length) == 1 and .data[0].status == "running"'
}

# small_isaac ARGUMENTS…   with a home on a file system that is too small, in a mount namespace of its own
small_isaac() {
  STEP="full disk: isaac $*"
  STATUS=0
  timeout "$PATIENCE" unshare -m sh -c \
    'mkdir -p "$0" && mount -t tmpfs -o size=1m tmpfs "$0" && "$@" && exit; status=$?
     "$1" --json marketplace list >"$0.after" 2>&1; exit $status' "$ISAAC_HOME" "$ISAAC" "$@" \
    </dev/null >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

# full_isaac ARGUMENTS…   with the home on a file system without a free byte, in a mount namespace of its own; what is
# installed there afterwards is in $ISAAC_HOME.after
full_isaac() {
  STEP="disk without a byte: isaac $*"
  STATUS=0
  timeout "$PATIENCE" unshare -m sh -c \
    'mkdir -p "$0.disk" && mount -t tmpfs -o size=8m tmpfs "$0.disk" && cp -a "$0/." "$0.disk" &&
     { dd if=/dev/zero of="$0.disk/fill" bs=1k 2>/dev/null || :; } && export ISAAC_HOME=$0.disk && "$@"; status=$?
     "$1" --json marketplace list >"$0.after" 2>&1; exit $status' "$ISAAC_HOME" "$ISAAC" "$@" \
    </dev/null >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

test_a_disk_without_a_byte_still_lists_and_frees() {
  unshare -m true 2>/dev/null || {
    echo 'not tried: needs the right to mount'
    return 0
  }
  isaac --yes marketplace install hash-tools
  ends_with 0
  full_isaac --json marketplace list
  ends_with 0
  json '.data[0].status == "running"'
  full_isaac --json --yes marketplace install git-helpers
  refused 1 disk.full
  full_isaac hash text abc
  ends_with 0
}

test_a_disk_without_a_byte_lets_plugins_go() {
  unshare -m true 2>/dev/null || {
    echo 'not tried: needs the right to mount'
    return 0
  }
  isaac --yes marketplace install hash-tools notes
  ends_with 0
  isaac notes add something # so that a note is left of whose data it is
  ends_with 0
  full_isaac --json --yes marketplace uninstall notes
  ends_with 0
  jq -e '.ok and [.data[].id] == ["hash-tools"]' "$ISAAC_HOME.after" >/dev/null || fail 'it is still installed'
  full_isaac -c 'marketplace uninstall notes --yes && marketplace uninstall hash-tools --yes && marketplace history | head -n 1'
  ends_with 0
  says '"action":"uninstall"'
  jq -e '.ok and .data == []' "$ISAAC_HOME.after" >/dev/null || fail 'something is still installed'
}

test_a_full_disk_is_named_and_changes_nothing() {
  unshare -m true 2>/dev/null || {
    echo 'not tried: needs the right to mount'
    return 0
  }
  small_isaac --json --yes marketplace install git-helpers
  refused 1 disk.full
  jq -e '.ok and .data == []' "$ISAAC_HOME.after" >/dev/null || fail 'the state is not the old one'
}
