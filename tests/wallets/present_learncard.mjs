// Can the LearnCard SDK show a badge that it holds?
// Usage: node present_learncard.mjs STORY INTERACTION; prints the answers as one line of JSON.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { generateLearnCard } from '@learncard/core';
import { CryptoPlugin } from '@learncard/crypto-plugin';
import { getDidKeyPlugin } from '@learncard/didkey-plugin';
import { getDidKitPlugin } from '@learncard/didkit-plugin';
import { getVCPlugin } from '@learncard/vc-plugin';

import { aBadge } from './dcc_issuer.mjs';
import { present, STORIES, tell } from './exchanging.mjs';

async function openWallet(seed) {
  const plugin = dirname(createRequire(import.meta.url).resolve('@learncard/didkit-plugin'));
  const wasm = await readFile(join(plugin, 'didkit', 'didkit_wasm_bg.wasm')); // else the plugin would fetch it
  let wallet = await generateLearnCard();
  wallet = await wallet.addPlugin(CryptoPlugin);
  wallet = await wallet.addPlugin(await getDidKitPlugin(wasm));
  wallet = await wallet.addPlugin(await getDidKeyPlugin(wallet, seed, 'key'));
  return wallet.addPlugin(getVCPlugin(wallet));
}

const [name, interaction] = process.argv.slice(2);
const story = STORIES[name];
const mine = await openWallet('b'.repeat(64));
const wallet = story.otherHolder ? await openWallet('c'.repeat(64)) : mine;
const badge = await aBadge(mine.id.did(), { validUntil: story.validUntil });
if (story.tampered) badge.credentialSubject.achievement.name = 'Brain surgery';

const sign = (challenge, domain) =>
  wallet.invoke.issuePresentation(
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: wallet.id.did(),
      verifiableCredential: badge,
    },
    { challenge, domain, proofPurpose: 'authentication' },
  );

tell({ holder: wallet.id.did(), answers: await present(interaction, sign, story) });
process.exit(0); // the SDK keeps timers
