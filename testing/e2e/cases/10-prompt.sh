# shellcheck shell=bash
# One session at the prompt: the life of a plugin in one running process.

a_repository() {
  git init -q -b main repository
  (
    cd repository || exit 1
    echo text >file
    git add file
    git -c user.name='Ada Example' -c user.email=ada@example.org commit -q -m 'Begin'
  )
}

test_prompt_life_of_a_plugin() {
  a_repository
  prompt
  type_line main 'cd repository'

  type_line main 'marketplace search git'
  shows main 'git-helpers'
  type_line main 'marketplace info git-helpers@1.0.0'
  shows main 'repo summary'

  # Before it is installed its command is unknown, and says so.
  type_line main '/repo summary'
  shows main 'command.not-found'
  forget main

  type_line main 'marketplace install git-helpers@1.0.0'
  shows main 'Installed git-helpers 1.0.0'
  type_line main 'repo summary'
  shows main 'Begin'
  type_line main '/repo authors'
  shows main 'Ada Example'
  forget main

  # Version 1.1.0 brings a command that 1.0.0 does not have.
  type_line main '/repo stale'
  shows main 'command.not-found'
  type_line main 'marketplace list'
  shows main '1.0.0'
  type_line main 'marketplace update'
  shows main 'Updated git-helpers 1.0.0 -> 1.1.0'
  forget main
  type_line main 'repo stale --json; echo status-$?'
  shows main 'status-0'
  never_showed main 'command.not-found'
  type_line main 'marketplace list'
  shows main '1.1.0'
  forget main

  type_line main 'marketplace uninstall git-helpers'
  shows main 'Uninstalled git-helpers 1.1.0'
  type_line main '/repo summary'
  shows main 'command.not-found'
  type_line main 'marketplace list'
  shows main 'No plugin is installed'
  leave main 0
}

test_prompt_runs_native_programs_and_pipes() {
  prompt
  # shellcheck disable=SC2016
  type_line main 'echo one two | tr a-z A-Z'
  shows main 'ONE TWO'
  forget main
  type_line main 'marketplace search git --json | jq -r ".data[0].id" | tr a-z A-Z'
  shows main 'GIT-HELPERS'
  forget main
  type_line main 'false; echo status-$?'
  shows main 'status-1'
  leave main 0
}

test_prompt_ends_with_control_d() {
  prompt
  takes_keys main
  in_tmux send-keys -t main C-d
  shows main 'ended with 0'
  in_tmux send-keys -t main Enter
}

test_prompt_interrupts_what_runs_and_goes_on() {
  prompt
  type_line main 'sleep 1000'
  eventually 'sleep runs' sleep_runs
  in_tmux send-keys -t main C-c
  shows main '[130]'
  type_line main 'echo "still-"here-$?'
  shows main 'still-here-130'
  leave main 0
}

sleep_runs() { a_process_sleeps; }

test_prompt_refuses_what_never_runs() {
  prompt
  # Only parsed: the tier gate refuses it, and "explain" alone would show as much.
  type_line main "explain 'rm -rf /'"
  shows main 'efuse'
  leave main 0
}

# The signal of a Ctrl-C that ended a native program may reach the shell's process when the next line is typed already.
test_prompt_keeps_what_is_typed_when_an_interrupt_comes_late() {
  prompt
  in_tmux send-keys -t main -l -- 'echo "typed-"before'
  shows main 'typed-"before'
  local process
  process=$(processes_of "$WORK")
  # shellcheck disable=SC2086 # one or several
  kill -INT $process
  in_tmux send-keys -t main -l -- '-and-after'
  shows main 'before-and-after'
  in_tmux send-keys -t main Enter
  shows main 'typed-before-and-after'
  leave main 0
}

# Keys that were typed while a program ran are there when it ends, in their order.
test_prompt_takes_what_was_typed_while_a_program_ran() {
  prompt
  type_line main 'echo begun; sleep 1; echo ended-$?'
  eventually 'the program runs' a_process_sleeps
  type_line main 'echo "typed-"ahead'
  shows main 'ended-0'
  shows main 'typed-ahead'
  type_line main 'sleep 1000'
  eventually 'sleep runs' sleep_runs
  in_tmux send-keys -t main C-c 'echo "at-"once' Enter
  shows main 'at-once'
  in_tmux send-keys -t main -l -- 'echo dropped'
  in_tmux send-keys -t main C-c 'echo "the-"next-one' Enter
  shows main 'the-next-one'
  leave main 0
}

# The process stops together with the program; alone it would wait for ever for one that nobody can continue.
test_prompt_stops_and_goes_on_with_the_program_that_runs() {
  step 'a prompt in a shell with job control'
  in_tmux -f /dev/null new-session -d -x 130 -y 45 -s main 'bash --norc -i'
  type_line main "NO_COLOR=1 $(printf '%q' "$ISAAC")"
  type_line main 'echo rea""dy-1'
  shows main 'ready-1'
  type_line main 'sleep 1000'
  eventually 'sleep runs' a_process_sleeps
  in_tmux send-keys -t main 'C-\'
  in_tmux send-keys -t main C-z
  shows main 'Stopped'
  type_line main 'echo "out-"side'
  shows main 'out-side'
  type_line main fg
  eventually 'the program goes on' no_sleep_is_stopped
  in_tmux send-keys -t main C-c
  shows main '[130]'
  never_showed main 'thread dump'
  type_line main 'echo "still-"here'
  shows main 'still-here'
  type_line main exit
  # shellcheck disable=SC2016
  type_line main 'echo "ended-with-"$?'
  shows main 'ended-with-0'
  type_line main exit
}

no_sleep_is_stopped() {
  local process
  for process in $(pgrep -x sleep); do
    if belongs_to "$process" "$WORK" && [[ $(ps -o stat= -p "$process") = T* ]]; then return 1; fi
  done
}
