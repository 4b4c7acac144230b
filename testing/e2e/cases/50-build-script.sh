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

# What a person changes between two starts, when the clock of the file system has gone on since the last build.
change() {
  eventually 'the clock goes on' clock_went_on
  "$@"
}

clock_went_on() {
  touch "$WORK/now"
  [ "$WORK/now" -nt clone/distribution/isaac/target/built ]
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
  mkdir -p clone/bundles/one/src/test/java clone/distribution/isaac-test
  change touch clone/bundles/one/README.md clone/bundles/one/target/new.class clone/bundles/one/.A.java.swp \
    clone/bundles/one/src/test/java/ATest.java clone/distribution/isaac-test/test.bndrun
  clone
  built 5
  STEP=end
}

test_build_script_notices_files_that_keep_their_old_time() {
  a_clone
  echo 'Export-Package: one' >clone/bundles/one/bnd.bnd
  echo 'class B {}' >B.java
  touch -d '2 hours ago' B.java clone/bundles/one/bnd.bnd
  clone
  built 1
  step 'another name, outside of the sources'
  change mv clone/bundles/one/bnd.bnd clone/bundles/one/one.bnd
  clone
  built 2
  step 'gone, outside of the sources'
  change rm clone/bundles/one/one.bnd
  clone
  built 3
  step 'an older version copied over it'
  change cp -p B.java clone/bundles/one/src/main/java/A.java
  clone
  built 4
  step 'another folder name'
  change mv clone/bundles/one clone/bundles/two
  clone
  built 5
  clone
  built 5
  STEP=end
}

test_build_script_works_from_anywhere_through_links_and_with_blanks() {
  a_clone
  mkdir 'my clones' links
  mv clone 'my clones/isaac clone'
  MVN="$PWD/my clones/isaac clone/tools/mvn"
  ln -s '../my clones/isaac clone/isaac' links/one
  ln -s one links/two
  local out="my clones/isaac clone/distribution/isaac/target"

  STEP='through two links'
  links/two from here >"$WORK/out" 2>"$WORK/err"
  says 'started from here'
  [ -e "$out/built" ] || fail 'it was not built in the clone'
  STEP='through PATH'
  (cd / && PATH=$OLDPWD/links:$PATH two from / >"$WORK/out" 2>"$WORK/err")
  says 'started from /'
  STEP='by its name alone'
  (cd 'my clones/isaac clone' && bash isaac by name >"$WORK/out" 2>"$WORK/err")
  says 'started by name'
  built 1
  STEP=end
}

test_build_script_answers_in_json_and_keeps_quiet() {
  a_clone
  export MVN_FAILS=yes
  clone --json --quiet version
  refused 1 build.failed
  ! grep -q 'building' "$WORK/err" || fail 'it is not quiet'
  # What stands behind two dashes is not meant for it.
  clone -c x -- --json --quiet
  ends_with 1
  says_nothing
  complains '[build.failed]'
  complains 'building'
  MVN='no "such" \maven' clone --json
  refused 1 build.no-maven
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
  STEP='a lock whose owner died before it wrote its number'
  change touch clone/pom.xml
  mkdir clone/distribution/isaac/target/building
  clone fourth
  ends_with 0
  built 3
  STEP=end
}
