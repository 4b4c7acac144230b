# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# Several shells on one home.

# shows_soon SESSION TEXT   within two seconds, and some for a machine that others use; a notice that was lost would take 30
shows_soon() {
  local PATIENCE=10
  shows "$1" "$2"
}

test_what_one_shell_installs_appears_in_the_others() {
  # Where nothing was ever installed yet, and where something is.
  prompt one
  prompt two
  isaac --yes marketplace install hash-tools
  ends_with 0
  shows_soon one 'Started hash-tools 1.0.0, which another ISAAC installed.'
  shows_soon two 'Started hash-tools 1.0.0, which another ISAAC installed.'
  type_line one 'hash text abc'
  shows one 'ba7816bf8f01cfea'

  type_line one 'marketplace install notes@1.0.0'
  shows one 'Installed notes 1.0.0'
  shows_soon two 'Started notes 1.0.0'
  isaac --yes marketplace update notes
  ends_with 0
  shows_soon one 'Another ISAAC changed notes from 1.0.0 to 1.1.0.'
  shows_soon two 'Another ISAAC changed notes from 1.0.0 to 1.1.0.'
  isaac marketplace uninstall hash-tools
  ends_with 0
  shows_soon one 'Another ISAAC removed hash-tools.'
  shows_soon two 'Another ISAAC removed hash-tools.'
  leave one 0
  leave two 0
}

test_a_shell_that_is_too_old_says_so_and_goes_on() {
  isaac --yes marketplace install hash-tools
  ends_with 0
  prompt
  sed 's/"format": *1,/"format": 99,/' "$ISAAC_HOME/state.json" >"$ISAAC_HOME/newer.json"
  mv "$ISAAC_HOME/newer.json" "$ISAAC_HOME/state.json"
  shows main 'This ISAAC cannot follow what another one changed'
  type_line main 'hash text abc'
  shows main 'ba7816bf8f01cfea'
  leave main 0
}

test_twenty_processes_change_one_home_at_once() {
  local plugins=(hash-tools json-tools http-tools notes git-helpers) jobs=() job n failed=0
  step 'twenty installations at once'
  for n in {1..20}; do
    "$ISAAC" --yes --json marketplace install "${plugins[n % 5]}" </dev/null >"$WORK/out.$n" 2>"$WORK/err.$n" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || failed=$((failed + 1)); done
  [ $failed = 0 ] || fail "$failed of them failed: $(cat "$WORK"/out.* | jq -r 'select(.ok | not) | .error.code' | sort | uniq -c)"
  isaac --json marketplace list
  json '[.data[] | select(.status == "running")] | length == 5'
  isaac --json marketplace verify
  ends_with 0
  isaac --json marketplace history
  json '.data | length == 5'
}

test_a_critical_advisory_stops_the_plugin_in_every_open_shell() {
  local own=$ISAAC_HOME
  step 'a registry of our own'
  cp "$ROOT/registry-index/hash-tools/target/hash-tools-1.0.0.jar" .
  export ISAAC_HOME=$WORK/operator
  isaac registry init reg
  ends_with 0
  isaac_in $'open sesame\n' key create author.pem --passphrase-stdin
  isaac_in $'open sesame\n' key show author.pem --passphrase-stdin --out author.json
  PASS='open sesame' isaac plugin sign hash-tools-1.0.0.jar --key author.pem --passphrase-env PASS
  isaac registry claim reg --publisher isaac-examples --owns hash-tools --author-key author.json
  isaac registry add reg hash-tools-1.0.0.jar
  ends_with 0
  export ISAAC_HOME=$own
  isaac marketplace registry add mine reg/public --root reg/public/metadata/1.root.json --plugins hash-tools
  isaac --yes marketplace install hash-tools
  ends_with 0
  prompt one
  prompt two

  export ISAAC_HOME=$WORK/operator
  isaac --yes registry advise reg --id A-1 --plugin hash-tools --severity critical --reason 'It sends files to strangers'
  ends_with 0
  export ISAAC_HOME=$own
  # Somebody learns of it; the others hear of it without asking.
  isaac marketplace outdated
  shows_soon one 'hash-tools was stopped'
  shows_soon two 'hash-tools was stopped'
  screen_has two 'It sends files to strangers' || fail 'it does not say why'
  type_line two 'hash text abc'
  shows two 'advisory.blocked'
  leave one 0
  leave two 4
}
