# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# Single commands: what scripts rely on.

# What is nothing here but something on another system; where it is something here after all, that runs.
test_single_commands_words_of_other_systems() {
  isaac -c 'set -o show-translation; true; ver >v && cat v'
  ends_with 0
  says "$(uname -s)"
  isaac explain 'Get-ChildItem -Recurse x'
  ends_with 0
  says 'ls -l -R x'
  isaac -c 'ipconfig() { echo mine; }; ipconfig'
  ends_with 0
  says mine
  isaac explain 'Remove-Item -Recurse -Force /'
  ends_with 0
  says 'never runs'
}

test_single_commands_aliases_of_the_user() {
  isaac alias add two 'printf "<%s>" $2 "$1"; echo'
  ends_with 0
  isaac -c "two 'a  b' c"
  ends_with 0
  says '<c><a  b>'
  isaac alias list --source user
  ends_with 0
  says two
  isaac alias disable two
  ends_with 0
  isaac -c 'two a b'
  ends_with 5
  printf '%s\n' "alias hey='echo hey'" 'fn() { :; }' >given
  isaac alias import given
  ends_with 0
  says 'It is a function'
  isaac -c 'hey you'
  ends_with 0
  says 'hey you'
  isaac alias add wipe 'rm -rf $1'
  isaac -c 'wipe /'
  ends_with 3
  complains tier.refused
}

test_single_commands_life_of_a_plugin() {
  isaac marketplace search git
  ends_with 0
  says git-helpers
  isaac marketplace install git-helpers@1.0.0
  ends_with 0
  says 'Installed git-helpers 1.0.0'
  git init -q -b main repository
  isaac repo summary repository
  ends_with 0
  isaac repo stale repository
  ends_with 5
  isaac marketplace verify
  ends_with 0
  isaac marketplace update
  ends_with 0
  says 'Updated git-helpers 1.0.0 -> 1.1.0'
  isaac repo stale repository
  ends_with 0
  isaac marketplace uninstall git-helpers
  ends_with 0
  says 'Uninstalled git-helpers 1.1.0'
  isaac repo summary repository
  ends_with 5
  complains command.not-found
}

test_json_life_of_a_plugin() {
  isaac --json marketplace search git
  ends_with 0
  json '.ok == true and (.data | map(.id) | index("git-helpers") != null)'
  isaac --json marketplace info git-helpers
  ends_with 0
  json '.ok and .data.id == "git-helpers" and (.data.checksum | test("^[0-9a-f]{64}$")) and (.data.versions | length) == 2'
  isaac --json --yes marketplace install git-helpers@1.0.0
  ends_with 0
  json '.ok and .data.plugins[0].id == "git-helpers" and .data.plugins[0].version == "1.0.0"'
  isaac --json marketplace list
  ends_with 0
  json '.ok and (.data | length) == 1 and .data[0].status == "running"'
  isaac --json marketplace outdated
  ends_with 0
  json '.ok and (.data | length) == 1'
  isaac --json --yes marketplace update
  ends_with 0
  json '.ok and .data.plugins[0].version == "1.1.0"'
  isaac --json --yes marketplace uninstall git-helpers
  ends_with 0
  json '.ok'
  isaac --json marketplace list
  json '.ok and .data == []'
}

test_a_dependency_is_installed_with_its_plugin() {
  isaac --json --yes marketplace search
  ends_with 0
  local plugin
  for plugin in $(jq -r '.data[].id' "$WORK/out"); do
    isaac --json marketplace info "$plugin"
    if [ "$(jq '.data.dependencies | length' "$WORK/out")" -gt 0 ]; then
      local needed
      needed=$(jq -r '.data.dependencies[0]' "$WORK/out")
      needed=${needed%% *}
      isaac --json --yes marketplace install "$plugin"
      ends_with 0
      isaac --json marketplace list
      json '(.data | length) >= 2 and all(.data[]; .status == "running")'
      isaac --json --yes marketplace uninstall "${needed%%@*}"
      refused 7 plugin.needed
      return 0
    fi
  done
  fail 'no example plugin needs another one'
}

test_every_example_plugin_installs_and_verifies() {
  isaac --json marketplace search --limit 100
  ends_with 0
  json '(.data | length) >= 5'
  local plugins
  mapfile -t plugins < <(jq -r '.data[].id' "$WORK/out")
  isaac --json --yes marketplace install "${plugins[@]}"
  ends_with 0
  isaac --json marketplace list
  json "(.data | length) >= ${#plugins[@]} and all(.data[]; .status == \"running\")"
  isaac --json marketplace verify
  ends_with 0
  json 'all(.data[]; .result == "ok")'
}

test_notes_survive_an_update_of_the_process() {
  isaac --yes marketplace install notes
  ends_with 0
  isaac notes add 'remember the milk'
  ends_with 0
  isaac notes list
  ends_with 0
  says 'remember the milk'
}

test_a_line_as_typed() {
  isaac -c 'echo one | tr a-z A-Z && false'
  ends_with 1
  says ONE
  isaac -c 'echo "unfinished'
  ends_with 2
  says_nothing
  isaac -c 'exit 7'
  ends_with 7
}

test_lines_from_standard_input() {
  isaac_in $'echo first\nmarketplace list\necho last\n'
  ends_with 0
  says first
  says 'No plugin is installed'
  says last
}

test_help_and_version() {
  isaac help
  ends_with 0
  says 'marketplace'
  says 'versions'
  isaac help marketplace install
  ends_with 0
  says '--plan'
  isaac --json version
  ends_with 0
  json '.ok and (.data.isaac | length) > 0'
}

test_statistics_are_not_invented() {
  isaac marketplace popular
  ends_with 0
  cat "$WORK/err" "$WORK/out" >"$WORK/both"
  grep -qi 'statistics' "$WORK/both" || fail 'popular does not say that the registry has no statistics'
}

# to_nowhere ARGUMENTS…   with standard output on a device that takes nothing
to_nowhere() {
  STEP="isaac $* >/dev/full"
  STATUS=0
  timeout "$PATIENCE" "$ISAAC" "$@" </dev/null >/dev/full 2>"$WORK/err" || STATUS=$?
}

test_a_result_that_cannot_be_written_is_a_failure() {
  : >"$WORK/out"
  to_nowhere version
  ends_with 1
  complains 'line.output'
  complains 'No space left'
  to_nowhere --json marketplace list
  ends_with 1
  complains 'line.output'
  to_nowhere -c 'version; echo native'
  ends_with 1
  to_nowhere -c 'echo native | cat; version'
  ends_with 1
  to_nowhere marketplace uninstall nothing-of-this-name
  ends_with 5

  STEP='isaac version with standard output closed'
  STATUS=0
  timeout "$PATIENCE" "$ISAAC" version </dev/null >&- 2>"$WORK/err" || STATUS=$?
  ends_with 1
  complains 'line.output'

  # shellcheck disable=SC2016
  isaac -c 'version >/dev/full; echo status-$?'
  says 'status-1'
  complains 'line.output'
}

test_a_reader_that_has_enough_ends_it_quietly() {
  STEP='isaac help | true'
  timeout "$PATIENCE" "$ISAAC" help 2>"$WORK/err" </dev/null | true
  STATUS=${PIPESTATUS[0]}
  ends_with 141
  [ ! -s "$WORK/err" ] || fail 'it says something'
  STEP='a native program in a pipe'
  timeout "$PATIENCE" "$ISAAC" --yes -c yes 2>"$WORK/err" </dev/null | head -n 1 >"$WORK/out"
  STATUS=${PIPESTATUS[0]}
  ends_with 141
  says y
}

test_input_that_is_closed_or_odd() {
  STEP='standard input closed'
  STATUS=0
  timeout "$PATIENCE" "$ISAAC" marketplace list <&- >"$WORK/out" 2>"$WORK/err" || STATUS=$?
  ends_with 0
  # Nothing that Java has open is taken for standard input, and run.
  STATUS=0
  timeout "$PATIENCE" "$ISAAC" <&- >"$WORK/out" 2>"$WORK/err" || STATUS=$?
  ends_with 1
  complains shell.input-failed
  STEP='standard error closed'
  STATUS=0
  timeout "$PATIENCE" "$ISAAC" marketplace list >"$WORK/out" 2>&- </dev/null || STATUS=$?
  ends_with 0
}

# As in containers, services and cron: every letter would be a question mark, and stand for any file.
test_letters_count_where_no_locale_is_set() {
  local locale
  : >ä.txt
  : >bb.txt
  for locale in LC_ALL=C LC_ALL=POSIX LC_ALL= LANG=C; do
    STEP="a command line with $locale"
    STATUS=0
    env -u LC_ALL -u LC_CTYPE -u LANG "$locale" timeout "$PATIENCE" "$ISAAC" -c 'echo ä ä.txt; version >ö.txt; ls' \
      </dev/null >"$WORK/out" 2>"$WORK/err" || STATUS=$?
    ends_with 0
    says 'ä ä.txt'
    says_not 'bb.txt ä'
    [ -s ö.txt ] || fail 'the file has another name'
    rm ö.txt
  done
}

test_bytes_that_are_no_text_are_refused() {
  isaac marketplace search $'\xff'
  ends_with 2
  complains shell.not-text
  isaac -c $'echo \xc3\x28'
  ends_with 2
  says_nothing
  isaac -c 'echo �'
  ends_with 0
  STEP='lines of standard input'
  STATUS=0
  printf 'echo \xff\necho b\0c\necho fine\n' | timeout "$PATIENCE" "$ISAAC" >"$WORK/out" 2>"$WORK/err" || STATUS=$?
  ends_with 0
  says fine
  complains shell.not-text
  complains 'NUL character at column 7'
}

test_a_line_may_be_a_megabyte_long() {
  local word
  word=$(printf '%0500000d' 1)
  STEP='a line of a megabyte'
  STATUS=0
  printf 'echo %s%s | wc -c\n' "$word" "$word" | timeout "$PATIENCE" "$ISAAC" >"$WORK/out" 2>"$WORK/err" || STATUS=$?
  ends_with 0
  says 1000001
  STATUS=0
  printf '%s\n' "$word" | timeout "$PATIENCE" "$ISAAC" >"$WORK/out" 2>"$WORK/err" || STATUS=$?
  ends_with 5
  [ "$(wc -c <"$WORK/err")" -lt 3000 ] || fail 'the fault repeats all of it'
}

test_a_group_hides_no_program() {
  isaac --yes marketplace install notes
  ends_with 0
  isaac notes --help
  ends_with 0
  says 'The commands of notes'
  mkdir bin
  printf '#!/bin/sh\necho "the program got $*"\n' >bin/notes
  chmod +x bin/notes
  export PATH=$PWD/bin:$PATH
  isaac --yes notes --help
  ends_with 0
  says 'the program got --help'
  isaac --yes notes show --json
  says 'the program got show --json'
  isaac /notes --help
  says 'The commands of notes'
  isaac notes list --json
  ends_with 0
  json '.ok'
}
