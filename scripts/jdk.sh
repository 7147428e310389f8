# Sourced by the other scripts: points JAVA_HOME at a JDK 25 or newer, so that Maven itself runs on it.
# (The formatter parses with the javac of Maven's own JVM; docs/adr/0007.)
is_25() {
  local release # standard error is left out: a JVM says there what it picked up from the environment
  [ -n "$1" ] && [ -x "$1/bin/javac" ] || return 1
  release="$("$1/bin/javac" -version 2>/dev/null | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  [ "${release:-0}" -ge 25 ]
}
of_path() { # the home of the java on the PATH, which may be a link or a launcher
  command -v java >/dev/null || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}
if ! { [ -n "${JAVA_HOME:-}" ] && is_25 "$JAVA_HOME"; }; then
  for candidate in "$(of_path)" /usr/lib/jvm/* "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* /opt/*jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_25 "$candidate"; then JAVA_HOME="$candidate"; break; fi
  done
fi
is_25 "${JAVA_HOME:-/nowhere}" || { echo "A JDK 25 is needed: set JAVA_HOME to one." >&2; exit 1; }
export JAVA_HOME
