# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# Plugins that cannot be had together, registries that change in the middle, shells that want the same, clocks that jump.

# a_jar ID VERSION [HEADER…]   a plugin without code; adds what lies in the folder "classes" when there is one
a_jar() {
  local id=$1 version=$2
  shift 2
  {
    printf '%s\n' 'Manifest-Version: 1.0' 'Bundle-ManifestVersion: 2' "Bundle-SymbolicName: org.example.$id" \
      "Bundle-Version: $version" "Isaac-Plugin: $id" 'Isaac-Publisher: example' \
      "Provide-Capability: isaac.plugin;isaac.plugin=$id;" " version:Version=$version" "$@"
  } >manifest
  if [ -d classes ]; then
    jar --create --file "$id-$version.jar" --manifest manifest -C classes .
  else
    jar --create --file "$id-$version.jar" --manifest manifest
  fi
}

# needs PLUGIN RANGE…   the header that says so
needs() {
  local header='Require-Capability: ' comma='' plugin low high
  while [ $# -gt 0 ]; do
    plugin=$1 low=$2 high=$3
    shift 3
    header+="$comma"$'\n'" isaac.plugin;"$'\n'" filter:=\"(&(isaac.plugin=$plugin)(version>=$low)(!(version>=$high)))\""
    comma=,
  done
  printf '%s' "$header"
}

# publish JAR…   signs and publishes; makes the registry, its author and the home's trust in it the first time
publish() {
  if [ ! -d reg ]; then
    isaac registry init reg
    ends_with 0
    isaac_in $'open sesame\n' key create author.pem --passphrase-stdin
    ends_with 0
    isaac_in $'open sesame\n' key show author.pem --passphrase-stdin --out author.json
    ends_with 0
    isaac registry claim reg --publisher example --owns ada --owns bob --owns cyd --owns dan --author-key author.json
    ends_with 0
    isaac marketplace registry add example reg/public --root reg/public/metadata/1.root.json
    ends_with 0
  fi
  local one
  for one in "$@"; do
    PASS='open sesame' isaac plugin sign "$one" --key author.pem --passphrase-env PASS
    ends_with 0
  done
  isaac registry add reg "$@"
  ends_with 0
}

installed() {
  isaac --json marketplace list
  ends_with 0
  [ "$(jq -c '[.data[] | .id + " " + .version]' "$WORK/out")" = "$1" ] || fail "installed: $(jq -c '[.data[] | .id + " " + .version]' "$WORK/out")"
  json 'all(.data[]; .status == "running")'
}

test_what_cannot_be_had_together_is_explained() {
  a_jar bob 1.0.0
  a_jar bob 2.0.0
  a_jar ada 1.0.0 "$(needs bob 1.0 2.0)"
  a_jar cyd 1.0.0 "$(needs bob 2.0 3.0)"
  a_jar dan 1.0.0 "$(needs bob 3.0 4.0)"
  publish bob-1.0.0.jar bob-2.0.0.jar ada-1.0.0.jar cyd-1.0.0.jar dan-1.0.0.jar

  step 'unsatisfiable'
  isaac --json --yes marketplace install dan
  refused 7 plugin.conflict
  json '.error.message | contains("dan 1.0.0 needs bob")'
  installed '[]'

  step 'contradictory'
  isaac --json --yes marketplace install ada cyd
  refused 7 plugin.conflict
  json '.error.message | contains("ada 1.0.0 needs bob") and contains("cyd 1.0.0 needs bob")'
  installed '[]'

  step 'contradictory to what is installed'
  isaac --yes marketplace install ada
  ends_with 0
  isaac --json --yes marketplace install cyd
  refused 7 plugin.conflict
  installed '["ada 1.0.0","bob 1.0.0"]'

  step 'removed while another needs it'
  isaac --json --yes marketplace uninstall bob
  refused 7 plugin.needed
  json '.error.details.needed_by == ["ada"]'
  isaac --json --yes marketplace update bob
  ends_with 0
  installed '["ada 1.0.0","bob 1.0.0"]'
  isaac --yes marketplace uninstall bob ada
  ends_with 0
  installed '[]'
}

test_plugins_that_need_each_other_come_and_go_together() {
  a_jar ada 1.0.0 "$(needs bob 1.0 2.0)"
  a_jar bob 1.0.0 "$(needs cyd 1.0 2.0)"
  a_jar cyd 1.0.0 "$(needs ada 1.0 2.0)"
  publish ada-1.0.0.jar bob-1.0.0.jar cyd-1.0.0.jar
  isaac --yes marketplace install bob
  ends_with 0
  installed '["ada 1.0.0","bob 1.0.0","cyd 1.0.0"]'
  isaac --json --yes marketplace uninstall ada
  refused 7 plugin.needed
  isaac --yes marketplace uninstall ada bob cyd
  ends_with 0
  installed '[]'
}

test_a_registry_that_changes_in_the_middle_changes_nothing_here() {
  a_jar ada 1.0.0
  a_jar ada 1.1.0
  a_jar bob 1.0.0
  publish ada-1.0.0.jar
  isaac --yes marketplace install ada
  ends_with 0
  publish ada-1.1.0.jar bob-1.0.0.jar
  local file
  file=$(find reg/public -name '*ada-1.1.0.jar')
  [ -n "$file" ] || fail 'where is the jar?'

  step 'other bytes in the place of a file'
  cp "$file" kept
  printf 'x' | dd of="$file" bs=1 seek=100 conv=notrunc status=none
  isaac --json --yes marketplace update ada
  refused 4 plugin.tampered
  installed '["ada 1.0.0"]'

  step 'half of a file'
  head -c 200 kept >"$file"
  isaac --json --yes marketplace update ada
  refused 4 plugin.truncated
  installed '["ada 1.0.0"]'

  step 'a file that went'
  rm "$file"
  isaac --json --yes marketplace update ada
  refused 4 plugin.file-missing
  installed '["ada 1.0.0"]'

  step 'a version that is withdrawn between plan and consent'
  cp kept "$file"
  isaac --json marketplace update ada --plan
  ends_with 0
  json '.data.changes[0].to == "1.1.0"'
  isaac --yes registry yank reg ada 1.1.0 --reason wrong
  ends_with 0
  isaac --json --yes marketplace update ada
  ends_with 0
  installed '["ada 1.0.0"]'
  isaac --json marketplace verify
  ends_with 0
}

test_shells_that_want_the_same_get_it_once() {
  a_jar ada 1.0.0
  a_jar ada 1.1.0
  publish ada-1.0.0.jar
  isaac --yes marketplace install ada
  ends_with 0
  publish ada-1.1.0.jar
  step 'four shells update the same plugin'
  local n jobs=()
  for n in 1 2 3 4; do
    "$ISAAC" --json --yes marketplace update ada </dev/null >"$WORK/out.$n" 2>"$WORK/err.$n" &
    jobs+=($!)
  done
  for n in "${jobs[@]}"; do wait "$n" || true; done
  for n in 1 2 3 4; do
    jq -e '(.ok and true) or .error.code == "plugin.state-changed"' "$WORK/out.$n" >"$WORK/out" ||
      fail "shell $n: $(cat "$WORK/out.$n")"
  done
  installed '["ada 1.1.0"]'
  isaac --json marketplace history
  ends_with 0
  json '[.data[] | select(.action == "update" and .outcome == "done")] | length == 1'

  step 'one removes what another one updates'
  a_jar ada 1.2.0
  publish ada-1.2.0.jar
  "$ISAAC" --json --yes marketplace update ada </dev/null >"$WORK/out.1" 2>"$WORK/err.1" &
  n=$!
  isaac --json --yes marketplace uninstall ada
  wait "$n" || true
  jq -e '.ok or (.error.code | . == "plugin.state-changed" or . == "plugin.not-installed")' "$WORK/out.1" >"$WORK/out.2" ||
    fail "the update: $(cat "$WORK/out.1")"
  isaac --json marketplace list
  json '(.data | length) <= 1 and all(.data[]; .status == "running")'
}

test_a_migration_that_throws_loses_nothing() {
  mkdir -p src/org/example classes
  cat >src/org/example/Migrate.java <<'JAVA'
package org.example;

public final class Migrate implements dev.isaac.command.spi.DataMigration {
    @Override
    public void migrate(java.nio.file.Path folder, String from, String to) throws Exception {
        java.nio.file.Files.writeString(folder.resolve("kept"), "overwritten");
        throw new IllegalStateException("the form of " + from + " is unknown");
    }
}
JAVA
  local api
  api=$(find "${ISAAC%/bin/isaac}/lib" -name 'dev.isaac.command-*.jar')
  javac -proc:none -cp "$api" -d classes src/org/example/Migrate.java || fail 'javac'
  a_jar ada 1.1.0 'Isaac-Data-Migration: org.example.Migrate' 'Isaac-Permissions: write:data' \
    'Import-Package: dev.isaac.command.spi;version="[1.0,2)"'
  rm -r classes
  a_jar ada 1.0.0
  publish ada-1.0.0.jar
  isaac --yes marketplace install ada
  ends_with 0
  mkdir -p "$ISAAC_HOME/data/ada"
  echo precious >"$ISAAC_HOME/data/ada/kept"
  publish ada-1.1.0.jar
  isaac --json marketplace update ada --plan
  ends_with 0
  local digest
  digest=$(jq -r .data.digest "$WORK/out")
  isaac --json --yes marketplace update ada --accept-plan "$digest"
  refused 1 plugin.migration-failed
  json '.error.message | contains("the form of 1.0.0 is unknown")'
  [ "$(cat "$ISAAC_HOME/data/ada/kept")" = precious ] || fail "the data is $(cat "$ISAAC_HOME/data/ada/kept")"
  installed '["ada 1.0.0"]'
}

test_a_clock_that_jumps_loses_nothing() {
  a_jar ada 1.0.0
  a_jar ada 1.1.0
  publish ada-1.0.0.jar
  isaac --yes marketplace install ada
  ends_with 0
  publish ada-1.1.0.jar

  step 'ten years ahead: the metadata has expired'
  faketime -f '+10y' "$ISAAC" --json --yes marketplace update ada </dev/null >"$WORK/out" 2>"$WORK/err" && STATUS=0 || STATUS=$?
  refused 4 trust.expired
  installed '["ada 1.0.0"]'

  step 'a year back: a change is made, and the history goes on'
  faketime -f '-1y' "$ISAAC" --json --yes marketplace update ada </dev/null >"$WORK/out" 2>"$WORK/err" && STATUS=0 || STATUS=$?
  ends_with 0
  installed '["ada 1.1.0"]'
  isaac --yes marketplace rollback ada
  ends_with 0
  installed '["ada 1.0.0"]'
  isaac --json marketplace history
  ends_with 0
  json '[.data[].number] == [3, 2, 1]'
}

# A plugin with the command "ada wait", which ends when the file "go" is there, or when it is interrupted unless it is stubborn.
a_waiting_plugin() {
  local version=$1 catches=$2
  mkdir -p src/org/example classes
  cat >src/org/example/Wait.java <<JAVA
package org.example;

import dev.isaac.command.*;
import java.nio.file.*;
import java.util.*;
import org.osgi.framework.*;

public final class Wait implements BundleActivator, Command {
    @Override
    public void start(BundleContext context) {
        context.registerService(Command.class, this, new Hashtable<>(Map.of(Command.NAME, "ada wait")));
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("ada wait", "Wait for a file").build();
    }

    @Override
    public CommandResult execute(Invocation in) {
        in.progress().note("wait" + "ing");
        while (!Files.exists(in.directory().resolve("go"))) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                $catches
            }
        }
        return CommandResult.text(Late.text());
    }

    static final class Late {
        static String text() {
            return "ended on " + "$version";
        }
    }
}
JAVA
  local lib=${ISAAC%/bin/isaac}/lib
  javac -proc:none -cp "$lib/*" -d classes src/org/example/Wait.java || fail 'javac'
  a_jar ada "$version" 'Bundle-Activator: org.example.Wait' 'Isaac-Permissions: framework,read:directory' \
    'Import-Package: dev.isaac.command;version="[1.0,2)",org.osgi.framework'
  rm -r classes
}

test_a_running_command_ends_before_its_plugin_changes_or_is_told() {
  a_waiting_plugin 1.0.0 'throw new IllegalStateException(e);'
  a_waiting_plugin 1.1.0 'throw new IllegalStateException(e);'
  publish ada-1.0.0.jar
  isaac --yes marketplace install ada
  ends_with 0
  publish ada-1.1.0.jar

  step 'another shell updates; the command ends by itself'
  prompt
  forget main
  type_line main 'ada wait'
  shows main 'waiting'
  isaac --json --yes marketplace update ada
  ends_with 0
  touch go
  shows main 'ended on 1.0.0'
  # Until this shell has followed, the old version is the one to be used.
  shows main 'Another ISAAC changed ada from 1.0.0 to 1.1.0'
  type_line main 'ada wait'
  shows main 'ended on 1.1.0'
  rm go
  forget main

  step 'another shell removes it; the command does not end by itself'
  type_line main 'ada wait'
  shows main 'waiting'
  isaac --json --yes marketplace uninstall ada
  ends_with 0
  shows main 'plugin.updating'
  never_showed main 'NoClassDefFound'
  type_line main '/ada wait'
  shows main 'command.not-found'
  leave main 5
}
