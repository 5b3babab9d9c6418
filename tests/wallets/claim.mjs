// Can a real wallet claim what a link offers? Usage: node claim.mjs learncard|openid4vc|dcc
// Reads lines {"address", "code"}; answers each with {"holder": did, "credentials": [each, of a VC-JWT its payload]} or {"error"}.
import { createInterface } from 'node:readline';

// VCALM: an interaction address is asked for the protocols that it speaks.
async function offerAt(address, protocol) {
  if (!address.includes('/i/')) return address;
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  const { protocols } = await answer.json();
  return protocols[protocol];
}

function payloadOf(credential) {
  if (typeof credential !== 'string') return credential;
  return JSON.parse(Buffer.from(credential.split('.')[1], 'base64url').toString('utf8'));
}

// What the issuer said is wrapped differently by each SDK.
function reasonOf(error) {
  const parts = [error.message ?? error, error.cause?.message, JSON.stringify(error.errorResponse ?? error.response ?? '')];
  return parts.filter(Boolean).join(' | ').slice(0, 2000);
}

const { openWallet, protocol = 'oid4vci-1.0' } = await import(`./${process.argv[2]}.mjs`);
const wallet = await openWallet();
for await (const line of createInterface({ input: process.stdin })) {
  const { address, code } = JSON.parse(line);
  try {
    const { holder, credentials } = await wallet.claim(await offerAt(address, protocol), code || undefined);
    console.log(JSON.stringify({ holder, credentials: credentials.map(payloadOf) }));
  } catch (error) {
    console.log(JSON.stringify({ error: reasonOf(error) }));
  }
}
process.exit(0); // the SDK keeps timers
