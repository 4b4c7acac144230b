# shellcheck shell=bash
# The runbooks of docs/security, with the tool of operators and the program of users. ./check --all follows them.

runbooks_are_followed() {
  local notes=$ROOT/registry-index
  export ISAAC_SIGN="java -XX:TieredStopAtLevel=1 -cp $ROOT/signing/target/classes:$ROOT/signing/target/lib/* dev.isaac.signing.Main"
  mkdir work
  step 'every step does what the runbooks say'
  # The star is for java, not for the shell: this folder has no file that it could stand for.
  sh "$ROOT/docs/security/runbooks.sh" "$notes"/notes-1.0/target/notes-*.jar "$notes"/notes/target/notes-*.jar notes "$WORK/cwd/work" \
    >"$WORK/out" 2>"$WORK/err" || fail 'a step failed'
  says 'trust.rollback'
  says 'package.unknown-registry'
}
