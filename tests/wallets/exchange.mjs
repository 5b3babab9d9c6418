// How does the workflow coordinator of the Digital Credentials Consortium issue? With its wire contract, failures wrapped
// in a 500 included, and the consortium's own signatures. Usage: node exchange.mjs; prints its address when it is ready.
import crypto from 'node:crypto';
import http from 'node:http';

import * as vc from '@digitalbazaar/vc';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';

import { documentLoader, party } from './dcc_issuer.mjs';

const TOKEN = 'tenant-token';
const LIVES = 600000; // milliseconds, where the caller says nothing
const DEEP_LINK = 'https://lcw.app/request.html?issuer=issuer.example.com&auth_type=bearer';

const issuer = await party('coordinator');
const exchanges = new Map();
let address;

function wrapped(status, message) {
  const document = { code: 500, message: 'One of the internal microservices returned an error' };
  return [500, { ...document, serviceResponseError: { code: status, message }, serviceResponseStatus: status }];
}

function setUp(body, headers) {
  if (headers.authorization !== `Bearer ${TOKEN}`) return [403, { code: 403, message: 'The token is not authorized.' }];
  if (body.data.some(({ retrievalId }) => !retrievalId)) return wrapped(400, 'Incomplete exchange data');
  return [200, body.data.map(exchangeFor)];
}

function exchangeFor(record) {
  const [number, challenge] = [crypto.randomUUID(), crypto.randomUUID()];
  exchanges.set(number, { ...record, challenge, until: Date.now() + (record.timeToLive ?? LIVES) });
  const at = `${address}/exchange/${number}`;
  return {
    retrievalId: record.retrievalId,
    directDeepLink: `${DEEP_LINK}&challenge=${challenge}&vc_request_url=${at}/${challenge}`,
    vprDeepLink: `${DEEP_LINK}&vc_request_url=${at}`,
  };
}

function asked(number, { challenge }) {
  const serviceEndpoint = `${address}/exchange/${number}/${challenge}`;
  const service = [{ type: 'UnmediatedPresentationService2021', serviceEndpoint }];
  const request = { query: [{ type: 'DIDAuthentication' }], challenge, domain: address, interact: { service } };
  return [200, { verifiablePresentationRequest: request }];
}

async function collected(number, held, presentation) {
  const suite = new Ed25519Signature2020();
  const { verified } = await vc.verify({ presentation, challenge: held.challenge, suite, documentLoader });
  if (!verified) return wrapped(401, 'Invalid DIDAuth.');
  const credential = structuredClone(held.vc);
  credential.issuer = { ...credential.issuer, id: issuer.did };
  credential.credentialSubject.id = presentation.holder;
  if (held.deleteWhenCollected) exchanges.delete(number);
  return [200, await vc.issue({ credential, suite: issuer.suite(), documentLoader })];
}

async function answerTo(method, path, headers, body) {
  const [folder, number, challenge] = path.split('/').filter(Boolean);
  if (method === 'POST' && path === '/exchange/setup') return setUp(body, headers);
  const held = exchanges.get(number);
  if (folder !== 'exchange' || !held || held.until < Date.now()) return wrapped(404, 'Unknown exchangeId.');
  if (!challenge) return asked(number, held);
  return challenge === held.challenge ? collected(number, held, body) : wrapped(401, 'Invalid DIDAuth.');
}

const server = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  let answer;
  try {
    answer = await answerTo(request.method, request.url, request.headers, text ? JSON.parse(text) : {});
  } catch (error) {
    answer = wrapped(500, error.message);
  }
  response.writeHead(answer[0], { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer[1]));
});
server.listen(0, '127.0.0.1', () => {
  address = `http://127.0.0.1:${server.address().port}`;
  console.log(address);
});
