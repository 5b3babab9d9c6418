// How does an issuer of the Digital Credentials Consortium sign a badge? With the consortium's own tools; no network.
import { createHash } from 'node:crypto';

import * as vc from '@digitalbazaar/vc';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalbazaar/ed25519-verification-key-2020';
import { securityLoader } from '@digitalcredentials/security-document-loader';

export const documentLoader = securityLoader().build();

// The same name is the same party, here and in tests/advisor/credentials/making.py.
export async function party(name) {
  const key = await Ed25519VerificationKey2020.generate({ seed: createHash('sha256').update(name).digest() });
  const did = `did:key:${key.fingerprint()}`;
  key.id = `${did}#${key.fingerprint()}`;
  key.controller = did;
  return { did, suite: () => new Ed25519Signature2020({ key }) };
}

export async function aBadge(holder, { version = 2, validUntil, statusList } = {}) {
  const issuer = await party('school');
  const first = version === 2 ? 'https://www.w3.org/ns/credentials/v2' : 'https://www.w3.org/2018/credentials/v1';
  const period = version === 2 ? { validFrom: '2026-01-01T00:00:00Z' } : { issuanceDate: '2026-01-01T00:00:00Z' };
  const credential = {
    '@context': [first, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'https://w3id.org/security/suites/ed25519-2020/v1'],
    id: 'urn:uuid:22222222-2222-4222-8222-222222222222',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer.did, type: ['Profile'], name: 'Green School' },
    name: 'Solar installer',
    ...period,
    ...(validUntil ? { validUntil } : {}),
    ...(statusList ? { credentialStatus: entryOn(statusList) } : {}),
    credentialSubject: {
      id: holder,
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://school.example/achievements/pv',
        type: ['Achievement'],
        name: 'Solar installer',
        description: 'Mounts and connects solar panels.',
        criteria: { narrative: 'A test on a real roof.' },
        alignment: [{ type: ['Alignment'], targetName: 'mount photovoltaic modules', targetUrl: 'https://school.example/skills/pv' }],
      },
    },
  };
  // What is expired today was issued while it was not.
  return vc.issue({ credential, suite: issuer.suite(), documentLoader, now: new Date('2026-01-15T00:00:00Z') });
}

function entryOn(list) {
  return {
    id: `${list}#3`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '3',
    statusListCredential: list,
  };
}
