// Lighthouse over pages that ask for a session. Reads one JSON object from the standard
// input: {"chromium": path, "flags": [...], "pages": [{"name", "url", "session", "form"}]};
// prints one JSON line for each page: its scores and what lacks. Exits 0 in any case:
// who asks, judges.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';

const CATEGORIES = ['accessibility', 'best-practices'];
// Nothing is timed here, so nothing is slowed down or waited for.
const CALM = { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0 };
const FORMS = {
  desktop: { mobile: false, width: 1280, height: 900, deviceScaleFactor: 1, disabled: false },
  mobile: { mobile: true, width: 390, height: 844, deviceScaleFactor: 2, disabled: false },
};

const settings = (page) => ({
  ...CALM,
  onlyCategories: CATEGORIES,
  formFactor: page.form,
  screenEmulation: FORMS[page.form],
  emulatedUserAgent: false,
  throttlingMethod: 'provided',
  disableFullPageScreenshot: true,
  // The session is a cookie of the profile: what Lighthouse sends as a header is dropped.
  disableStorageReset: true,
  maxWaitForLoad: 20000,
});

const lacking = (result) => CATEGORIES.flatMap((name) => result.categories[name].auditRefs
  .filter(({ id, weight }) => weight > 0 && result.audits[id].score !== null && result.audits[id].score < 1)
  .map(({ id }) => ({ category: name, id, where: (result.audits[id].details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.url ?? '').filter(Boolean) })));

const logIn = async (tab, { url, session }) => {
  await tab.deleteCookie({ name: 'sessionid', url });
  if (session) await tab.setCookie({ name: 'sessionid', value: session, url });
};

const audit = async (page, browser) => {
  const tab = await browser.newPage();
  try {
    await logIn(tab, page);
    const { lhr } = await lighthouse(page.url, { logLevel: 'silent' }, { extends: 'lighthouse:default', settings: settings(page) }, tab);
    if (lhr.runtimeError) return { ...page, error: lhr.runtimeError.message };
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]));
    return { ...page, scores, lacking: lacking(lhr), reached: lhr.finalDisplayedUrl };
  } catch (error) {
    return { ...page, error: String(error?.message ?? error) };
  } finally {
    await tab.close();
  }
};

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const asked = JSON.parse(Buffer.concat(chunks).toString('utf-8'));
const chrome = await launch({ chromePath: asked.chromium, chromeFlags: ['--headless=new', ...asked.flags], logLevel: 'silent' });
try {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
  for (const page of asked.pages) console.log(JSON.stringify(await audit(page, browser)));
  await browser.disconnect();
} finally {
  chrome.kill();
}
