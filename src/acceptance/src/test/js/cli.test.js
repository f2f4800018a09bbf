import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { agents, apiKey, baseUrl, client, patiently } from "./server.js";

const CLI = fileURLToPath(new URL("node_modules/@elevenlabs/cli-linux-x64/elevenlabs", import.meta.url));
const TEMPLATES = ["default", "minimal", "voice-only", "text-only", "customer-service", "assistant"];
const TESTS = ["basic-llm", "tool", "conversation-flow", "customer-service"];

/** A project of the vendor's CLI in a directory of its own, which ends with the test. */
async function project(test) {
  const directory = await mkdtemp(join(tmpdir(), "antiphon-cli-"));
  test.after(() => rm(directory, { recursive: true }));
  const run = (...words) => patiently(started(directory, words), `elevenlabs ${words.join(" ")}`);
  const read = async (file) => JSON.parse(await readFile(join(directory, file), "utf8"));
  const write = (file, value) => writeFile(join(directory, file), JSON.stringify(value));
  return { directory, run, read, write };
}

function started(directory, words) {
  const { ELEVENLABS_PROXY: _, ...rest } = process.env;
  const env = { ...rest, HOME: directory, ELEVENLABS_API_KEY: apiKey, ELEVENLABS_BASE_URL: baseUrl };
  const child = spawn(CLI, words, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 && !/not persisted/.test(output) ? resolve(output) : reject(new Error(`elevenlabs ${words.join(" ")} ended with ${code}:\n${output}`)),
    );
  });
}

const ids = (kept) => kept.map((each) => each.id);

test("agents of every template are added, pushed whole and pulled", async (t) => {
  const { run, read, write } = await project(t);
  await run("agents", "init");
  const made = [];
  t.after(() => Promise.all(made.map((id) => agents.delete(id))));
  for (const template of TEMPLATES) {
    await run("agents", "add", `Cli ${template}`, "--template", template);
  }
  const { agents: kept } = await read("agents.json");
  assert.equal(kept.length, TEMPLATES.length);
  made.push(...ids(kept));

  const config = await read(kept[0].config);
  config.conversation_config.agent.first_message = "Welcome to the harbor.";
  await write(kept[0].config, config);
  assert.match(await run("agents", "push"), /Updated agent/);
  assert.equal((await agents.get(made[0])).conversationConfig.agent.firstMessage, "Welcome to the harbor.");

  await agents.update(made[0], { conversationConfig: { agent: { firstMessage: "Changed elsewhere." } } });
  await run("agents", "pull", "--agent", made[0], "--update", "--yes");
  assert.equal((await read(kept[0].config)).conversation_config.agent.first_message, "Changed elsewhere.");
});

test("tools are added and pushed", async (t) => {
  const { run, read } = await project(t);
  await run("agents", "init");
  const made = [];
  t.after(() => Promise.all(made.map((id) => client.conversationalAi.tools.delete(id))));
  await run("tools", "add", "cli_hook", "--type", "webhook");
  await run("tools", "add", "cli_page", "--type", "client");
  made.push(...ids((await read("tools.json")).tools));
  assert.equal(made.length, 2);
  assert.match(await run("tools", "push"), /Updated tool cli_page/);
  assert.equal((await client.conversationalAi.tools.get(made[1])).toolConfig.name, "cli_page");
});

const missing = readFileSync(new URL("contract/not-there-yet.txt", import.meta.url), "utf8").split("\n");

test("tests are added and pushed", { skip: missing.includes("tests.create") }, async (t) => {
  const { run, read } = await project(t);
  await run("agents", "init");
  const made = [];
  t.after(() => Promise.all(made.map((id) => client.conversationalAi.tests.delete(id))));
  for (const template of TESTS) {
    await run("tests", "add", `Cli ${template}`, "--template", template);
  }
  made.push(...ids((await read("tests.json")).tests));
  assert.equal(made.length, TESTS.length);
  assert.match(await run("tests", "push"), /Updated test/);
  assert.equal((await client.conversationalAi.tests.get(made[0])).name, "Cli basic-llm");
});
