// Who else issues by OpenID4VCI 1.0? @openid4vc as an issuer with a back office of its own, over TLS.
// Usage: node issuer.mjs FOLDER (with tls.key and tls.crt); prints its address when it is ready.
import crypto from 'node:crypto';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';

import {
  Oauth2AuthorizationServer,
  Oauth2ResourceServer,
  Oauth2ServerErrorResponseError,
  clientAuthenticationAnonymous,
} from '@openid4vc/oauth2';
import { Openid4vciIssuer } from '@openid4vc/openid4vci';
import * as jose from 'jose';

const TOKEN = 'provider-key';
const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const BADGE = 'badge_pv';

// Keys
const { publicKey, privateKey } = await jose.generateKeyPair('EdDSA');
const jwk = { ...(await jose.exportJWK(publicKey)), alg: 'EdDSA', use: 'sig' };
const did = `did:jwk:${Buffer.from(JSON.stringify({ kty: jwk.kty, crv: jwk.crv, x: jwk.x })).toString('base64url')}`;

function base58(text) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(alphabet.indexOf(letter));
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}

function keyOf(didUrl) {
  const [holder] = didUrl.split('#');
  if (holder.startsWith('did:jwk:')) return JSON.parse(Buffer.from(holder.slice(8), 'base64url'));
  const raw = base58(holder.slice('did:key:z'.length));
  return { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(2).toString('base64url') };
}

async function verifyJwt(signer, { compact }) {
  const keys = { jwk: () => signer.publicJwk, did: () => keyOf(signer.didUrl) };
  const signerJwk = (keys[signer.method] ?? (() => jwk))();
  const { alg } = jose.decodeProtectedHeader(compact);
  try {
    await jose.compactVerify(compact, await jose.importJWK(signerJwk, alg));
    return { verified: true, signerJwk };
  } catch {
    return { verified: false };
  }
}

const callbacks = {
  fetch,
  hash: (data, name) => crypto.createHash(name.replace('-', '').toLowerCase()).update(data).digest(),
  generateRandom: (bytes) => crypto.randomBytes(bytes),
  clientAuthentication: clientAuthenticationAnonymous(),
  signJwt: async (_, { header, payload }) => ({
    jwt: await new jose.SignJWT(payload).setProtectedHeader(header).sign(privateKey),
    signerJwk: jwk,
  }),
  verifyJwt,
};
const issuer = new Openid4vciIssuer({ callbacks });
const authorization = new Oauth2AuthorizationServer({ callbacks });
const resources = new Oauth2ResourceServer({ callbacks });

// Offers, by their own number; the key that came along makes a repeat the same offer
const offers = new Map();
const byKey = new Map();
const nonces = new Set();
const waiting = new Map(); // deferred credentials by transaction
let address;
let metadata;
let authorizationMetadata;

function describe() {
  const credentialIssuer = issuer.createCredentialIssuerMetadata({
    credential_issuer: address,
    credential_endpoint: `${address}/credential`,
    deferred_credential_endpoint: `${address}/deferred`,
    nonce_endpoint: `${address}/nonce`,
    notification_endpoint: `${address}/notification`,
    credential_configurations_supported: {
      [BADGE]: {
        format: 'jwt_vc_json',
        scope: BADGE,
        cryptographic_binding_methods_supported: ['did:key', 'did:jwk', 'jwk'],
        credential_signing_alg_values_supported: ['EdDSA'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['EdDSA', 'ES256'] } },
        credential_definition: { type: ['VerifiableCredential', 'OpenBadgeCredential'] },
        credential_metadata: { display: [{ name: 'Solar PV basics' }] }, // its place in the final specification
      },
    },
  });
  authorizationMetadata = authorization.createAuthorizationServerMetadata({
    issuer: address,
    token_endpoint: `${address}/token`,
    jwks_uri: `${address}/jwks`,
    'pre-authorized_grant_anonymous_access_supported': true,
    grant_types_supported: [PRE_AUTHORIZED],
  });
  const knownCredentialConfigurations = issuer.getKnownCredentialConfigurationsSupported(credentialIssuer);
  metadata = {
    credentialIssuer,
    authorizationServers: [authorizationMetadata],
    knownCredentialConfigurations,
    originalDraftVersion: 'V1',
  };
}

// What a provider's own systems ask for; the specification leaves this to each issuer
async function makeOffer({ body, headers }) {
  if (headers.authorization !== `Bearer ${TOKEN}`) return [401, { error: 'unauthorized' }];
  const key = headers['idempotency-key'];
  if (key && byKey.has(key)) return [200, byKey.get(key)];
  const asked = JSON.parse(body);
  const code = crypto.randomUUID();
  const txCode = asked.tx_code ? String(crypto.randomInt(100000, 999999)) : undefined;
  const described = txCode && { tx_code: { length: 6, input_mode: 'numeric', description: 'From your adviser' } };
  const { credentialOffer } = await issuer.createCredentialOffer({
    issuerMetadata: metadata,
    credentialConfigurationIds: [asked.achievement],
    credentialOfferScheme: 'openid-credential-offer://',
    grants: { [PRE_AUTHORIZED]: { 'pre-authorized_code': code, ...described } },
  });
  const until = Date.now() + (asked.expires_in ?? 600) * 1000;
  const offer = { id: crypto.randomUUID(), code, txCode, until, deferred: asked.deferred === true, state: 'offered' };
  offers.set(offer.id, offer);
  const answer = { id: offer.id, credential_offer: credentialOffer, tx_code: txCode, expires_at: new Date(until) };
  if (key) byKey.set(key, answer);
  return [201, answer];
}

function offerStatus({ path, headers }) {
  if (headers.authorization !== `Bearer ${TOKEN}`) return [401, { error: 'unauthorized' }];
  const offer = offers.get(path.split('/').at(-1));
  return offer ? [200, { status: offer.state }] : [404, { error: 'not_found' }];
}

// What a wallet asks for
async function token({ body, request }) {
  const accessTokenRequest = Object.fromEntries(new URLSearchParams(body));
  const { grant, ...parsed } = authorization.parseAccessTokenRequest({ request, accessTokenRequest });
  const offer = [...offers.values()].find((each) => each.code === grant.preAuthorizedCode);
  if (!offer || offer.state !== 'offered' || offer.until < Date.now()) {
    return [400, { error: 'invalid_grant', error_description: 'unknown, used or expired code' }];
  }
  await authorization.verifyPreAuthorizedCodeAccessTokenRequest({
    authorizationServerMetadata: authorizationMetadata,
    grant,
    accessTokenRequest: parsed.accessTokenRequest,
    request,
    expectedPreAuthorizedCode: offer.code,
    expectedTxCode: offer.txCode,
  });
  offer.state = 'token';
  const signer = { method: 'jwk', alg: 'EdDSA', publicJwk: jwk };
  const about = { audience: address, authorizationServer: address, expiresInSeconds: 300, subject: offer.id, signer };
  return [200, await authorization.createAccessTokenResponse(about)];
}

function nonce() {
  const made = crypto.randomUUID();
  nonces.add(made);
  return [200, issuer.createNonceResponse({ cNonce: made, cNonceExpiresIn: 300 })];
}

async function signed(holder) {
  const now = Math.floor(Date.now() / 1000);
  const id = `urn:uuid:${crypto.randomUUID()}`;
  const achievement = {
    id: 'urn:uuid:bd6d9316-f7ae-4073-a1e5-2f7f5bd22922',
    type: ['Achievement'],
    achievementType: 'MicroCredential',
    name: 'Solar PV basics',
    description: 'Installs small PV systems safely',
    criteria: { narrative: 'Assessed practical task' },
  };
  const vc = {
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
    ],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Solar PV basics',
    issuer: { id: did, type: ['Profile'], name: 'Another provider' },
    issuanceDate: new Date(now * 1000).toISOString(),
    credentialSubject: { id: holder, type: ['AchievementSubject'], achievement },
  };
  const jwt = new jose.SignJWT({ vc, nbf: now, jti: id }).setProtectedHeader({ alg: 'EdDSA', kid: `${did}#0` });
  return jwt.setIssuer(did).setSubject(holder).setIssuedAt(now).sign(privateKey);
}

async function offerOf(request) {
  const asked = { request, resourceServer: address, authorizationServers: [authorizationMetadata] };
  const { tokenPayload } = await resources.verifyResourceRequest(asked);
  return offers.get(tokenPayload.sub);
}

async function credential({ body, request }) {
  const offer = await offerOf(request);
  const credentialRequest = issuer.parseCredentialRequest({ issuerMetadata: metadata, credentialRequest: JSON.parse(body) });
  const [jwt] = credentialRequest.proofs.jwt;
  const { nonce: said } = jose.decodeJwt(jwt);
  if (!nonces.delete(said)) return [400, { error: 'invalid_nonce' }];
  const proof = { jwt, expectedNonce: said, issuerMetadata: metadata };
  const { header } = await issuer.verifyCredentialRequestJwtProof(proof);
  const holder =
    header.kid?.split('#')[0] ?? `did:jwk:${Buffer.from(JSON.stringify(header.jwk)).toString('base64url')}`;
  if (offer.deferred) {
    const transaction = crypto.randomUUID();
    waiting.set(transaction, { offer, holder, from: Date.now() + 300 });
    return [202, { transaction_id: transaction, interval: 1 }];
  }
  offer.state = 'issued';
  return [200, { credentials: [{ credential: await signed(holder) }], notification_id: offer.id }];
}

async function deferred({ body, request }) {
  await offerOf(request);
  const { transaction_id: transaction } = JSON.parse(body);
  const held = waiting.get(transaction);
  if (!held) return [400, { error: 'invalid_transaction_id' }];
  if (held.from > Date.now()) return [202, { transaction_id: transaction, interval: 1 }];
  waiting.delete(transaction);
  held.offer.state = 'issued';
  // No notification_id: @openid4vc 0.4.6 takes it for an error beside deferred credentials.
  return [200, { credentials: [{ credential: await signed(held.holder) }] }];
}

function notified({ body }) {
  const { notification_id: id, event } = JSON.parse(body);
  if (offers.has(id)) offers.get(id).event = event;
  return [204];
}

const ROUTES = [
  ['GET', /^\/\.well-known\/openid-credential-issuer/, () => [200, metadata.credentialIssuer]],
  ['GET', /^\/\.well-known\/(oauth-authorization-server|openid-configuration)/, () => [200, authorizationMetadata]],
  ['GET', /^\/jwks$/, () => [200, { keys: [jwk] }]],
  ['POST', /^\/provider\/offers$/, makeOffer],
  ['GET', /^\/provider\/offers\/[^/]+$/, offerStatus],
  ['POST', /^\/nonce$/, nonce],
  ['POST', /^\/token$/, token],
  ['POST', /^\/credential$/, credential],
  ['POST', /^\/deferred$/, deferred],
  ['POST', /^\/notification$/, notified],
];

async function answerTo(method, path, headers, body) {
  const known = ROUTES.find(([verb, form]) => verb === method && form.test(path));
  if (!known) return [404, { error: 'not_found' }];
  const lists = Object.entries(headers).filter(([, value]) => typeof value === 'string');
  const request = { method, url: `${address}${path}`, headers: new Headers(lists) };
  try {
    return await known[2]({ path, headers, body, request });
  } catch (error) {
    if (error instanceof Oauth2ServerErrorResponseError) return [error.status ?? 400, error.errorResponse];
    console.error(path, error.message);
    return [500, { error: 'server_error' }];
  }
}

async function serve(folder) {
  const [key, cert] = await Promise.all(['tls.key', 'tls.crt'].map((name) => readFile(join(folder, name))));
  const server = https.createServer({ key, cert }, async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const [status, document] = await answerTo(
      request.method,
      request.url,
      request.headers,
      Buffer.concat(parts).toString('utf8'),
    );
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(document === undefined ? '' : JSON.stringify(document));
  });
  server.listen(0, '127.0.0.1', () => {
    address = `https://localhost:${server.address().port}`;
    describe();
    console.log(address);
  });
}

await serve(process.argv[2]);
