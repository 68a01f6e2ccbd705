# Runs PostgreSQL for as long as standard input stays open, then stops it cleanly.
# The other end of the pipe is the JVM: however that dies, the pipe closes and PostgreSQL stops.
# Arguments: log file, program, its arguments.
trap '' INT TERM HUP
log=$1
shift
exec 3<&0 </dev/null
# A session of its own, so that Ctrl-C reaches the JVM first and PostgreSQL only through us.
if command -v setsid >/dev/null 2>&1; then
  setsid "$@" >>"$log" 2>&1 3<&- &
else
  "$@" >>"$log" 2>&1 3<&- &
fi
postgres=$!
(
  read -r nothing <&3
  kill -INT "$postgres" 2>/dev/null
) &
watcher=$!
exec 3<&-
wait "$postgres"
code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
