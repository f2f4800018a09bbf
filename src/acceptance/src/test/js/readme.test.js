// What README.md tells a newcomer to type, as it stands there; only the server's address and the agent's id are put in.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openPage } from "./browser.js";
import { PATIENCE_MS, agents, apiKey, baseUrl, socketOrigin } from "./server.js";
import { joined, silence, spoken } from "./sounds.js";

const README = readFileSync(new URL("../../../../../README.md", import.meta.url), "utf8");
const run = promisify(execFile);
const patience = { timeout: PATIENCE_MS };

/** The first block of code in this language after these words. */
function snippet(after, language) {
  const from = README.indexOf(after);
  const block = from < 0 ? undefined : README.slice(from).match(new RegExp("```" + language + "\\n([^]*?)```"));
  assert.ok(block, `README.md has no ${language || "plain"} block after "${after}"`);
  return block[1].replaceAll("http://localhost:9080", baseUrl).replaceAll("ws://localhost:9080", socketOrigin);
}

/** A folder such as a newcomer would be in: the key of the first start, and what npm installed. */
function folder(t) {
  const directory = mkdtempSync(join(tmpdir(), "antiphon-readme-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(join(directory, ".antiphon"));
  writeFileSync(join(directory, ".antiphon", "key"), apiKey);
  symlinkSync(fileURLToPath(new URL("node_modules", import.meta.url)), join(directory, "node_modules"));
  return directory;
}

async function demoAgent() {
  const { agents: found } = await agents.list({ search: "Harbor" });
  assert.ok(found.length > 0, "the first start made no demo agent");
  return found[0].agentId;
}

test("the curl line of the README lists the agents", async (t) => {
  const { stdout } = await run("bash", ["-c", snippet("**curl**", "")], { cwd: folder(t), ...patience });
  assert.ok(JSON.parse(stdout).agents.some(({ name }) => name.includes("Harbor")), stdout);
});

test("the JavaScript of the README holds a conversation", async (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "try.mjs"), snippet("**JavaScript**", "js"));
  const { stdout } = await run(process.execPath, ["try.mjs"], { cwd, ...patience });
  assert.match(stdout, /^ai: /m);
  assert.match(stdout, /Saturday/, stdout);
});

const left = process.env.BROWSER === "skip" ? "BROWSER=skip" : false;

test("the page of the README is served as it stands and talked to", { skip: left }, async (t) => {
  const html = snippet("**In a page**", "html").replaceAll("AGENT_ID", await demoAgent());
  const page = await openPage(t, joined(silence(8), spoken("saturday"), silence(20)), html);
  await page.click("button");
  const heard = (words) => page.waitForFunction((said) => document.body.textContent.includes(said), words, patience);
  await heard("ai: ");
  await heard("user: ");
  assert.match(await page.evaluate(() => document.body.textContent), /user: .*Saturday/i);
});
