// How does a wallet built on @openid4vc claim a credential? Its proofs carry the key itself; it waits for a deferred one.
import crypto from 'node:crypto';

import { clientAuthenticationAnonymous } from '@openid4vc/oauth2';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import * as jose from 'jose';

const ALGORITHM = 'EdDSA';
const LOOKS = 20; // at a credential that is not ready yet
const ACCEPTED = 'credential_accepted';

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export async function openWallet() {
  const { publicKey, privateKey } = await jose.generateKeyPair(ALGORITHM);
  const jwk = await jose.exportJWK(publicKey);
  const callbacks = {
    fetch,
    hash: (data, name) => crypto.createHash(name.replace('-', '').toLowerCase()).update(data).digest(),
    generateRandom: (bytes) => crypto.randomBytes(bytes),
    clientAuthentication: clientAuthenticationAnonymous(),
    signJwt: async (_, { header, payload }) => ({
      jwt: await new jose.SignJWT(payload).setProtectedHeader(header).sign(privateKey),
      signerJwk: jwk,
    }),
  };
  const client = new Openid4vciClient({ callbacks });

  async function proofFor(issuerMetadata, configuration) {
    const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId: configuration,
      nonce,
      issuedAt: new Date(),
      signer: { method: 'jwk', alg: ALGORITHM, publicJwk: jwk },
    });
    return jwt;
  }

  async function whenReady(answer, issuerMetadata, accessToken) {
    for (let look = 0; answer.transaction_id && !answer.credentials && look < LOOKS; look += 1) {
      await sleep(100);
      const asked = { issuerMetadata, accessToken, transactionId: answer.transaction_id };
      answer = (await client.retrieveDeferredCredentials(asked)).deferredCredentialResponse;
    }
    return answer;
  }

  async function claim(offer, txCode) {
    const credentialOffer = await client.resolveCredentialOffer(offer);
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const [configuration] = credentialOffer.credential_configuration_ids;
    const asked = { credentialOffer, issuerMetadata, txCode };
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer(asked);
    const accessToken = accessTokenResponse.access_token;
    const { credentialResponse } = await client.retrieveCredentials({
      accessToken,
      credentialConfigurationId: configuration,
      issuerMetadata,
      proofs: { jwt: [await proofFor(issuerMetadata, configuration)] },
    });
    const answer = await whenReady(credentialResponse, issuerMetadata, accessToken);
    if (answer.notification_id) {
      const notification = { notificationId: answer.notification_id, event: ACCEPTED };
      await client.sendNotification({ issuerMetadata, accessToken, notification });
    }
    const holder = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
    return { holder, credentials: answer.credentials.map((each) => each.credential ?? each) };
  }
  return { claim };
}
