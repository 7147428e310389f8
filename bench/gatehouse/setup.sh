#!/usr/bin/env bash
# Peer: Gatehouse, the shipped jar, with a stand-in for the portal.
# VARIANT: empty = H2 in a file; pg = PostgreSQL.
# Needs JAVA_HOME (JDK 25), Maven, Node.js, and for pg Debian's postgresql. BENCH_SOURCE: Gatehouse's repository.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="${PEERS_WORK:-$here/../work}"; port="${PORT:-18095}"; base="http://127.0.0.1:$port"; v="${VARIANT:-}"
management=18096; portal_port=18097; portal="http://127.0.0.1:$portal_port"; pg_port=18434
own="$work/gatehouse${v:+-$v}"; source="${BENCH_SOURCE:-$here/../..}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

configure() {
  mkdir -p "$own/idp-config/bench"
  bash "$here/../idp-metadata.sh" "$work/keys/idp.crt" > "$own/idp-config/bench/idp-metadata.xml"
  cat > "$own/idp-config/bench/partner.yaml" <<Y
partner: bench
name: Bench
domains: [example.test]
authentication-types: [sso]
second-factor: { policy: optional }
identity-providers:
  - id: bench
    metadata: idp-metadata.xml
    provisioning: just-in-time
Y
  [ -s "$own/sealing.key" ] || (umask 077; openssl rand -base64 32 > "$own/sealing.key")
}

start_portal() {
  stop_portal
  nohup node "$here/portal.mjs" "$portal_port" "$base" >"$own/portal.log" 2>&1 </dev/null &
  echo $! > "$own/portal.pid"
}

stop_portal() {
  if [ -s "$own/portal.pid" ]; then kill "$(cat "$own/portal.pid")" 2>/dev/null || true; rm -f "$own/portal.pid"; fi
}

# A run begins with an empty database, so that no run profits from what an earlier one left.
empty_database() {
  psql -q -h 127.0.0.1 -p "$pg_port" -U bench -d postgres -c 'drop database if exists bench with (force)' -c 'create database bench' >/dev/null
}

case "${1:-install}" in
  install)
    [ -s "$source/target/gatehouse.jar" ] || (cd "$source" && mvn -B -ntp -q -DskipTests package)
    mkdir -p "$own"; cp "$source/target/gatehouse.jar" "$own/gatehouse.jar" ;;
  services)
    configure
    if [ "$v" = pg ]; then bash "$here/../pg.sh" gatehouse "$pg_port" start; empty_database; else rm -rf "$own/var"; fi
    start_portal ;;
  stop-services)
    stop_portal
    if [ "$v" = pg ]; then bash "$here/../pg.sh" gatehouse "$pg_port" stop; fi ;;
  run)
    cd "$own"
    export SERVER_PORT="$port" SERVER_ADDRESS=127.0.0.1 MANAGEMENT_SERVER_PORT="$management" MANAGEMENT_SERVER_ADDRESS=127.0.0.1
    export GATEHOUSE_BASEURL="$base" GATEHOUSE_IDPCONFIG="$own/idp-config"
    export GATEHOUSE_PORTAL_SESSIONENDPOINT="$portal/sessions" GATEHOUSE_PORTAL_ORIGIN="$portal" GATEHOUSE_PORTAL_AUDIENCE="$portal"
    export GATEHOUSE_SEALINGKEY; GATEHOUSE_SEALINGKEY="$(cat "$own/sealing.key")"
    if [ "$v" = pg ]; then
      export SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$pg_port/bench" SPRING_DATASOURCE_USERNAME=bench SPRING_DATASOURCE_PASSWORD=
    fi
    exec "$java" -Xmx512m ${PEER_JAVA_OPTS:-} -jar gatehouse.jar serve ;;
  ready-url) echo "http://127.0.0.1:$management/actuator/health/readiness" ;;
  prepare) curl -fsS -o /dev/null "$base/saml2/metadata/bench"; curl -fsS -o /dev/null "$portal/health" ;;
  args) printf '%s\n' --start-url "$base/saml2/authenticate/bench" --sp-entity-id "$base/saml2/metadata/bench" --idp-entity-id urn:bench:idp \
      --nameid-format persistent --success-location "^$portal/enter\?code=" --success-cookie '^gatehouse-signed-in$' \
      --verify-token-url "$portal/token" --verify-token-form 'client_id=bench' ;;
  versions) unzip -p "$own/gatehouse.jar" META-INF/MANIFEST.MF | tr -d '\r' | sed -n 's/^Implementation-\(Title\|Version\): //p' | paste -sd' '; unzip -l "$own/gatehouse.jar" | grep -oE '(spring-security-saml2-service-provider|opensaml-saml-impl|xmlsec|tomcat-embed-core)-[0-9][0-9.A-Za-z-]*\.jar'; echo "portal stand-in on Node $(node --version)"; "$java" -version 2>&1 | head -1 ;;
esac
