#!/bin/sh
# Follows the runbooks of this folder once: runbooks.sh JAR ID FOLDER
#   JAR: a plugin of the publisher acme with the id ID; FOLDER: an empty folder to work in
# ISAAC_SIGN is the command that starts dev.isaac.signing.Main.
set -eu
jar=$1
id=$2
cd "$3"
sign() { ${ISAAC_SIGN:?} "$@"; }
key_id() { sed -n 's/.*"keyid": "\([0-9a-f]*\)".*/\1/p' "$1"; }
tuf_id() { sed -n 's/.*"tufKeyid": "\([0-9a-f]*\)".*/\1/p' "$1"; }
step() { printf '\n== %s\n' "$*"; }

step 'the key ceremony: keys of three people and two offline roles'
for who in alice bob carol targets claimed; do
  (umask 077 && printf 'secret of %s\n' "$who" >"$who.pass")
  sign create-key --algorithm ed25519 --out "$who.pem" --passphrase-file "$who.pass"
  sign show-key --key "$who.pem" --passphrase-file "$who.pass" >"$who.json"
done
sign registry init registry --key root=alice.json root=bob.json root=carol.json --threshold root=2 \
  --key targets=targets.json claimed=claimed.json
by() { sign registry sign registry --key "$1.pem" --passphrase-file "$1.pass"; }
for who in alice bob targets claimed; do by "$who"; done
sign registry publish registry

step 'a publisher, a plugin, and the ceremony of its claim'
sign create-key --algorithm ed25519 --out author.pem
sign show-key --key author.pem >author.json
claim() {
  printf '{"format":1,"publisher":"acme","plugins":["%s"],"keys":[{"algorithm":"ed25519","keyid":"%s","public":"%s","since":"2026-01-01T00:00:00Z"}]}' \
    "$id" "$(key_id "$1")" "$(sed -n 's/.*"public": "\(.*\)",*$/\1/p' "$1")"
}
claim author.json >acme.json
sign registry claim registry acme.json
cp "$jar" plugin.jar
sign sign-statement --jar plugin.jar --key author.pem --out plugin.dsse.json
sign registry add registry plugin.jar
sign registry ceremony registry
by claimed
sign registry publish registry

step 'rotation and renewal'
sign registry status registry
sign registry renew registry --within 10
sign create-key --algorithm ed25519 --out dave.pem
sign show-key --key dave.pem >dave.json
sign registry rotate registry root --add dave.json --drop "$(tuf_id carol.json)"
for who in alice bob; do by "$who"; done
sign registry publish registry

step 'a lost key: the timestamp'"'"'s'
sign show-key --key registry/keys/timestamp-1.pem >timestamp-1.json
rm registry/keys/timestamp-1.pem
sign create-key --algorithm ed25519 --out timestamp-2.pem
sign registry rotate registry timestamp --add timestamp-2.pem --drop "$(tuf_id timestamp-1.json)"
for who in alice bob; do by "$who"; done
sign registry publish registry

step 'a compromised author, a compromised server'
version=$(sign show-statement --jar plugin.jar | sed 's/.*"version":"\([^"]*\)".*/\1/')
sign registry advise registry --id ACME-1 --key-id "$(key_id author.json)" --severity critical \
  --reason 'the key was copied' --since 2026-05-01T00:00:00Z
sign registry yank registry "$id" "$version" --reason 'signed by a thief'
sign registry mirror registry/public before --root registry/public/metadata/1.root.json
for role in snapshot bins new-claims; do
  sign show-key --key "registry/keys/$role-1.pem" >"$role-1.json"
  sign create-key --algorithm ed25519 --out "$role-2.pem"
  sign registry rotate registry "$role" --add "$role-2.pem" --drop "$(tuf_id "$role-1.json")"
done
for who in alice bob targets; do by "$who"; done
sign registry publish registry

step 'offline use: a mirror, from the very first root, over an older copy'
sign registry mirror registry/public before --root registry/public/metadata/1.root.json
sign registry mirror registry/public part --root registry/public/metadata/1.root.json --plugin "$id"
sign registry status registry --json
