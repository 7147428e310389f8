# Sourced by scripts/test: finds a Chromium for the browser tests, or installs Debian's; CHROMIUM names it.
find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then command -v "$name"; return; fi
  done
  return 1
}
if ! find_chromium >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM to one." >&2
    exit 1
  fi
  echo "Installing Chromium for the browser tests"
  apt_log="$(mktemp)"
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation; } >"$apt_log" 2>&1 </dev/null; then
    cat "$apt_log" >&2
    echo "Chromium could not be installed, so the browser tests cannot run." >&2
    exit 1
  fi
  rm -f "$apt_log"
fi
CHROMIUM="$(find_chromium)" || { echo "Chromium was installed but is not on the PATH." >&2; exit 1; }
export CHROMIUM
