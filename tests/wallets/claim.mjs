// Can a real wallet claim what the link offers? Usage: node claim.mjs OFFER [TX_CODE]
// Prints one line of JSON: {"holder": did, "credentials": [payload of each VC-JWT]}, or {"error": …} and exit code 1.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { generateLearnCard } from '@learncard/core';
import { CryptoPlugin } from '@learncard/crypto-plugin';
import { getDidKeyPlugin } from '@learncard/didkey-plugin';
import { getDidKitPlugin } from '@learncard/didkit-plugin';
import { getOpenID4VCPlugin } from '@learncard/openid4vc-plugin';
import { getVCPlugin } from '@learncard/vc-plugin';

const SEED = 'b'.repeat(64); // a test wallet: the same holder each time

async function openWallet() {
  // Without the bytes the plugin would fetch the module from a server.
  const plugin = dirname(createRequire(import.meta.url).resolve('@learncard/didkit-plugin'));
  const wasm = await readFile(join(plugin, 'didkit', 'didkit_wasm_bg.wasm'));
  let wallet = await generateLearnCard();
  wallet = await wallet.addPlugin(CryptoPlugin);
  wallet = await wallet.addPlugin(await getDidKitPlugin(wasm));
  wallet = await wallet.addPlugin(await getDidKeyPlugin(wallet, SEED, 'key'));
  wallet = await wallet.addPlugin(getVCPlugin(wallet));
  return wallet.addPlugin(getOpenID4VCPlugin(wallet, {}));
}

// VCALM: an interaction address is asked for the protocols that it speaks.
async function offerAt(address) {
  if (!address.startsWith('http')) return address;
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  const { protocols } = await answer.json();
  return protocols['oid4vci-1.0'];
}

function payloadOf(credential) {
  return JSON.parse(Buffer.from(credential.split('.')[1], 'base64url').toString('utf8'));
}

async function claim(address, txCode) {
  const wallet = await openWallet();
  const accepted = await wallet.invoke.acceptCredentialOffer(await offerAt(address), txCode ? { txCode } : {});
  const credentials = accepted.credentials.map(({ credential }) => payloadOf(credential));
  return { holder: wallet.id.did(), credentials };
}

try {
  console.log(JSON.stringify(await claim(process.argv[2], process.argv[3])));
  process.exit(0); // the SDK keeps timers
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message ?? error) }));
  process.exit(1);
}
