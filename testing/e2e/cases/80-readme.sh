# shellcheck shell=bash disable=SC2034 # STEP is read by lib.sh
# The first screen of the README is what the product prints: what stands behind a prompt is typed, the rest is compared.

# readme_block N   the N-th block of code
readme_block() { awk -v wanted="$1" '/^```/ { inside = !inside; block += inside; next } inside && block == wanted' "$ROOT/README.md"; }

# general   without what differs from one build, clone or day to the next
general() {
  sed -E -e 's/ +$//' -e 's/key [0-9a-f]{16}/key KEY/' -e 's/^(SHA-256 +)[0-9a-f]{64}/\1DIGEST/' \
    -e 's/^(Folder +).*/\1FOLDER/' -e 's/^(Commits +)[0-9a-f]{8} [0-9]{4}-[0-9]{2}-[0-9]{2} .*/\1COMMIT/'
}

# prints FILE N   the file holds what the N-th block of the README says
prints() {
  diff -u --label README.md <(readme_block "$2" | general) --label 'what it prints' <(general <"$1") >"$WORK/out" ||
    fail 'the README says something else'
}

# A clone whose branch has a counterpart, and in it the program under the name that the README gives it.
a_clone_of_isaac() {
  git init -q --bare -b main origin.git
  git clone -q origin.git isaac 2>/dev/null
  cd isaac || exit 1
  git checkout -q -b main 2>/dev/null
  echo text >file
  git add file
  git -c user.name='Ada Example' -c user.email=ada@example.org commit -q -m 'Begin'
  git push -q -u origin main
  ln -s "$ISAAC" isaac
  echo isaac >>.git/info/exclude
  export HOME=${PWD%/isaac} ISAAC_HOME=${PWD%/isaac}/.isaac
}

test_readme_shows_what_the_prompt_prints() {
  local line
  a_clone_of_isaac
  in_tmux -f /dev/null new-session -d -x 110 -y 50 -s main 'NO_COLOR=1 ./isaac'
  takes_keys main
  readme_block 1 | sed -n 's/^isaac [^❯]*❯ //p' >"$WORK/typed"
  [ "$(wc -l <"$WORK/typed")" -ge 9 ] || fail 'the README shows too little'
  while IFS= read -r line <&4; do
    type_line main "$line"
    takes_keys main
  done 4<"$WORK/typed"
  {
    # shellcheck disable=SC2016
    echo '$ ./isaac'
    in_tmux capture-pane -p -S -1000 -t main | sed -e '/^ *$/d' | sed '$d'
  } >"$WORK/shown"
  prints "$WORK/shown" 1
  type_line main exit
}

test_readme_shows_what_single_commands_print() {
  local line
  a_clone_of_isaac
  while IFS= read -r line <&4; do
    case $line in
      '$ '*)
        STEP=$line
        echo "$line"
        eval "${line#\$ }" 2>&1 </dev/null
        ;;
    esac
  done 4< <(readme_block 2) >"$WORK/shown"
  [ "$(grep -c '^\$ ./isaac --json ' "$WORK/shown")" -ge 9 ] || fail 'the README shows too little'
  prints "$WORK/shown" 2
}
