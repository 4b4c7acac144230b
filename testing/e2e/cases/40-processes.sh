# shellcheck shell=bash disable=SC2034 # STEP and STATUS are read by lib.sh
# Signals, kills and several processes on one home.

test_sigterm_at_the_prompt_ends_cleanly() {
  prompt
  local process
  process=$(processes_of "$WORK")
  [ -n "$process" ] || fail 'no process'
  # shellcheck disable=SC2086 # the start script may be one process and Java another
  kill -TERM $process
  shows main 'ended with'
  screen_has main 'ended with 143' || screen_has main 'ended with 130' || fail 'neither 143 nor 130'
  in_tmux send-keys -t main Enter
}

# No program outlives the process in which it was started, whoever ends that and however.
test_a_signal_ends_the_programs_that_run() {
  local signal job status expected
  for signal in TERM:143 HUP:129; do
    expected=${signal#*:} signal=${signal%:*}
    STEP="$signal during sleep"
    setsid "$ISAAC" --yes -c 'sleep 1000; echo after' </dev/null >"$WORK/out" 2>"$WORK/err" &
    job=$!
    eventually 'sleep runs' a_process_sleeps
    # shellcheck disable=SC2046 # the start script may be one process and Java another
    kill -"$signal" $(processes_of "$WORK")
    status=0
    wait "$job" || status=$?
    [ "$status" = "$expected" ] || fail "the exit code is $status, not $expected"
    eventually 'sleep is gone' nobody_sleeps
    says_nothing
  done
  prompt
  type_line main 'sleep 1000'
  eventually 'sleep runs' a_process_sleeps
  # shellcheck disable=SC2046
  kill -TERM $(processes_of "$WORK")
  shows main 'ended with 143'
  eventually 'sleep is gone' nobody_sleeps
  in_tmux send-keys -t main Enter
}

nobody_sleeps() { ! a_process_sleeps; }

test_control_c_during_a_single_command_ends_with_130() {
  step 'Ctrl-C during isaac -c "sleep 1000"'
  # In a terminal: a shell without job control makes what it starts in the background ignore the signal.
  in_tmux -f /dev/null new-session -d -x 130 -y 45 -s single \
    "$(printf '%q' "$ISAAC") --yes -c 'sleep 1000'; echo \"ended with \$?\"; read -r _"
  eventually 'sleep runs' a_process_sleeps
  in_tmux send-keys -t single C-c
  shows single 'ended with 130'
  in_tmux send-keys -t single Enter
}

a_process_sleeps() {
  local process
  for process in $(pgrep -x sleep); do
    if belongs_to "$process" "$WORK"; then return 0; fi
  done
  return 1
}

test_kill_during_install_leaves_the_old_or_the_new_state() {
  isaac version
  ends_with 0
  local pause job
  # Fault injection at growing distances from the start; what must hold, holds at each of them.
  for pause in 0.15 0.25 0.3 0.35 0.4 0.45 0.5 0.6 0.8; do
    STEP="kill -9 after $pause s"
    "$ISAAC" --json --yes marketplace install git-helpers </dev/null >"$WORK/out" 2>"$WORK/err" &
    job=$!
    timeout "$pause" tail --pid=$job -f /dev/null
    # shellcheck disable=SC2046 # several
    kill -9 $job $(processes_of "$WORK") 2>/dev/null
    wait $job 2>/dev/null
    isaac --json marketplace list
    ends_with 0
    json '.ok and (.data | length) <= 1 and all(.data[]; .status == "running")'
    if [ "$(jq '.data | length' "$WORK/out")" = 1 ]; then
      isaac --json marketplace verify
      ends_with 0
      isaac --json --yes marketplace uninstall git-helpers
      ends_with 0
    fi
  done
  isaac --json --yes marketplace install git-helpers
  ends_with 0
  isaac --json marketplace verify
  ends_with 0
}

test_two_prompts_on_one_home() {
  prompt one
  prompt two
  type_line one 'marketplace install hash-tools'
  shows one 'Installed hash-tools'
  type_line two 'marketplace list'
  shows two 'hash-tools'
  type_line two 'marketplace install json-tools'
  shows two 'Installed json-tools'
  leave one 0
  leave two 0
  isaac --json marketplace list
  json '.ok and (.data | length) == 2 and all(.data[]; .status == "running")'
}

test_two_installs_at_once() {
  isaac version
  STEP='two installs at once'
  "$ISAAC" --json --yes marketplace install hash-tools </dev/null >"$WORK/one" 2>&1 &
  local one=$!
  "$ISAAC" --json --yes marketplace install json-tools </dev/null >"$WORK/two" 2>&1 &
  local two=$! first=0 second=0
  wait $one || first=$?
  wait $two || second=$?
  # Each either did it, or said that the other one was faster; a second try always works.
  [ $first = 0 ] || [ $first = 7 ] || fail "the first ended with $first: $(cat "$WORK/one")"
  [ $second = 0 ] || [ $second = 7 ] || fail "the second ended with $second: $(cat "$WORK/two")"
  [ $((first + second)) -lt 14 ] || fail 'both gave way'
  isaac --json --yes marketplace install hash-tools json-tools
  ends_with 0
  isaac --json marketplace list
  json '(.data | length) == 2 and all(.data[]; .status == "running")'
}

test_log_is_followed_until_control_c() {
  isaac version
  mkdir -p "$ISAAC_HOME/log"
  in_tmux -f /dev/null new-session -d -x 130 -y 45 -s single \
    "$(printf '%q' "$ISAAC") log --follow; echo \"ended with \$?\"; read -r _"
  eventually 'the log is followed' follows
  in_tmux send-keys -t single C-c
  shows single 'ended with 130'
  in_tmux send-keys -t single Enter
  isaac --json log --follow
  refused 2 log.follow-json
}

# A record a look, until one of them is on the screen: nobody tells when the program begins to look.
follows() {
  echo '2026-01-01T00:00:00Z 1 WARNING test: followed' >>"$ISAAC_HOME/log/isaac.log"
  screen_has single 'WARNING test: followed'
}
