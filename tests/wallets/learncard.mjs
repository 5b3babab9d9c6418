// How does the LearnCard SDK claim a credential? Without its network: keys, proofs and OpenID4VCI only.
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

export async function openWallet() {
  // Without the bytes the plugin would fetch the module from a server.
  const plugin = dirname(createRequire(import.meta.url).resolve('@learncard/didkit-plugin'));
  const wasm = await readFile(join(plugin, 'didkit', 'didkit_wasm_bg.wasm'));
  let wallet = await generateLearnCard();
  wallet = await wallet.addPlugin(CryptoPlugin);
  wallet = await wallet.addPlugin(await getDidKitPlugin(wasm));
  wallet = await wallet.addPlugin(await getDidKeyPlugin(wallet, SEED, 'key'));
  wallet = await wallet.addPlugin(getVCPlugin(wallet));
  wallet = await wallet.addPlugin(getOpenID4VCPlugin(wallet, {}));

  async function claim(offer, txCode) {
    const accepted = await wallet.invoke.acceptCredentialOffer(offer, txCode ? { txCode } : {});
    return { holder: wallet.id.did(), credentials: accepted.credentials.map(({ credential }) => credential) };
  }
  return { claim };
}
