# shellcheck shell=bash
# Not run by default: ./check runs these by name, to see this harness turn red.

wrong_output() {
  isaac version
  says 'a text that no version ever said'
}

wrong_status() {
  isaac version
  ends_with 42
}

leaves_a_file() {
  isaac version
  touch "$TMPDIR/left"
}
