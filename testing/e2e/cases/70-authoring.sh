# shellcheck shell=bash
# From a key to a plugin on a machine without a network: publisher, operator, users.

at_home() { export ISAAC_HOME=$WORK/$1; }

test_a_plugin_goes_from_its_author_to_a_machine_without_a_network() {
  local jar=$ROOT/registry-index/hash-tools/target/hash-tools-1.0.0.jar
  cp "$jar" .

  step 'the operator makes a registry'
  isaac registry init reg
  ends_with 0
  isaac --json registry status reg
  ends_with 0
  json '.data.alarm == "none" and (.data.roles | length) == 7'
  isaac registry init reg
  ends_with 7

  step 'the author makes a key, checks and signs'
  isaac_in $'open sesame\n' key create author.pem --passphrase-stdin
  ends_with 0
  isaac_in $'open sesame\n' key show author.pem --passphrase-stdin --out author.json
  ends_with 0
  isaac --json plugin check hash-tools-1.0.0.jar
  ends_with 0
  json '.data.id == "hash-tools" and (.data.commands | length) == 3'
  isaac --json plugin sign hash-tools-1.0.0.jar --key author.pem
  refused 3 key.passphrase
  PASS='open sesame' isaac plugin sign hash-tools-1.0.0.jar --key author.pem --passphrase-env PASS
  ends_with 0
  isaac plugin verify hash-tools-1.0.0.jar --key author.json
  ends_with 0

  step 'the operator publishes'
  isaac --json registry add reg hash-tools-1.0.0.jar
  refused 5 registry.unknown-item
  isaac registry claim reg --publisher isaac-examples --owns hash-tools --author-key author.json
  ends_with 0
  isaac --json registry add reg hash-tools-1.0.0.jar
  ends_with 0
  json '.data.published == true'
  isaac --json registry yank reg hash-tools 1.0.0 --reason wrong
  refused 3 command.confirmation-needed

  step 'a user installs from it'
  at_home second
  # The name is that of a registry of the distribution, too; here it comes from the new one.
  isaac marketplace registry add mine reg/public --root reg/public/metadata/1.root.json --plugins hash-tools
  ends_with 0
  isaac --yes marketplace install hash-tools
  ends_with 0
  isaac --json marketplace list
  json '.data[0].id == "hash-tools" and .data[0].registry == "mine"'
  printf abc >abc
  isaac hash file abc
  says ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
  isaac plugin verify hash-tools-1.0.0.jar --registry mine
  ends_with 0
  says "published in registry 'mine'"

  step 'it is mirrored, and packed'
  isaac registry mirror mine copy
  ends_with 0
  # Byte for byte the present state; what the registry keeps of older ones is not copied.
  local file
  (cd copy && find . -type f) >files
  [ "$(wc -l <files)" -gt 10 ] || fail 'the copy is too small'
  while read -r file; do
    cmp "copy/$file" "reg/public/$file" || fail "the copy of $file differs"
  done <files
  isaac --json registry mirror mine --package hash-tools.isaac --plugin hash-tools
  ends_with 0
  json '.data.plugins == ["hash-tools@1.0.0"]'

  step 'a machine that reaches nothing but the package'
  mkdir apart
  cp hash-tools.isaac reg/public/metadata/1.root.json apart
  mv reg reg-out-of-reach
  cd apart || fail 'no folder'
  at_home third
  isaac --json --yes marketplace install --from hash-tools.isaac
  refused 4 package.unknown-registry
  isaac --json marketplace registry add mine http://127.0.0.1:1/ --root 1.root.json --plugins hash-tools
  refused 6 registry.unreachable
  isaac marketplace registry add mine http://127.0.0.1:1/ --root 1.root.json --plugins hash-tools --from hash-tools.isaac
  ends_with 0
  isaac --json marketplace install --from hash-tools.isaac
  refused 3 command.confirmation-needed
  isaac --yes marketplace install --from hash-tools.isaac
  ends_with 0
  printf abc >abc
  isaac hash file abc
  says ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad

  step 'a package that somebody changed'
  cp hash-tools.isaac changed.isaac
  printf x >>changed.isaac
  isaac --json --yes marketplace install --from changed.isaac
  ends_with 4
  json '.error.code | startswith("archive.")'
  at_home home
}

test_the_commands_of_a_feature_are_known_before_it_is_there() {
  isaac help
  says 'Registries'
  says 'Publishing'
  isaac help registry
  says 'registry mirror'
  prompt
  type_line main 'registry status nowhere'
  shows main 'registry.missing'
  type_line main 'registry init here'
  shows main 'published'
  forget main
  in_tmux send-keys -t main -l -- 'registry rotate here timestamp --thr'
  in_tmux send-keys -t main Tab
  shows main '--threshold'
  in_tmux send-keys -t main C-c
  type_line main 'registry discard here'
  shows main '[N]o'
  in_tmux send-keys -t main -l -- 'n'
  in_tmux send-keys -t main Enter
  shows main 'command.declined'
  leave main 3
}

demand() {
  mkdir -p "$ISAAC_HOME"
  jq -n --rawfile pem "$1.pem" '{marketplace: {requireJarSignature: [$pem]}}' >"$ISAAC_HOME/policy.json"
}

test_a_policy_demands_signatures_inside_of_jars() {
  cp "$ROOT/registry-index/hash-tools/target/hash-tools-1.0.0.jar" plain.jar
  local who
  for who in company rival; do
    step "a key and a certificate of the $who"
    keytool -genkeypair -alias one -dname "CN=$who" -keyalg EC -groupname secp256r1 -validity 30 -keystore "$who.p12" \
      -storetype PKCS12 -storepass 'open sesame' >"$WORK/out" 2>"$WORK/err" || fail 'keytool'
    keytool -exportcert -rfc -alias one -keystore "$who.p12" -storepass 'open sesame' >"$who.pem" 2>"$WORK/err" || fail 'keytool'
    chmod 600 "$who.p12"
  done

  step 'the jar is signed inside, then by its author'
  isaac --json plugin sign-jar plain.jar --keystore company.p12 --out signed.jar
  refused 3 key.passphrase
  PASS='open sesame' isaac --json plugin sign-jar plain.jar --keystore company.p12 --out signed.jar --passphrase-env PASS
  ends_with 0
  json '.data.signer == "CN=company"'
  isaac --json plugin check signed.jar
  ends_with 0
  json '.data.jarSignature.signer == "CN=company"'
  isaac registry init reg
  ends_with 0
  isaac key create author.pem
  ends_with 0
  isaac registry claim reg --publisher isaac-examples --owns hash-tools --author-key author.pem
  ends_with 0
  isaac plugin publish signed.jar --registry ./reg --key author.pem
  ends_with 0

  step 'a policy demands it'
  demand company
  isaac --json --yes marketplace install json-tools
  refused 4 jar-signature.missing
  isaac marketplace registry add mine reg/public --root reg/public/metadata/1.root.json --plugins hash-tools
  ends_with 0
  isaac --yes marketplace install hash-tools
  ends_with 0
  printf abc >abc
  isaac hash file abc
  says ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad

  step 'it concerns what comes from now on'
  demand rival
  isaac hash file abc
  says ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
  isaac --yes marketplace uninstall hash-tools
  ends_with 0
  isaac --json --yes marketplace install hash-tools
  refused 4 jar-signature.untrusted
  printf '{"marketplace": {"requireJarSignature": ["nobody"]}}' >"$ISAAC_HOME/policy.json"
  isaac --json --yes marketplace install hash-tools
  refused 3 policy.unreadable
}
