// Stands in for the portal: node portal.mjs PORT GATEHOUSE_BASE_URL
//   POST /sessions        201 with a Location that works once; the same key and body again: the same session
//   DELETE /sessions/SID  204
//   POST /token           redeems the Location's code, once, after the session's grant was checked
// Loopback only. Checking happens at redemption, so that opening costs as little as it can.
import crypto from 'node:crypto';
import http from 'node:http';

const [port, issuer] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const sessions = new Map(), byKey = new Map();
let keys = new Map();

const read = (rq) => new Promise((resolve, reject) => { const parts = []; rq.on('data', (d) => parts.push(d)); rq.on('end', () => resolve(Buffer.concat(parts).toString())); rq.on('error', reject); });
const json = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

async function keyOf(kid) {
  if (!keys.has(kid)) {
    const set = await (await fetch(`${issuer}/.well-known/jwks.json`)).json();
    keys = new Map(set.keys.map((jwk) => [jwk.kid, crypto.createPublicKey({ key: jwk, format: 'jwk' })]));
  }
  return keys.get(kid);
}

/** What is wrong with a grant, or null. Times are judged as of its arrival. */
async function wrong(session) {
  const [header, claims, signature] = session.grant.split('.');
  const h = json(header), c = json(claims), key = await keyOf(h.kid), at = session.at / 1000;
  if (h.typ !== 'session-grant+jwt' || h.alg !== 'ES256') return 'header';
  if (!key || !crypto.verify('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) return 'signature';
  if (c.iss !== issuer || c.aud !== origin && !c.aud.includes?.(origin)) return 'issuer or audience';
  if (c.nbf > at + 5 || c.exp <= at - 5 || c.exp - c.iat > 60) return 'times';
  if (c.jti !== session.key || c.sid !== session.sid || c.sub !== session.sub) return 'ids';
  return null;
}

async function open(rq) {
  const body = await read(rq), key = rq.headers['idempotency-key'], known = byKey.get(key);
  if (known && known.body !== body) return [409];
  const { sid, sub } = JSON.parse(body);
  const session = { body, key, sid, sub, grant: rq.headers.authorization.slice('Bearer '.length), at: Date.now() };
  if (known) sessions.delete(known.code);
  session.code = crypto.randomBytes(16).toString('hex');
  sessions.set(session.code, session); byKey.set(key, session);
  // Bounded: a run of any length keeps no more than this many sessions.
  if (byKey.size > 50000) { const [oldest] = byKey.keys(); sessions.delete(byKey.get(oldest).code); byKey.delete(oldest); }
  return [201, { Location: `${origin}/enter?code=${session.code}` }];
}

async function redeem(rq) {
  const code = new URLSearchParams(await read(rq)).get('code'), session = sessions.get(code);
  if (!session) return [404, {}, 'no such code'];
  sessions.delete(code);
  const why = await wrong(session);
  return why ? [403, {}, `grant: ${why}`] : [200, { 'Content-Type': 'application/json' }, JSON.stringify({ access_token: session.sid })];
}

const server = http.createServer(async (rq, rs) => {
  let answer;
  try {
    if (rq.method === 'POST' && rq.url === '/sessions') answer = await open(rq);
    else if (rq.method === 'DELETE' && rq.url.startsWith('/sessions/')) answer = [204];
    else if (rq.method === 'POST' && rq.url === '/token') answer = await redeem(rq);
    else answer = rq.url === '/health' ? [200, {}, 'up'] : [404];
  } catch (e) { answer = [400, {}, e.message]; }
  rs.writeHead(answer[0], answer[1]); rs.end(answer[2]);
});
server.keepAliveTimeout = 60000;
server.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => { server.closeAllConnections(); server.close(() => process.exit(0)); });
