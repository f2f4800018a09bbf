import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./browser.js";
import { PATIENCE_MS, agentFor, endedConversation, recording, saidBy, socketOrigin } from "./server.js";
import { LONG_GREETING, QUESTIONS, shopAgent } from "./shop.js";
import { joined, seconds, silence, spoken } from "./sounds.js";

const left = process.env.BROWSER === "skip" ? "BROWSER=skip" : false;

/** The microphone cannot wait for an answer: it leaves room for one that comes late and takes long. */
const ROOM_SECONDS = 14;
const QUESTIONS_ASKED = ["saturday", "espresso", "parking"];
const SCRIPT = joined(
  silence(6), // the greeting has begun by then
  ...QUESTIONS_ASKED.flatMap((name) => [spoken(name), silence(ROOM_SECONDS)]),
  silence(30),
);

const minutesOf = (page) => page.evaluate(() => window.minutes);

test("a caller in a browser cuts in on a long greeting and asks three questions aloud", { skip: left }, async (t) => {
  const agentId = await agentFor(t, shopAgent(0, { agent: { firstMessage: LONG_GREETING } }));
  const page = await openPage(t, SCRIPT);
  const conversationId = await page.evaluate((options) => window.call(options), {
    agentId,
    origin: socketOrigin,
    connectionType: "websocket",
  });

  const limit = { timeout: PATIENCE_MS + seconds(SCRIPT) * 1000, polling: 200 };
  await page
    .waitForFunction(() => window.isQuietAfter(4, 2_000), undefined, limit)
    .catch(async (error) => assert.fail(`${error.message}: ${JSON.stringify(await minutesOf(page))}`));
  await page.evaluate(() => window.hangUp());
  const minutes = await minutesOf(page);

  const heard = minutes.messages.filter(({ role }) => role === "user").map(({ message }) => message.trim());
  const answers = minutes.messages.filter(({ role }) => role === "agent").map(({ message }) => message.trim());
  assert.equal(heard.length, 3, JSON.stringify(minutes));
  assert.equal(answers.length, 4);
  QUESTIONS_ASKED.forEach((name, i) => {
    assert.match(heard[i], QUESTIONS[name].heard);
    assert.match(answers[i + 1], QUESTIONS[name].answer(0));
  });

  assert.equal(minutes.interruptions.length, 1, "only the greeting was cut short");
  const [correction] = minutes.corrections;
  assert.equal(correction.original_agent_response, LONG_GREETING);
  assert.ok(correction.corrected_agent_response.length < LONG_GREETING.length);

  assert.ok(minutes.heard > 0, "the microphone was open");
  assert.ok(minutes.sounds > 0, "sound came from the server");
  assert.ok(minutes.loudest > 0, "sound was played");
  assert.ok(minutes.modes.filter((mode) => mode === "speaking").length >= 4, minutes.modes.join());
  assert.deepEqual(minutes.errors, []);

  const conversation = await endedConversation(conversationId);
  assert.equal(conversation.status, "done");
  assert.deepEqual(saidBy(conversation, "user"), heard);
  assert.deepEqual(saidBy(conversation, "agent"), [correction.corrected_agent_response.trim(), ...answers.slice(1)]);
  const recorded = await recording(conversationId);
  assert.ok(Math.abs(recorded.seconds - conversation.metadata.callDurationSecs) < 5, `recorded ${recorded.seconds} s`);
});
