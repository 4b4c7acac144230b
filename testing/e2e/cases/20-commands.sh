# shellcheck shell=bash
# Single commands: what scripts rely on.

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
