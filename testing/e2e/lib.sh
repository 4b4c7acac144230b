# shellcheck shell=bash disable=SC2030,SC2031
# What the cases are written with. Sourced by run.

# How long, in seconds, anything may take that a case waits for.
PATIENCE=${PATIENCE:-60}

# ---- a case -------------------------------------------------------------------------------------------------------

# Runs one case in a subshell with a home of its own and looks for what it left behind.
run_case() {
  local name=$1 work status=0
  work=$(mktemp -d "${TMPDIR:-/tmp}/isaac-e2e.XXXXXX")
  mkdir "$work/tmp" "$work/cwd" "$work/user"
  (
    export WORK=$work ISAAC_HOME=$work/home HOME=$work/user TMPDIR=$work/tmp TERM=xterm-256color LC_ALL=C.UTF-8
    export ISAAC_E2E=$work SOCKET=isaac-e2e-$$-$name
    unset NO_COLOR JAVA_TOOL_OPTIONS
    STEP=begin
    trap 'report_failure $?' EXIT
    cd "$work/cwd"
    "$name"
    STEP='nothing is left behind'
    nothing_is_left
    trap - EXIT
  ) || status=1
  end_all "$work" "$name"
  rm -rf "$work"
  return $status
}

report_failure() {
  [ "$1" = 0 ] && [ "$STEP" = end ] && return 0
  echo "--- failed at: $STEP"
  if [ -s "$WORK/out" ]; then
    echo '--- standard output'
    head -c 4000 "$WORK/out"
  fi
  if [ -s "$WORK/err" ]; then
    echo '--- standard error'
    head -c 4000 "$WORK/err"
  fi
  if tmux -L "$SOCKET" has-session 2>/dev/null; then
    local session
    for session in $(tmux -L "$SOCKET" list-sessions -F '#S'); do
      echo "--- screen $session"
      tmux -L "$SOCKET" capture-pane -p -S -200 -t "$session" | sed '/^ *$/d' | tail -n 60
    done
  fi
  if [ -s "$ISAAC_HOME/log/isaac.log" ]; then
    echo '--- end of the log'
    tail -n 20 "$ISAAC_HOME/log/isaac.log"
  fi
  echo '---'
}

# The processes of a case carry its folder in their environment.
processes_of() {
  local process
  for process in $(pgrep -x 'java|isaac'); do
    if belongs_to "$process" "$1"; then echo "$process"; fi
  done
}

belongs_to() { { tr '\0' '\n' <"/proc/$1/environ" | grep -qxF "ISAAC_E2E=$2"; } 2>/dev/null; }

end_all() {
  local process
  tmux -L "isaac-e2e-$$-$2" kill-server 2>/dev/null
  for process in $(processes_of "$1"); do kill -9 "$process" 2>/dev/null; done
  return 0
}

# No process, no folder of a process, no temporary file.
nothing_is_left() {
  eventually 'no process is left' no_process
  if [ -d "$ISAAC_HOME/run" ]; then
    local left
    left=$(find "$ISAAC_HOME/run" -mindepth 1 -maxdepth 1 -type d)
    [ -z "$left" ] || fail "folders of processes are left: $left"
  fi
  local files
  files=$(find "$TMPDIR" -mindepth 1 ! -name 'hsperfdata*' ! -path '*/hsperfdata*' ! -path '*/tmux-*' | head -n 5)
  [ -z "$files" ] || fail "temporary files are left: $files"
}

no_process() { [ -z "$(processes_of "$WORK")" ]; }

step() { STEP=$*; }

fail() {
  STEP="$STEP: $*"
  exit 1
}

# eventually WHAT COMMAND…   polls until the command holds
eventually() {
  local what=$1 deadline=$((SECONDS + PATIENCE))
  shift
  until "$@"; do
    [ $SECONDS -lt $deadline ] || fail "waited $PATIENCE s in vain: $what"
    sleep 0.05
  done
}

# ---- single commands ----------------------------------------------------------------------------------------------

# isaac ARGUMENTS…   runs it without a terminal; sets STATUS, and out and err in $WORK
isaac() {
  STEP="isaac $*"
  STATUS=0
  timeout "$PATIENCE" "$ISAAC" "$@" </dev/null >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

# isaac_in TEXT ARGUMENTS…   with that text as standard input
isaac_in() {
  local text=$1
  shift
  STEP="isaac $*"
  STATUS=0
  printf '%s' "$text" | timeout "$PATIENCE" "$ISAAC" "$@" >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

# ends_with STATUS
ends_with() { [ "$STATUS" = "$1" ] || fail "the exit code is $STATUS, not $1"; }

says() { grep -qF -- "$1" "$WORK/out" || fail "standard output lacks: $1"; }

says_not() { ! grep -qF -- "$1" "$WORK/out" || fail "standard output has: $1"; }

complains() { grep -qF -- "$1" "$WORK/err" || fail "standard error lacks: $1"; }

says_nothing() { [ ! -s "$WORK/out" ] || fail "standard output is not empty"; }

# json EXPRESSION   standard output is exactly one JSON document for which the expression holds
json() {
  [ "$(jq -s length "$WORK/out" 2>/dev/null)" = 1 ] || fail 'standard output is not one JSON document'
  jq -e "$1" "$WORK/out" >/dev/null || fail "the JSON document lacks: $1"
}

# refused STATUS CODE   the JSON document is an error with that code, and the exit code is as stated
refused() {
  ends_with "$1"
  json ".ok == false and .error.code == \"$2\" and (.error.message | length) > 10"
}

# ---- the prompt ---------------------------------------------------------------------------------------------------

in_tmux() { tmux -L "$SOCKET" "$@"; }

# prompt [SESSION]   opens a prompt and waits until it takes lines
prompt() {
  local session=${1:-main}
  step "opening the prompt $session"
  in_tmux -f /dev/null new-session -d -x 130 -y 45 -s "$session" \
    "env NO_COLOR=1 $(printf '%q' "$ISAAC"); echo \"ended with \$?\"; read -r _"
  type_line "$session" 'echo rea""dy-1'
  shows "$session" 'ready-1'
}

# type_line SESSION LINE
type_line() {
  STEP="at the prompt: $2"
  in_tmux send-keys -t "$1" -l -- "$2"
  in_tmux send-keys -t "$1" Enter
}

screen() { in_tmux capture-pane -p -J -S -1000 -t "$1"; }

screen_has() { screen "$1" | grep -qF -- "$2"; }

# shows SESSION TEXT   waits until the text is on the screen or above it
shows() { eventually "the screen shows: $2" screen_has "$1" "$2"; }

never_showed() { ! screen_has "$1" "$2" || fail "the screen shows: $2"; }

# takes_keys SESSION   waits until the prompt reads keys. Before that the terminal makes lines of them, and a Ctrl-D is lost as in any shell.
takes_keys() { eventually 'an empty prompt' at_an_empty_prompt "$1"; }

at_an_empty_prompt() { [[ $(in_tmux capture-pane -p -t "$1" | sed -n '/[^ ]/h; ${ x; s/ *$//; p; }') == *❯ ]]; }

# forget SESSION   empties the screen and what scrolled off it
forget() {
  in_tmux send-keys -t "$1" C-l
  eventually 'an empty screen' at_most_two_lines "$1"
  in_tmux clear-history -t "$1"
}

at_most_two_lines() { [ "$(in_tmux capture-pane -p -t "$1" | grep -c '[^ ]')" -le 2 ]; }

# leave SESSION STATUS   ends the prompt and waits for its exit code
leave() {
  type_line "$1" exit
  shows "$1" "ended with $2"
  in_tmux send-keys -t "$1" Enter
}
