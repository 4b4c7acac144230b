#!/bin/sh
# Follows the runbooks of this folder once: runbooks.sh JAR NEXT ID FOLDER
#   JAR: a plugin with the id ID; NEXT: a later version of it; FOLDER: an empty folder to work in
# ISAAC_SIGN is the command that starts dev.isaac.signing.Main. ISAAC is the program; without it what users do at its prompt is left out.
set -eu
jar=$1
next=$2
id=$3
cd "$4"
sign() { ${ISAAC_SIGN:?} "$@"; }
key_id() { sed -n 's/.*"keyid": "\([0-9a-f]*\)".*/\1/p' "$1"; }
tuf_id() { sed -n 's/.*"tufKeyid": "\([0-9a-f]*\)".*/\1/p' "$1"; }
step() { printf '\n== %s\n' "$*"; }
refused() { # CODE COMMAND…: must fail, and say why
  code=$1
  shift
  if "$@" >refused.txt 2>&1; then
    echo "not refused with $code: $*" >&2
    exit 1
  fi
  cat refused.txt
  grep -q "$code" refused.txt
}

publisher=$(sign show-statement --jar "$jar" | sed 's/.*"publisher":"\([^"]*\)".*/\1/')

step 'the key ceremony: keys of three people and two offline roles'
for who in alice bob carol targets claimed; do
  (umask 077 && printf 'secret of %s\n' "$who" >"$who.pass")
  sign create-key --algorithm ed25519 --out "$who.pem" --passphrase-file "$who.pass"
  sign show-key --key "$who.pem" --passphrase-file "$who.pass" >"$who.json"
done
sign registry init registry --key root=alice.json root=bob.json root=carol.json --threshold root=2 \
  --key targets=targets.json claimed=claimed.json
by() { sign registry sign registry --key "$1.pem" --passphrase-file "$1.pass"; }
refused registry.signatures-missing sign registry publish registry
for who in alice bob targets claimed; do by "$who"; done
sign registry publish registry

step 'a publisher, a plugin, and the ceremony of its claim'
sign create-key --algorithm ed25519 --out author.pem
sign show-key --key author.pem >author.json
claim() { # the public halves of the author's keys
  keys=
  for key in "$@"; do
    keys=$keys${keys:+,}$(printf '{"algorithm":"ed25519","keyid":"%s","public":"%s","since":"2026-01-01T00:00:00Z"}' \
      "$(key_id "$key")" "$(sed -n 's/.*"public": "\(.*\)",*$/\1/p' "$key")")
  done
  printf '{"format":1,"publisher":"%s","plugins":["%s"],"keys":[%s]}' "$publisher" "$id" "$keys"
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
# Where the keys are there is no network: what is staged goes there and comes back on a stick.
cp -r registry stick
rm -r stick/keys
for who in alice bob; do sign registry sign stick --key "$who.pem" --passphrase-file "$who.pass"; done
cp -r stick/staged registry
sign registry publish registry

step 'a lost key: the timestamp'"'"'s'
sign show-key --key registry/keys/timestamp-1.pem >timestamp-1.json
rm registry/keys/timestamp-1.pem
sign create-key --algorithm ed25519 --out timestamp-2.pem
sign registry rotate registry timestamp --add timestamp-2.pem --drop "$(tuf_id timestamp-1.json)"
for who in alice bob; do by "$who"; done
sign registry publish registry

step 'lost keys: of targets, of the claims, of an author'
for role in targets claimed; do
  (umask 077 && echo "another secret of $role" >"$role-2.pass")
  sign create-key --algorithm ed25519 --out "$role-2.pem" --passphrase-file "$role-2.pass"
  sign show-key --key "$role-2.pem" --passphrase-file "$role-2.pass" >"$role-2.json"
done
sign registry rotate registry targets --add targets-2.json --drop "$(tuf_id targets.json)"
for who in alice bob targets-2; do by "$who"; done
sign registry publish registry
sign registry rotate registry claimed --add claimed-2.json --drop "$(tuf_id claimed.json)"
for who in targets-2 claimed-2; do by "$who"; done
sign registry publish registry
sign create-key --algorithm ed25519 --out author-2.pem
sign show-key --key author-2.pem >author-2.json
claim author.json author-2.json >acme.json
sign registry claim registry acme.json
by claimed-2
sign registry publish registry

step 'a compromised author'
version=$(sign show-statement --jar plugin.jar | sed 's/.*"version":"\([^"]*\)".*/\1/')
sign registry advise registry --id ACME-1 --key-id "$(key_id author.json)" --severity critical \
  --reason 'the key was copied' --since 2026-05-01T00:00:00Z
sign registry yank registry "$id" "$version" --reason 'signed by a thief'
claim author-2.json >acme.json
sign registry claim registry acme.json
by claimed-2
sign registry publish registry
cp "$next" next.jar
sign sign-statement --jar next.jar --key author-2.pem --out next.dsse.json
sign registry add registry next.jar
sign sign-statement --jar next.jar --key author.pem --out theft.dsse.json
cp next.jar theft.jar
refused 'trust\.\|registry\.' sign registry add registry theft.jar

step 'a compromised server'
cp -r registry tampered
sed 's/"version": *\([0-9]\)/"version":9\1/' registry/public/metadata/timestamp.json >tampered/public/metadata/timestamp.json
refused registry.tampered sign registry renew tampered --within 10
sign registry mirror registry/public before --root registry/public/metadata/1.root.json
for role in timestamp snapshot bins new-claims; do
  number=1
  if [ "$role" = timestamp ]; then cp timestamp-2.pem registry/keys/timestamp-1.pem; fi
  sign show-key --key "registry/keys/$role-$number.pem" >"$role-old.json"
  sign create-key --algorithm ed25519 --out "$role-new.pem"
  sign registry rotate registry "$role" --add "$role-new.pem" --drop "$(tuf_id "$role-old.json")"
done
for who in alice bob targets-2; do by "$who"; done
sign registry publish registry

step 'offline use: a mirror, from the very first root, over an older copy; never back to one'
sign registry mirror registry/public before --root registry/public/metadata/1.root.json
cp -r registry/public earlier
sign registry renew registry
sign registry mirror registry/public part --root registry/public/metadata/1.root.json --plugin "$id"
refused trust.rollback sign registry mirror earlier part --root registry/public/metadata/1.root.json

step 'a registry for those who cross the gap seldom; or the new one after root is lost'
sign registry init inside --key root=alice.json targets=targets-2.json claimed=claimed-2.json \
  --validity timestamp=60 snapshot=60
for who in alice targets-2 claimed-2; do
  sign registry sign inside --key "$who.pem" --passphrase-file "$who.pass"
done
sign registry publish inside
sign registry status inside
sign registry status registry --json

[ -n "${ISAAC:-}" ] || exit 0
at() { # HOME COMMAND…: at the prompt of another machine
  home=$1
  shift
  "$ISAAC" --home "$PWD/$home" --yes "$@"
}

step 'offline use at the prompt: a copy on a stick'
cp registry/public/metadata/1.root.json root.json
at outside marketplace registry add example "$PWD/registry/public" --root root.json --plugins "$id"
at outside registry mirror example stick-of-users
at within marketplace registry add inside "$PWD/stick-of-users" --root root.json --plugins "$id"
at within marketplace install "$id"
refused 'plugin\.\|advisory\.' at within marketplace install "$id@$version"

step 'offline use at the prompt: a package, for machines that reach nothing'
at outside registry mirror example --package "$id.isaac" --plugin "$id"
refused package.unknown-registry at apart marketplace install --from "$id.isaac"
at apart marketplace registry add example http://127.0.0.1:1/ --root root.json --plugins "$id" --from "$id.isaac"
at apart marketplace install --from "$id.isaac"
at apart marketplace list
at apart marketplace verify "$id"
sign registry renew registry
at outside registry mirror example --package newer.isaac --plugin "$id"
at apart marketplace install --from newer.isaac
refused trust.rollback at apart marketplace install --from "$id.isaac"
