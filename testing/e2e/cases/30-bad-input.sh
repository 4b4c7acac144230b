# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# Bad input: a clear error with its code, the previous state stands, and the shell goes on.

test_unknown_commands() {
  # An obvious slip is corrected, and the correction is told (tier 2).
  isaac --json marketplce list
  ends_with 0
  json '.ok and .data == []'
  complains 'marketplace list'
  # What is too far away from everything is not found.
  isaac --json marketplace frobnicate
  ends_with 5
  json '.ok == false and .error.code == "command.not-found"'
}

test_wrong_options_are_usage_errors() {
  isaac --json marketplace search --no-such-option x
  ends_with 2
  json '.ok == false and (.error.code | length) > 3'
  isaac --json marketplace install
  ends_with 2
  json '.ok == false'
  isaac --no-such-global version
  ends_with 2
  complains shell.unknown-option
}

test_unknown_plugin_and_version() {
  isaac --json --yes marketplace install no-such-plugin
  refused 5 plugin.not-found
  isaac --json --yes marketplace install git-helpers@9.9.9
  refused 5 plugin.version-not-found
  isaac --json --yes marketplace install 'Bad Name!'
  ends_with 2
  isaac --json marketplace uninstall git-helpers
  refused 5 plugin.not-installed
}

test_what_never_runs_is_explained_as_refused() {
  # Only explained: no case ever runs a line that could harm.
  isaac --json explain 'echo fine; rm -rf /'
  ends_with 0
  json '.ok and (.data | tostring | test("refuse"; "i"))'
}

test_a_confirmation_that_nobody_can_give_is_a_refusal() {
  isaac -c 'some-program-that-nobody-knows --flag'
  case $STATUS in
    3 | 5) ;;
    *) fail "the exit code is $STATUS, neither 3 nor 5" ;;
  esac
}

# a_registry   copies the bundled registry to $WORK/registry
a_registry() {
  local distribution
  distribution=$(cd "$(dirname "$ISAAC")/.." && pwd) || fail "$ISAAC is gone" # an empty name would copy the whole disk
  cp -rp "$distribution/registry" "$WORK/registry"
  cp "$distribution/registry/root.json" "$WORK/root.json"
}

# use_registry   adds it under the name "other"; the bundled one holds the same plugins, so tests name versions by registry
only_registry() {
  mkdir -p "$WORK/dist"
  local distribution
  distribution=$(cd "$(dirname "$ISAAC")/.." && pwd) || fail "$ISAAC is gone" # an empty name would copy the whole disk
  cp -r "$distribution/." "$WORK/dist"
  rm -rf "$WORK/dist/registry"
  ln -s "$WORK/registry" "$WORK/dist/registry"
  ISAAC=$WORK/dist/bin/isaac
}

# The one jar that the index names, where an older build left others beside it.
jar_of() { find "$WORK/registry/targets" -name "*.$1-$2.jar" -printf "%T@ %p\n" | sort -n | tail -n 1 | cut -d" " -f2-; }

test_a_tampered_plugin_is_refused() {
  a_registry
  only_registry
  local jar
  jar=$(jar_of git-helpers 1.1.0)
  [ -n "$jar" ] || fail 'the registry has no jar of git-helpers 1.1.0'
  printf 'X' | dd of="$jar" bs=1 seek=200 conv=notrunc status=none
  isaac --json --yes marketplace install git-helpers
  ends_with 4
  json '.ok == false and .error.code == "plugin.tampered"'
  isaac --json marketplace list
  json '.ok and .data == []'
}

test_a_truncated_plugin_is_refused() {
  a_registry
  only_registry
  local jar
  jar=$(jar_of git-helpers 1.1.0)
  truncate -s 1000 "$jar"
  isaac --json --yes marketplace install git-helpers
  ends_with 4
  json '.ok == false and .error.code == "plugin.truncated"'
  isaac --json marketplace list
  json '.ok and .data == []'
}

test_a_missing_plugin_file_is_named() {
  a_registry
  only_registry
  rm "$(jar_of git-helpers 1.1.0)"
  isaac --json --yes marketplace install git-helpers
  [ "$STATUS" != 0 ] || fail 'it was installed'
  json '.ok == false and .error.code == "plugin.file-missing"'
}

test_a_registry_without_metadata_is_not_empty_but_broken() {
  a_registry
  rm -rf "$WORK/registry/metadata"
  only_registry
  isaac --json marketplace search git
  [ "$STATUS" != 0 ] || fail 'a broken registry answered'
  json '.ok == false and (.error.code | test("^(registry|trust)\\."))'
}

test_tampered_metadata_is_refused() {
  a_registry
  local file
  file=$(find "$WORK/registry/metadata" -name 'timestamp.json')
  sed -i 's/"version":\([0-9]*\)/"version":9\1/' "$file"
  only_registry
  isaac --json marketplace search git
  ends_with 4
  json '.ok == false and (.error.code | test("^trust\\."))'
}

test_a_stored_plugin_whose_bytes_changed_is_not_started() {
  isaac --yes marketplace install git-helpers
  ends_with 0
  local file
  file=$(find "$ISAAC_HOME/store" -type f -size +100k | head -n 1)
  [ -n "$file" ] || fail 'the store holds no plugin'
  chmod u+w "$file"
  printf 'X' | dd of="$file" bs=1 seek=300 conv=notrunc status=none
  isaac repo summary .
  [ "$STATUS" != 0 ] || fail 'the plugin ran'
  isaac --json marketplace list
  json '.data[0].status == "blocked" and (.data[0].code | length) > 0'
  isaac --json marketplace verify
  ends_with 4
  # And it can be repaired or removed.
  isaac --json --yes marketplace uninstall git-helpers
  ends_with 0
}

test_a_home_from_a_newer_version_is_refused() {
  isaac version
  ends_with 0
  echo 99 >"$ISAAC_HOME/layout"
  isaac --json version
  [ "$STATUS" = 1 ] || fail "the exit code is $STATUS, not 1"
  cat "$WORK/out" "$WORK/err" | grep -q 'home.newer' || fail 'the code home.newer is missing'
}

test_a_full_disk_changes_nothing() {
  # A file system of its own that is too small for the plugin.
  mkdir "$WORK/small"
  mount -t tmpfs -o size=1m tmpfs "$WORK/small" 2>/dev/null || { full_disk_by_limit; return; }
  ISAAC_HOME=$WORK/small/home
  isaac --json --yes marketplace install git-helpers
  local status=$STATUS
  umount "$WORK/small"
  ISAAC_HOME=$WORK/home
  [ "$status" != 0 ] || fail 'it was installed on a full disk'
  json '.ok == false and (.error.code | length) > 3'
}

# Where mounting is not allowed, a limit on the size of files does the same to whoever writes.
full_disk_by_limit() {
  STEP='install with a limit on the size of files'
  isaac version
  STATUS=0
  (
    trap '' XFSZ
    ulimit -f 200
    timeout "$PATIENCE" "$ISAAC" --json --yes marketplace install git-helpers </dev/null >"$WORK/out" 2>"$WORK/err"
  ) || STATUS=$?
  [ "$STATUS" != 0 ] || fail 'it was installed on a full disk'
  json '.ok == false and (.error.code | length) > 3'
  isaac --json marketplace list
  json '.ok and .data == []'
}
