// Signatures of webhooks, verified by a library that is not ours. Reads JSON from the
// standard input: a list of {"secret", "headers", "body", "valid"}; prints what is wrong,
// one line each, and exits 1 if anything is. Every good vector is also spoiled in each of
// its parts, which must be refused: a check that cannot fail shows nothing.
import { Webhook } from 'standardwebhooks';

const accepts = ({ secret, headers, body }) => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};
const spoil = (words) => words.slice(0, -1) + (words.endsWith('0') ? '1' : '0');
const spoiled = (vector) => [
  { ...vector, body: `${vector.body} ` },
  { ...vector, headers: { ...vector.headers, 'webhook-id': spoil(vector.headers['webhook-id']) } },
  { ...vector, headers: { ...vector.headers, 'webhook-timestamp': String(Number(vector.headers['webhook-timestamp']) + 1) } },
  { ...vector, headers: { ...vector.headers, 'webhook-signature': 'v1,AAAA' } },
];

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const vectors = JSON.parse(Buffer.concat(chunks).toString('utf-8'));
const wrong = [];
for (const [index, vector] of vectors.entries()) {
  const meant = vector.valid ?? true;
  if (accepts(vector) !== meant) wrong.push(`vector ${index} is ${meant ? 'refused' : 'accepted'}`);
  if (meant) spoiled(vector).forEach((bad, part) => { if (accepts(bad)) wrong.push(`vector ${index}, spoiled in part ${part}, is accepted`); });
}
if (!vectors.length) wrong.push('there are no vectors');
wrong.forEach((words) => console.log(words));
process.exit(wrong.length ? 1 : 0);
