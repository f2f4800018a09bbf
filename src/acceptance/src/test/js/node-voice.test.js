import assert from "node:assert/strict";
import { test } from "node:test";
import { Caller } from "./caller.js";
import { agentFor, endedConversation, recording, saidBy } from "./server.js";
import { LONG_GREETING, QUESTIONS, shopAgent } from "./shop.js";
import { loudest, seconds, spoken } from "./sounds.js";

test("a caller cuts in on a long greeting and asks three questions aloud", async (t) => {
  const agentId = await agentFor(t, shopAgent(0, { agent: { firstMessage: LONG_GREETING } }));
  const caller = new Caller(agentId);
  t.after(() => caller.hangUp());
  const metadata = await caller.call();
  assert.equal(metadata.agent_output_audio_format, "pcm_16000");
  assert.equal(metadata.user_input_audio_format, "pcm_16000");

  const turns = [await caller.cutIn(spoken("saturday")), await caller.ask(spoken("espresso")), await caller.ask(spoken("parking"))];

  ["saturday", "espresso", "parking"].forEach((name, i) => {
    assert.match(turns[i].heard, QUESTIONS[name].heard);
    assert.match(turns[i].answer, QUESTIONS[name].answer(0));
  });

  const [cut] = caller.minutes.all("interrupt");
  assert.ok(cut, "the SDK was told to fall silent");
  assert.equal(caller.minutes.all("interrupt").length, 1, "only the greeting was cut short");
  const [correction] = caller.minutes.all("correction");
  assert.equal(correction.original, LONG_GREETING);
  assert.ok(correction.corrected.length < LONG_GREETING.length, "the correction leaves out what was not heard");
  assert.ok(LONG_GREETING.startsWith(correction.corrected.replace(/[\s.…-]+$/, "")), `not how it began: ${correction.corrected}`);

  assert.ok(seconds(caller.sound) > 5, "the agent was heard");
  assert.ok(loudest(caller.sound) > 2_000, "what was heard was sound");

  caller.hangUp();
  const conversation = await endedConversation(metadata.conversation_id);
  assert.equal(conversation.status, "done");
  assert.equal(conversation.agentId, agentId);
  assert.deepEqual(saidBy(conversation, "user"), turns.map((turn) => turn.heard));
  assert.deepEqual(saidBy(conversation, "agent"), [correction.corrected, ...turns.map((turn) => turn.answer)]);
  assert.ok(conversation.transcript[0].interrupted);
  assert.ok(conversation.metadata.callDurationSecs > 8);

  const { seconds: recorded } = await recording(metadata.conversation_id);
  assert.ok(Math.abs(recorded - conversation.metadata.callDurationSecs) < 5, `recorded ${recorded} s`);
});

test("events of one turn carry one number, and numbers grow", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const caller = new Caller(agentId);
  t.after(() => caller.hangUp());
  await caller.call();
  await caller.hearOut(1);
  await caller.ask(spoken("decaf"));
  const payload = { agent_response: "agent_response_event", audio: "audio_event", user_transcript: "user_transcription_event" };
  const ids = (type) => caller.minutes.all(type).map((message) => message[payload[type]].event_id);

  const [greeting, answer] = ids("agent_response");
  assert.ok(greeting >= 1);
  assert.ok(answer > greeting);
  assert.deepEqual([...new Set(ids("audio"))], [greeting, answer]);
  assert.equal(ids("user_transcript").length, 1);
  assert.ok(caller.minutes.all("ping").length > 0, "the server asks whether the client is there");
});
