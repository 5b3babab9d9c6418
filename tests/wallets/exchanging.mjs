// How does a wallet answer a request for certificates (VCALM interaction address, VC API exchange)?

export async function protocolsAt(interaction) {
  const answer = await fetch(interaction, { headers: { Accept: 'application/json' } });
  return (await answer.json()).protocols;
}

export async function post(address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

// Ask what is wanted, sign it as `sign(challenge, domain)` does, and send that: twice, where it is to be replayed.
export async function present(interaction, sign, { challenge, times = 1 } = {}) {
  const { vcapi } = await protocolsAt(interaction);
  const asked = (await post(vcapi, {})).body.verifiablePresentationRequest;
  const verifiablePresentation = await sign(challenge ?? asked.challenge, asked.domain);
  const answers = [];
  for (let n = 0; n < times; n += 1) answers.push(await post(vcapi, { verifiablePresentation }));
  return answers;
}

// How each story differs from one in which all is right.
export const STORIES = {
  good: {},
  'wrong-holder': { otherHolder: true },
  tampered: { tampered: true },
  'old-challenge': { challenge: 'a-challenge-of-yesterday' },
  replayed: { times: 2 },
  expired: { validUntil: '2026-02-01T00:00:00Z' },
  status: { listed: true },
};

export function tell(outcome) {
  console.log(JSON.stringify(outcome));
}
