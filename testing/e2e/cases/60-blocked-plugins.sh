# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# A plugin whose stored bytes changed: its names stay its own, and it is repaired from its registry.

# stored_jar   the largest file of the store
stored_jar() { find "$ISAAC_HOME/store/sha256" -type f -printf '%s %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-; }

spoil() { printf 'X' | dd of="$1" bs=1 seek=300 conv=notrunc status=none; }

test_a_blocked_plugin_keeps_its_names_and_is_repaired() {
  isaac --yes marketplace install hash-tools
  ends_with 0
  spoil "$(stored_jar)"
  # hash is a builtin of the native shell: nothing of the line may reach it.
  isaac hash file /etc/hostname
  ends_with 4
  says_nothing
  complains plugin.tampered
  complains 'belongs to hash-tools'
  complains 'marketplace install hash-tools'
  isaac --json hash file /etc/hostname
  refused 4 plugin.tampered
  isaac -c 'hash file --algorithm md5 /etc/hostname | cat'
  complains plugin.tampered
  isaac -c 'isaac:hash file x'
  ends_with 4
  isaac help
  ends_with 0
  says 'Blocked plugins'
  isaac --json marketplace verify
  refused 4 plugin.tampered
  json '.error.hint | test("marketplace install hash-tools")'

  isaac --json --yes marketplace install hash-tools
  ends_with 0
  json '.ok and .data.plan.changes[0].action == "repair" and .data.plugins[0].status == "running"'
  isaac hash file /etc/hostname
  ends_with 0
  isaac marketplace verify
  ends_with 0
  isaac help
  says_not 'Blocked plugins'
}

test_a_blocked_plugin_at_the_prompt() {
  isaac --yes marketplace install hash-tools
  ends_with 0
  spoil "$(stored_jar)"
  prompt
  type_line main 'hash text abc'
  shows main 'plugin.tampered'
  forget main
  type_line main '/hash text abc | cat'
  shows main 'plugin.tampered'
  forget main
  type_line main 'isaac:hash text abc'
  shows main 'plugin.tampered'
  forget main
  type_line main 'marketplace update hash-tools'
  shows main 'Repaired hash-tools'
  type_line main 'hash text abc'
  shows main 'ba7816bf8f01cfea'
  leave main 0
}

test_lost_bytes_are_fetched_again_by_an_update() {
  isaac --yes marketplace install hash-tools
  ends_with 0
  rm -rf "$ISAAC_HOME/store"
  isaac --json hash text abc
  refused 4 plugin.bytes-missing
  isaac --yes marketplace update
  ends_with 0
  says 'Repaired hash-tools'
  isaac hash text abc
  ends_with 0
}

test_doctor_names_what_is_wrong_with_registries() {
  isaac doctor
  ends_with 0
  says 'registry isaac'
  a_registry
  only_registry
  rm -rf "$WORK/registry/metadata"
  isaac --json doctor
  refused 1 doctor.problems
  json '.error.details.problems | length == 1'
  json '.error.details.problems[0] | test("registry isaac: .*/dist/registry.*registry.empty")'
  echo '{' >"$ISAAC_HOME/registries.json"
  isaac --json doctor
  refused 1 doctor.problems
  json '.error.details.problems[0] | test("registry.config-unreadable")'
}
