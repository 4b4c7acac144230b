# shellcheck shell=bash disable=SC2034
# ./isaac in a small clone of its own with a Maven that only pretends: what is built when, and what happens when it fails.

a_clone() {
  mkdir -p clone/bundles/one/src/main/java clone/distribution/isaac clone/tools
  cp "$ROOT/isaac" clone/isaac
  echo '<project/>' >clone/pom.xml
  echo '<project/>' >clone/bundles/one/pom.xml
  echo 'class A {}' >clone/bundles/one/src/main/java/A.java
  cat >clone/tools/mvn <<'EOF'
#!/bin/sh
# Counts its calls, makes what a build makes in the folders that it builds in, and reads all input it gets.
echo build >>"$BUILDS"
cat >/dev/null
[ -z "$MVN_FAILS" ] || { echo '[ERROR] A.java is wrong'; exit 1; }
left=600 # a case that failed must not leave it waiting for ever
[ -z "$MVN_WAITS" ] || while [ ! -e "$MVN_WAITS" ] && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
mkdir -p bundles/one/target distribution/isaac/target/isaac/bin
echo out >bundles/one/target/one.jar
printf '#!/bin/sh\n[ "$1" != cat ] || exec cat\necho "started $*"\n' >distribution/isaac/target/isaac/bin/isaac
chmod +x distribution/isaac/target/isaac/bin/isaac
EOF
  chmod +x clone/tools/mvn
  export BUILDS=$WORK/builds MVN=$PWD/clone/tools/mvn
  : >"$BUILDS"
  # The clone is older than anything that happens from now on.
  find clone -exec touch -d '1 hour ago' {} +
}

built() { [ "$(wc -l <"$BUILDS")" = "$1" ] || fail "there were $(wc -l <"$BUILDS") builds, not $1"; }

# clone ARGUMENTS…   runs the clone's ./isaac
clone() {
  STEP="./isaac $*"
  STATUS=0
  timeout "$PATIENCE" clone/isaac "$@" </dev/null >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

# What a person changes between two starts; a build that is done lies a moment back.
change() {
  touch -d '1 minute ago' clone/distribution/isaac/target/built
  find clone -path clone/distribution/isaac/target -prune -o -newer clone/distribution/isaac/target/built \
    -exec touch -d '30 minutes ago' {} +
  "$@"
}

test_build_script_builds_what_is_out_of_date_and_only_that() {
  a_clone
  clone one two
  ends_with 0
  says 'started one two'
  complains 'isaac: building (log: '
  built 1

  clone again
  built 1
  [ ! -s "$WORK/err" ] || fail 'a start without a build says something'

  step 'a changed source'
  change touch clone/bundles/one/src/main/java/A.java
  clone
  built 2
  step 'a new source'
  change touch clone/bundles/one/src/main/java/B.java
  clone
  built 3
  step 'a source that is gone'
  change rm clone/bundles/one/src/main/java/B.java
  clone
  built 4
  step 'a changed POM'
  change touch clone/pom.xml
  clone
  built 5
  step 'what a build, an editor or a writer of documents leaves is no reason'
  change touch clone/bundles/one/README.md clone/bundles/one/target/new.class
  clone
  built 5
  STEP=end
}

test_build_script_leaves_input_and_exit_code_to_the_program() {
  a_clone
  STEP='input through the first build'
  printf 'typed' | clone/isaac cat >"$WORK/out" 2>"$WORK/err"
  says 'typed'
  built 1
  STEP=end
}

test_build_script_names_the_log_when_the_build_fails_and_starts_nothing() {
  a_clone
  export MVN_FAILS=yes
  clone one
  ends_with 1
  says_nothing
  complains '[build.failed]'
  complains 'A.java is wrong'
  complains 'build.log'
  unset MVN_FAILS
  clone one
  ends_with 0
  built 2

  STEP='without Maven'
  change touch clone/pom.xml
  MVN=$WORK/no-such-maven clone one
  ends_with 1
  complains '[build.no-maven]'
  STEP=end
}

test_build_script_builds_once_when_two_start_together() {
  a_clone
  export MVN_WAITS=$WORK/go
  clone/isaac first >"$WORK/first" 2>&1 &
  local first=$!
  eventually 'the first builds' test -s "$BUILDS"
  clone/isaac second >"$WORK/second" 2>&1 &
  local second=$!
  eventually 'the second waits' grep -q 'waiting for another build' "$WORK/second"
  : >"$MVN_WAITS"
  wait "$first" "$second"
  built 1
  grep -q 'started first' "$WORK/first" || fail 'the first did not start'
  grep -q 'started second' "$WORK/second" || fail 'the second did not start'
  unset MVN_WAITS

  STEP='a lock whose owner died'
  change touch clone/pom.xml
  mkdir clone/distribution/isaac/target/building
  (exec true) &
  local dead=$!
  wait "$dead"
  echo "$dead" >clone/distribution/isaac/target/building/pid
  clone third
  ends_with 0
  built 2
  [ ! -e clone/distribution/isaac/target/building ] || fail 'the lock is left'
  STEP=end
}
