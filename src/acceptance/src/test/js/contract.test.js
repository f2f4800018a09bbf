import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CHAPTERS } from "./contract/book/index.js";
import { openSite, QUESTION, SECRET, until } from "./contract/book/fixtures.js";
import { headline, outdated, report, write } from "./contract/table.js";
import { FAILS, MISSING, Walk } from "./contract/walk.js";
import { apiKey, baseUrl } from "./server.js";

/** The operations that honestly answer 501, one a line. `RENEW=operations` writes it and the tables anew. */
const LIST = new URL("contract/not-there-yet.txt", import.meta.url);
const renew = process.env.RENEW === "operations";

/** Where an answer held what is secret. */
const shown = [];

test("every operation of the contract works, or says that it is not there yet", async (t) => {
  const walk = new Walk(baseUrl, apiKey);
  const world = { test: t, apiKey, site: await openSite(t), until };
  const broken = [];
  walk.witness = (url, { bytes, status }) => bytes.includes(SECRET) && shown.push(`${status} ${url}`);
  for (const chapter of CHAPTERS) {
    try {
      await chapter(walk, world);
    } catch (error) {
      broken.push(`${chapter.name}: ${error.stack}`);
    }
  }
  const outcomes = walk.outcomes();
  console.log(report(outcomes));

  const failed = outcomes.filter(({ state }) => state === FAILS);
  assert.deepEqual(broken, []);
  assert.equal(failed.length, 0, `${headline(outcomes)}; these fail:\n${report(failed)}`);

  const missing = outcomes.filter(({ state }) => state === MISSING).map(({ operation }) => operation.name);
  if (renew) {
    writeFileSync(LIST, `${missing.join("\n")}\n`);
    write(outcomes);
  }
  const listed = existsSync(LIST) ? readFileSync(LIST, "utf8").trim().split("\n") : [];
  const advice = "if that is meant, write the list and the tables anew with RENEW=operations";
  assert.deepEqual(missing.filter((name) => !listed.includes(name)), [], `these worked and do not any more; ${advice}`);
  assert.deepEqual(listed.filter((name) => !missing.includes(name)), [], `these work and are listed as missing; ${advice}`);
  assert.deepEqual(outdated(outcomes), [], `these tell otherwise; ${advice}`);
});

test("no secret stands in an answer, and neither a secret nor a spoken word in the log", { skip: !process.env.ANTIPHON_LOGS }, () => {
  assert.deepEqual(shown, []);
  const files = readdirSync(process.env.ANTIPHON_LOGS, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length > 0);
  for (const file of files) {
    const text = readFileSync(join(file.path, file.name), "utf8");
    for (const word of [SECRET, apiKey, QUESTION]) {
      const at = text.indexOf(word);
      assert.equal(at, -1, `${file.name}: ${text.slice(Math.max(0, at - 300), at)}…`);
    }
  }
});
