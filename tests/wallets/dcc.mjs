// How does a Learner Credential Wallet claim? It proves who it is (DIDAuth) at the exchange that a link names.
import * as vc from '@digitalbazaar/vc';

import { documentLoader, party } from './dcc_issuer.mjs';
import { post } from './exchanging.mjs';

export const protocol = 'vcapi';

export async function openWallet() {
  const holder = await party('learner');

  async function proof(challenge, domain) {
    const presentation = vc.createPresentation({ holder: holder.did, version: 1.0 });
    return vc.signPresentation({ presentation, suite: holder.suite(), challenge, domain, documentLoader });
  }

  // A deep link names challenge and address at once; an exchange is asked for them.
  async function requested(link) {
    const { searchParams } = new URL(link);
    const at = searchParams.get('vc_request_url');
    if (at && searchParams.get('challenge')) return { at, challenge: searchParams.get('challenge') };
    const { body } = await post(at ?? link, {});
    const asked = body.verifiablePresentationRequest;
    if (!asked) throw new Error(`exchange ${body.serviceResponseStatus}`);
    return { at: asked.interact.service[0].serviceEndpoint, challenge: asked.challenge, domain: asked.domain };
  }

  async function claim(link) {
    const { at, challenge, domain } = await requested(link);
    const { status, body } = await post(at, await proof(challenge, domain));
    if (status !== 200) throw new Error(`exchange ${body.serviceResponseStatus ?? status}`);
    return { holder: holder.did, credentials: [body] };
  }
  return { claim };
}
