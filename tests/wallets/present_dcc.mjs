// Can a holder with the tools of Learner Credential Wallet show a badge?
// Usage: node present_dcc.mjs STORY INTERACTION [STATUS_LIST] [VERSION]; prints the answers as one line of JSON.
import * as vc from '@digitalbazaar/vc';

import { aBadge, documentLoader, party } from './dcc_issuer.mjs';
import { present, STORIES, tell } from './exchanging.mjs';

const [name, interaction, statusList, version = '2'] = process.argv.slice(2);
const story = STORIES[name];
const ana = await party('ana');
const holder = story.otherHolder ? await party('bob') : ana;
const badge = await aBadge(ana.did, {
  version: Number(version),
  validUntil: story.validUntil,
  statusList: story.listed ? statusList : undefined,
});
if (story.tampered) badge.credentialSubject.achievement.name = 'Brain surgery';

const sign = (challenge, domain) =>
  vc.signPresentation({
    presentation: vc.createPresentation({
      holder: holder.did,
      version: version === '2' ? 2.0 : 1.0,
      verifiableCredential: [badge],
      now: new Date('2026-01-15T00:00:00Z'), // it would not take up what is over today
    }),
    suite: holder.suite(),
    challenge,
    domain,
    documentLoader,
  });

tell({ holder: holder.did, answers: await present(interaction, sign, story) });
